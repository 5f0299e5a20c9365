/**
 * How long one client lets a crowd have its turn. Everybody behind one address shares the portal's leaky bucket, sees
 * only its own answers and refusals, and still has to end up with the same share as the others: congestion control.
 *
 * What is kept is the interval between requests, one over the rate. The rate grows by a fixed share per hour and is
 * divided at each refusal. Growth per time with decrease per request is what makes it fair: whoever asks more
 * often meets more refusals, so the rates draw together. Every refusal changes the share by the same factor at any
 * size of the crowd, so that one setting serves from fifty colleagues to about a thousand.
 */
export interface FairShare {
  /** From one request to the next, in ms, as it was at `at`; null while no crowd was ever met. */
  readonly interval: number | null
  /** When the interval was last set, in ms since the epoch. */
  readonly at: number
}

export const fairShareParams = {
  /**
   * The rate grows by this share per ms, or 5.5% in an hour. More of it finds a freed bucket sooner, and is paid for in
   * refusals: each client meets about interval × growth / decrease of them per request.
   */
  growth: 1.5e-5 / 1000,
  /** A refusal makes the interval longer by this share. */
  decrease: 0.3,
  /** Part of the interval after which a refused request is tried again: less than all, for it is already late. */
  retry: 0.33,
  /** The shortest interval worth keeping to, in ms. Below it there is no crowd. */
  least: 5_000,
  /** The interval after a first refusal, in ms. 40 clients at this interval fill a bucket of 2 requests a second. */
  first: 20_000,
  /** The longest interval, in ms: two hours would be fair for 14,000 colleagues, and no help to any of them. */
  most: 30 * 60_000,
  /**
   * Interval per time waited for the first answer. Under a first-come rush that wait is a sample of how long one
   * round of the crowd takes.
   */
  perWait: 1.1,
  /** The window a client without numbers draws its next try from grows by this share of the time it has waited. */
  window: 0.25,
  /** The least and the most of that window, in ms. */
  windowLeast: 4_000,
  windowMost: 10_000,
} as const

export type FairShareParams = Readonly<Record<keyof typeof fairShareParams, number>>

export const noCrowd: FairShare = { interval: null, at: 0 }

/** The interval after the rate has grown until now, in ms; null where there is no crowd, or no longer one. */
export function intervalAt(share: FairShare, now: number, { growth, least }: FairShareParams): number | null {
  if (share.interval === null) return null
  const interval = share.interval * Math.exp(-growth * Math.max(0, now - share.at))
  return interval < least ? null : interval
}

/** What a refusal teaches somebody who has numbers. */
export function refused(share: FairShare, now: number, params: FairShareParams): FairShare {
  const interval = intervalAt(share, now, params)
  const longer = interval === null ? params.first : interval * (1 + params.decrease)
  return { interval: Math.min(longer, params.most), at: now }
}

/** What a first answer teaches somebody who was refused on the way to it, `waited` ms long. */
export function admitted(waited: number, now: number, { perWait, first, most }: FairShareParams): FairShare {
  return { interval: Math.min(Math.max(first, waited * perWait), most), at: now }
}

/** From a refusal to the next try, in ms, for somebody who has no numbers yet: soon, and stubbornly. */
export function nextTry(waited: number, random: () => number, params: FairShareParams): number {
  const window = Math.min(Math.max(params.windowLeast, waited * params.window), params.windowMost)
  return window * (0.5 + random())
}
