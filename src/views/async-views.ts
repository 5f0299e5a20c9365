import { onIdle } from '../browser/idle.ts'
import { loadAfterPaint } from '../browser/after-paint.ts'
import { retryOnline } from '../browser/retry-online.ts'

let needed: () => Promise<void> = () => Promise.resolve()

/** Whatever comes later waits for this: its texts. */
export function setDeferredNeeds(need: () => Promise<void>): void {
  needed = need
}

const withNeeds = <T>(load: () => Promise<T>) => async (): Promise<T> => {
  const [loaded] = await Promise.all([load(), needed()])
  return loaded
}

const later = <T>(load: () => Promise<T>) => loadAfterPaint(withNeeds(load))

/** What the first paint does without. */
export const asyncViews = {
  list: later(() => import('./unread/UnreadList.vue')),
  notifications: later(() => import('./unread/NotificationPanel.vue')),
  taskList: later(() => import('./unread/TaskListPanel.vue')),
  kindIcon: loadAfterPaint(() => import('../components/base/KindIcon.vue')),
  explained: later(() => import('../components/counters/TotalExplained.vue')),
  sourceError: later(() => import('../components/notices/SourceError.vue')),
  sessionNotice: later(() => import('../components/notices/SessionNotice.vue')),
  fatalNotice: later(() => import('../components/notices/FatalNotice.vue')),
  crash: withNeeds(() => import('./CrashView.vue')),
  peek: later(() => import('./unread/PeekPanel.vue')),
  catchUp: later(() => import('./unread/CatchUpPanel.vue')),
  details: later(() => import('./chat/DetailsPanel.vue')),
  tasks: later(() => import('./unread/TaskPanel.vue')),
  settings: later(() => import('./settings/SettingsPanel.vue')),
} as const

/** Other placements than the left menu. */
export const placementViews = {
  chat: retryOnline(withNeeds(() => import('./ChatView.vue'))),
  install: retryOnline(withNeeds(() => import('./InstallView.vue'))),
} as const

/** For administrators only, when everything else is there. */
export const adminViews = {
  newPlaces: later(() => import('./unread/NewPlaces.vue')),
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
