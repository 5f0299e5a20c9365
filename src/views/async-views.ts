import { onIdle } from '../browser/idle.ts'

let needed: () => Promise<void> = () => Promise.resolve()

/** Whatever comes later waits for this: its texts. */
export function setDeferredNeeds(need: () => Promise<void>): void {
  needed = need
}

const withNeeds = <T>(load: () => Promise<T>) => async (): Promise<T> => {
  const [loaded] = await Promise.all([load(), needed()])
  return loaded
}

/** What the first paint does without. */
export const asyncViews = {
  list: withNeeds(() => import('./unread/UnreadList.vue')),
  notifications: withNeeds(() => import('./unread/NotificationPanel.vue')),
  taskList: withNeeds(() => import('./unread/TaskListPanel.vue')),
  kindIcon: () => import('../components/base/KindIcon.vue'),
  explained: withNeeds(() => import('../components/counters/TotalExplained.vue')),
  sourceError: withNeeds(() => import('../components/notices/SourceError.vue')),
  sessionNotice: withNeeds(() => import('../components/notices/SessionNotice.vue')),
  fatalNotice: withNeeds(() => import('../components/notices/FatalNotice.vue')),
  crash: withNeeds(() => import('./CrashView.vue')),
  peek: withNeeds(() => import('./unread/PeekPanel.vue')),
  catchUp: withNeeds(() => import('./unread/CatchUpPanel.vue')),
  details: withNeeds(() => import('./chat/DetailsPanel.vue')),
  tasks: withNeeds(() => import('./unread/TaskPanel.vue')),
  settings: withNeeds(() => import('./settings/SettingsPanel.vue')),
} as const

/** Other placements than the left menu. */
export const placementViews = {
  chat: withNeeds(() => import('./ChatView.vue')),
  install: withNeeds(() => import('./InstallView.vue')),
} as const

/** For administrators only, when everything else is there. */
export const adminViews = {
  newPlaces: withNeeds(() => import('./unread/NewPlaces.vue')),
} as const

/** In ms. On a busy machine a browser may never be idle. */
const longestWait = 2_000

/**
 * Fetches what comes later when the browser has time, one after another: whoever needs a part may have no network by
 * then, and some parts tell just that. What can't be fetched now is tried again when it is shown.
 */
export async function prefetchAsyncViews(): Promise<void> {
  for (const load of Object.values(asyncViews)) {
    await new Promise<void>(resolve => onIdle(resolve, longestWait))
    await load().catch(() => undefined)
  }
}
