import type { FailureKind } from '../domain/failure.ts'

/**
 * Which sources the next request should ask. All ride in one HTTP request, so leaving one out spares the portal's
 * operating time of that method, not the rate limit; and none of them waits for another.
 */
export interface Source {
  /** Not to be asked sooner, in ms since the epoch. */
  readonly notBefore: number
  /** Passing faults of this source since its last answer. */
  readonly faults: number
}

export interface SourceReport {
  /** Why the source gave no answer; null when it did. */
  readonly failure: { readonly kind: FailureKind, readonly retryAt?: number } | null
  /** Seconds of this method the app has used in the last 10 minutes, and when they are forgotten, in ms. */
  readonly operating: { readonly seconds: number, readonly resetAt: number } | null
}

export const sourceParams = {
  /** Seconds of one method in 10 minutes past which a portal answers 429 OPERATION_TIME_LIMIT. */
  operatingLimit: 480,
  /** A source is asked less often once this share of the limit is used. */
  operatingEase: 0.5,
  /** The pause half-way from there to the limit, in ms; it grows without end towards the limit. */
  operatingPause: 40_000,
  /** The window operating time is counted in, in ms: no pause of this kind is longer. */
  operatingWindow: 10 * 60_000,
  /** After a reset everybody may ask again: they spread over this time, in ms. */
  resetSpread: 20_000,
  /** Where an admin has to grant something first, in ms: between this and twice as much. */
  rarely: 30 * 60_000,
  /** The first backoff after a passing fault is drawn from 0 to this, in ms; each next one from twice as much. */
  backoff: 10_000,
  backoffMost: 10 * 60_000,
} as const

export const freshSource: Source = { notBefore: 0, faults: 0 }

/** Whether the next request should ask this source. */
export const isDue = (source: Source, now: number): boolean => source.notBefore <= now

/** When the first of the sources may be asked, in ms since the epoch; 0 where there is none. */
export const firstDue = (sources: readonly Source[]): number => (
  sources.length === 0 ? 0 : Math.min(...sources.map(source => source.notBefore))
)

/** The source after its part of an answer. `now` is in ms since the epoch; `random` draws from [0, 1). */
export function afterReport(source: Source, { failure, operating }: SourceReport, now: number, random: () => number): Source {
  if (failure === null) return { ...freshSource, notBefore: now + operatingPause(operating, random) }
  switch (failure.kind) {
    case 'operating': {
      const resetAt = failure.retryAt ?? operating?.resetAt ?? 0
      const at = resetAt > now ? resetAt : now + sourceParams.operatingWindow
      return { ...source, notBefore: at + random() * sourceParams.resetSpread }
    }
    case 'permission':
    case 'missing':
    case 'rejected':
    case 'plan':
    case 'blocked':
    case 'closed':
    case 'session':
      return { ...freshSource, notBefore: now + sourceParams.rarely * (1 + random()) }
    case 'limit':
    case 'renewal':
    case 'server':
    case 'timeout':
    case 'network':
    case 'malformed': {
      const { backoff, backoffMost } = sourceParams
      const most = Math.min(backoff * 2 ** Math.min(source.faults, 20), backoffMost)
      return { faults: source.faults + 1, notBefore: now + random() * most }
    }
  }
}

/** A person's retry: the source is asked again, unless it waits for its operating time to be forgotten. */
export function retried(source: Source, operating: SourceReport['operating'], now: number): Source {
  const waitsForReset = operating !== null && operating.resetAt > now && source.notBefore >= operating.resetAt
  return waitsForReset ? source : freshSource
}

function operatingPause(operating: SourceReport['operating'], random: () => number): number {
  const { operatingLimit, operatingEase, operatingPause: pause, operatingWindow } = sourceParams
  const used = (operating?.seconds ?? 0) / operatingLimit
  if (used <= operatingEase) return 0
  const left = Math.max(0, 1 - used) / (1 - operatingEase)
  const most = left === 0 ? operatingWindow : Math.min(pause * (1 - left) / left, operatingWindow)
  return most * (0.75 + random() / 2)
}
