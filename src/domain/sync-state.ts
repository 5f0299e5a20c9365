import type { Failure } from './failure.ts'
import type { Reading } from './reading.ts'

/**
 * How fresh what the person sees is:
 *
 * - `loading`: nothing has been read yet
 * - `fresh`: as the portal said at the last poll
 * - `refreshing`: numbers are shown, new ones are on their way
 * - `stale`: the last poll brought no answer to something that is shown
 * - `paused`: nobody is looking, so nobody asks
 * - `offline`: the browser has no network
 * - `limited`: the portal said to slow down
 * - `error`: nothing could be read
 */
export type SyncState = 'loading' | 'fresh' | 'refreshing' | 'stale' | 'paused' | 'offline' | 'limited' | 'error'

export interface SyncCircumstances {
  readonly readings: readonly Reading<unknown>[]
  readonly asking: boolean
  readonly online: boolean
  readonly shown: boolean
}

/** The one state that tells a person most about the numbers in front of them. */
export function syncStateOf({ readings, asking, online, shown }: SyncCircumstances): SyncState {
  const failures = readings.flatMap(reading => ('failure' in reading ? [reading.failure] : []))
  const hasValues = readings.some(reading => 'value' in reading)
  if (!online) return 'offline'
  if (!shown) return 'paused'
  if (asking) return hasValues ? 'refreshing' : 'loading'
  if (failures.some(failure => failure.kind === 'limit')) return 'limited'
  if (readings.some(reading => reading.status === 'stale')) return 'stale'
  if (hasValues) return 'fresh'
  return failures.length > 0 ? 'error' : 'loading'
}

/** Failures that make the whole app useless until somebody acts, not one source of it. */
export function isFatal({ kind }: Failure): boolean {
  return kind === 'session'
}
