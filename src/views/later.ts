import { onIdle } from '../components/idle.ts'

let needed: () => Promise<void> = () => Promise.resolve()

/** Whatever comes later waits for this: its texts. */
export function laterNeeds(need: () => Promise<void>): void {
  needed = need
}

const withNeeds = <T>(load: () => Promise<T>) => async (): Promise<T> => {
  const [loaded] = await Promise.all([load(), needed()])
  return loaded
}

/** What the first paint does without. */
export const later = {
  list: withNeeds(() => import('./UnreadList.vue')),
  kindIcon: () => import('../components/KindIcon.vue'),
  explained: withNeeds(() => import('../components/TotalExplained.vue')),
  sourceError: withNeeds(() => import('../components/SourceError.vue')),
  sessionNotice: withNeeds(() => import('../components/SessionNotice.vue')),
  fatalNotice: withNeeds(() => import('../components/FatalNotice.vue')),
  crash: withNeeds(() => import('./CrashView.vue')),
  details: withNeeds(() => import('./DetailsPanel.vue')),
  tasks: withNeeds(() => import('./TaskPanel.vue')),
  settings: withNeeds(() => import('./SettingsPanel.vue')),
} as const

/** Other placements than the left menu. */
export const elsewhere = {
  chat: withNeeds(() => import('./ChatView.vue')),
  install: withNeeds(() => import('./InstallView.vue')),
} as const

/**
 * Fetches what comes later when the browser has time, one after another: whoever needs a part may have no network by
 * then, and some parts tell just that. What can't be fetched now is tried again when it is shown.
 */
export async function fetchLater(): Promise<void> {
  for (const load of Object.values(later)) {
    await new Promise<void>(resolve => onIdle(resolve))
    await load().catch(() => undefined)
  }
}
