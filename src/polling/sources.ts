import type { FailureKind } from '../domain/failure.ts'
import type { OperatingTime } from '../domain/source.ts'
import { backoff } from './backoff.ts'
import { intervalOf, type OperatingPace, paceAfterAnswer, paceAfterRefusal } from './operating-pace.ts'

/**
 * Which sources the next request asks for. All ride in one HTTP request, so leaving one out spares the operating time
 * of its method, not the rate limit; and no source waits for another.
 */
export interface Source {
  readonly wait: Wait
  /** Passing faults of this source since its last answer. */
  readonly faults: number
  /** Its part of the operating time that all users of the app share; null before the first answer that told. */
  readonly pace: OperatingPace | null
}

/**
 * Why a source is left out of requests, and until when, in ms of the caller's clock:
 *
 * - `ready`: it is not
 * - `easing`: it answers, but its method's operating time is for everybody
 * - `operating-limit`: the method's operating time is used up, for certain until `usedUpUntil`
 * - `needs-admin`: an administrator has to act first
 * - `backoff`: a passing fault has to pass
 * - `unchanged`: a chat of which the counters say what they said (`counted`; null: nothing is known) when it answered; in any
 *   case not before `notBefore`, as its method's operating time is for everybody
 */
export type Wait =
  | { readonly reason: 'ready' }
  | { readonly reason: 'easing' | 'needs-admin' | 'backoff', readonly until: number }
  | { readonly reason: 'operating-limit', readonly until: number, readonly usedUpUntil: number }
  | { readonly reason: 'unchanged', readonly until: number, readonly notBefore: number, readonly counted: string | null }

export interface SourceReport {
  /** Why the source gave no answer; null when it did. */
  readonly failure: { readonly kind: FailureKind } | null
  readonly operating: OperatingTime | null
}

export const sourceParams = {
  /** After an administrator has to act, in ms: between this and twice as much. */
  rarely: 30 * 60_000,
  /** The first backoff after a passing fault is drawn from 0 to this, in ms. */
  backoff: 10_000,
  /** Operating time is forgotten a minute at a time: used up, it stays so for up to this long, in ms, if nothing else is known. */
  basket: 60_000,
  /** When operating time is forgotten, those who wait for it spread over this time, in ms. */
  resetSpread: 20_000,
  /** The wait of somebody refused before any answer, in ms; half as long again after each further refusal. */
  firstRefusal: 90_000,
  firstRefusalMost: 5 * 60_000,
  /** Whoever is refused waits so many intervals: few ask in vain, even where too many ask. */
  afterRefusal: 2,
  /** A wait is drawn from ± this share around the interval, so that clients in step fall out of it. */
  jitter: 0.4,
} as const

const ready: Wait = { reason: 'ready' }

export const freshSource: Source = { wait: ready, faults: 0, pace: null }

/** When this source may be asked for, in ms; -Infinity: at any time. */
export const dueAt = ({ wait }: Source): number => (wait.reason === 'ready' ? -Infinity : wait.until)

/** Whether the next request should ask for this source. */
export const isDue = (source: Source, now: number): boolean => dueAt(source) <= now

/** Whether it waits for no fault to pass: it comes along with a request of the others after its wait. */
export const ridesAlong = ({ wait: { reason } }: Source): boolean => reason === 'easing' || reason === 'unchanged'

/** Whether its last answer was a failure that is waited out. */
const hasFailed = (source: Source): boolean => source.wait.reason !== 'ready' && !ridesAlong(source)

/**
 * When the next request for any of these sources goes out, in ms. A source that has failed is worth a request of its
 * own when its wait is over, so that what a person is told of the next try is true; the others ride along.
 *
 * @param due when the schedule has the next request, in ms
 * @param allowedFrom from when on a request of its own is no burden, in ms
 */
export function nextAsk(sources: readonly Source[], due: number, allowedFrom: number): number {
  const together = Math.max(due, Math.min(...sources.map(dueAt)))
  return Math.min(together, Math.max(allowedFrom, Math.min(...sources.filter(hasFailed).map(dueAt))))
}

/** The source after its part of an answer. `now` in ms; `random` draws from [0, 1). */
export function afterReport(source: Source, { failure, operating }: SourceReport, now: number, random: () => number): Source {
  const until = (wait: number) => now + wait * (1 + sourceParams.jitter * (2 * random() - 1))
  if (failure === null) {
    const pace = operating === null ? source.pace : paceAfterAnswer(source.pace, operating, now)
    const interval = pace === null ? 0 : intervalOf(pace)
    return { wait: interval === 0 ? ready : { reason: 'easing', until: until(interval) }, faults: 0, pace }
  }
  switch (failure.kind) {
    case 'operating':
      return afterRefusal(source, now, until, random)
    case 'permission':
    case 'missing':
    case 'rejected':
    case 'plan':
    case 'blocked':
    case 'closed':
    case 'session':
      return { ...source, faults: 0, wait: { reason: 'needs-admin', until: now + sourceParams.rarely * (1 + random()) } }
    case 'limit':
    case 'renewal':
    case 'server':
    case 'timeout':
    case 'network':
    case 'malformed': {
      const wait = backoff(source.faults, sourceParams.backoff, random)
      return { ...source, faults: source.faults + 1, wait: { reason: 'backoff', until: now + wait } }
    }
  }
}

/** The source of a chat that has answered, left alone until then at most. @param counted what the counters say of it */
export function leftAlone(source: Source, until: number, counted: string | null, now: number): Source {
  const notBefore = Math.max(dueAt(source), now)
  return { ...source, wait: { reason: 'unchanged', until: Math.max(until, notBefore), notBefore, counted } }
}

/** The source of a chat by what the counters say of it now: once that is something else, it is left alone no longer. */
export function recounted(source: Source, counted: string): Source {
  const { wait } = source
  if (wait.reason !== 'unchanged' || wait.counted === counted) return source
  return { ...source, wait: { reason: 'easing', until: wait.notBefore } }
}

/** A refusal does not say until when; the last answer may have. */
function afterRefusal(source: Source, now: number, until: (wait: number) => number, random: () => number): Source {
  const { basket, resetSpread, firstRefusal, firstRefusalMost } = sourceParams
  const faults = source.faults + 1
  if (source.pace === null) {
    const wait = Math.min(firstRefusal * 1.5 ** source.faults, firstRefusalMost)
    return { ...source, faults, wait: { reason: 'operating-limit', until: until(wait), usedUpUntil: now + basket } }
  }
  const pace = paceAfterRefusal(source.pace, now)
  const usedUpUntil = pace.resetAt > now ? pace.resetAt : now + basket
  const at = Math.max(until(sourceParams.afterRefusal * intervalOf(pace)), usedUpUntil + random() * resetSpread)
  return { faults, pace, wait: { reason: 'operating-limit', until: at, usedUpUntil } }
}

/** A person's retry: the source is asked for at once; where its operating time is used up, as soon as some may be forgotten. */
export function retried(source: Source, now: number): Source {
  const { wait } = source
  if (wait.reason !== 'operating-limit' || wait.usedUpUntil <= now) return { ...source, wait: ready, faults: 0 }
  return { ...source, wait: { ...wait, until: Math.min(wait.until, wait.usedUpUntil) } }
}
