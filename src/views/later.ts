import { onIdle } from '../components/idle.ts'

/** What the first paint does without. */
export const later = {
  list: () => import('./UnreadList.vue'),
  kindIcon: () => import('../components/KindIcon.vue'),
  sourceError: () => import('../components/SourceError.vue'),
  sessionNotice: () => import('../components/SessionNotice.vue'),
  fatalNotice: () => import('../components/FatalNotice.vue'),
  crash: () => import('./CrashView.vue'),
  tasks: () => import('./TaskPanel.vue'),
  settings: () => import('./SettingsPanel.vue'),
} as const

/**
 * Fetches it all when the browser has time, one after another: whoever needs a part may have no network by then, and
 * some parts tell just that. What can't be fetched now is tried again when it is shown.
 */
export async function fetchLater(): Promise<void> {
  for (const load of Object.values(later)) {
    await new Promise<void>(resolve => onIdle(resolve))
    await load().catch(() => undefined)
  }
}
