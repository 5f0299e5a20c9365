import type { Failure, Result } from './failure.ts'

/**
 * What the app knows of a value that lives on the portal. A failure never erases what was read before:
 * the last value stays, and says that it is old.
 * A `remembered` value is from an earlier visit, until the portal answers.
 *
 * `at` is when the value was true, in ms of the frame's clock (`browser/clock.ts`).
 */
export type QueryState<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'remembered', readonly value: T, readonly at: number }
  | { readonly status: 'ready', readonly value: T, readonly at: number }
  | { readonly status: 'stale', readonly value: T, readonly at: number, readonly failure: Failure }
  | { readonly status: 'failed', readonly failure: Failure }

export const loading = { status: 'loading' } as const

/** What was known on an earlier visit, for as long as there is nothing newer. */
export function hydrate<T>(reading: QueryState<T>, value: T, at: number): QueryState<T> {
  return reading.status === 'loading' ? { status: 'remembered', value, at } : reading
}

/** The reading after one more answer, which came at `at` (ms of the frame's clock). */
export function applyResult<T>(previous: QueryState<T>, outcome: Result<T>, at: number): QueryState<T> {
  if (outcome.ok) return { status: 'ready', value: outcome.value, at }
  const { failure } = outcome
  return 'value' in previous
    ? { status: 'stale', value: previous.value, at: previous.at, failure }
    : { status: 'failed', failure }
}

/** A state that remembers when its last answer was asked for, in ms of the frame's clock. */
export interface AskedState<T> {
  readonly state: QueryState<T>
  readonly askedAt: number
}

export const neverAsked: AskedState<never> = { state: loading, askedAt: -Infinity }

/**
 * The state after one more answer. An answer to an older question than the one shown changes nothing, and returns the
 * same object: it may know less of what the person has done since.
 *
 * @param at when the answer came, in ms of the frame's clock
 * @param askedAt when the question was sent, in ms of the frame's clock
 */
export function applyAnswer<T>(previous: AskedState<T>, outcome: Result<T>, at: number, askedAt: number): AskedState<T> {
  if (outcome.ok && askedAt < previous.askedAt) return previous
  return { state: applyResult(previous.state, outcome, at), askedAt: outcome.ok ? askedAt : previous.askedAt }
}

/** The same state with another value, where it has one. */
export function withValue<T>(reading: QueryState<T>, change: (value: T) => T): QueryState<T> {
  return 'value' in reading ? { ...reading, value: change(reading.value) } : reading
}

/** The last value that was read, or null when there has been none. */
export function valueOf<T>(reading: QueryState<T>): T | null {
  return 'value' in reading ? reading.value : null
}

/** When that value was true, in ms of the frame's clock. */
export function updatedAt(reading: QueryState<unknown>): number | null {
  return 'at' in reading ? reading.at : null
}

/** Why the last question went unanswered; null after an answer. */
export function failureOf(reading: QueryState<unknown>): Failure | null {
  return 'failure' in reading ? reading.failure : null
}
