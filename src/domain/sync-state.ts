import type { Failure } from './failure.ts'
import type { QueryState } from './query-state.ts'

/**
 * How fresh what the person sees is:
 *
 * - `loading`: nothing has been read yet
 * - `fresh`: all that is shown is as the portal said at the last poll; of a chat, as it said when it changed last, as far
 *   as the counters tell, or some minutes ago
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
  /** Whether any of it is old: see `isOld`. */
  readonly hasOld: boolean
  /** What the next request waits for, wherever it is sent from. */
  readonly phase: 'resting' | 'limited' | 'failing' | 'asking' | 'paused' | 'offline' | 'stopped'
  readonly online: boolean
  readonly shown: boolean
}

/**
 * Whether a value is old: the last question for it was not answered, or it was not asked for by the last poll.
 *
 * @param polledAt when the last poll was answered, by the same clock as the query state; null: none was, in this visit
 * @param rest how long before that poll it may have been asked for, in ms
 */
export const isOld = (queryState: QueryState<unknown>, polledAt: number | null, rest = 0): boolean => (
  'at' in queryState && (queryState.status !== 'ready' || (polledAt !== null && queryState.at < polledAt - rest))
)

/** The one state that tells a person most about the numbers in front of them. */
export function syncStateOf({ queryStates, hasOld, phase, online, shown }: SyncContext): SyncState {
  const isFresh = queryStates.some(({ status }) => status === 'ready')
  if (!online) return 'offline'
  if (!shown) return 'paused'
  if (phase === 'stopped') return 'error'
  if (phase === 'limited') return 'limited'
  if (phase === 'asking' && !hasOld) return isFresh ? 'refreshing' : 'loading'
  if (hasOld) return 'stale'
  if (isFresh) return 'fresh'
  return queryStates.some(({ status }) => status === 'failed') ? 'error' : 'loading'
}

/** Failures that make the whole app useless until somebody acts, not one source of it. */
function isFatal({ kind }: Failure): boolean {
  return kind === 'session'
}

/** What went wrong here; null where nothing did, or where it is told for the whole app. */
export const unlessFatal = (failure: Failure | null): Failure | null => (failure === null || isFatal(failure) ? null : failure)
