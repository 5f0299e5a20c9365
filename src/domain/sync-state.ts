import type { Failure } from './failure.ts'
import type { QueryState } from './query-state.ts'

/**
 * How fresh what the person sees is:
 *
 * - `loading`: nothing has been read yet
 * - `fresh`: all that is shown is as the portal said at the last poll
 * - `refreshing`: numbers are shown, new ones are on their way
 * - `stale`: something that is shown is older than the last poll
 * - `paused`: nobody is looking, so nobody asks
 * - `offline`: the browser has no network
 * - `limited`: the portal said to slow down
 * - `error`: nothing could be read, or nobody asks again before a person does
 */
export type SyncState = 'loading' | 'fresh' | 'refreshing' | 'stale' | 'paused' | 'offline' | 'limited' | 'error'

export interface SyncContext {
  readonly queryStates: readonly QueryState<unknown>[]
  /** When the last poll was answered, by the same clock as the query states; null: none was, in this visit. */
  readonly polledAt: number | null
  /** What the next request waits for, wherever it is sent from. */
  readonly phase: 'resting' | 'limited' | 'failing' | 'asking' | 'paused' | 'offline' | 'stopped'
  readonly online: boolean
  readonly shown: boolean
}

/** The one state that tells a person most about the numbers in front of them. */
export function syncStateOf({ queryStates, polledAt, phase, online, shown }: SyncContext): SyncState {
  const isFresh = queryStates.some(({ status }) => status === 'ready')
  const isOld = queryStates.some(queryState => (
    'at' in queryState && (queryState.status !== 'ready' || (polledAt !== null && queryState.at < polledAt))
  ))
  if (!online) return 'offline'
  if (!shown) return 'paused'
  if (phase === 'stopped') return 'error'
  if (phase === 'limited') return 'limited'
  if (phase === 'asking' && !isOld) return isFresh ? 'refreshing' : 'loading'
  if (isOld) return 'stale'
  if (isFresh) return 'fresh'
  return queryStates.some(({ status }) => status === 'failed') ? 'error' : 'loading'
}

/** Failures that make the whole app useless until somebody acts, not one source of it. */
function isFatal({ kind }: Failure): boolean {
  return kind === 'session'
}

/** What went wrong here; null where nothing did, or where it is told for the whole app. */
export const unlessFatal = (failure: Failure | null): Failure | null => (failure === null || isFatal(failure) ? null : failure)
