/**
 * Congestion control for clients that share the portal's rate limit. Everybody behind one address shares one leaky
 * bucket. A client sees only its own answers and refusals, does not know whether a refused request counts, and still
 * has to end up with the same share as the others.
 *
 * What is kept is the interval between requests. It shrinks slowly while nothing is refused and grows at a refusal.
 * Whoever asks more often is refused more often, so the intervals draw together. On a first morning the steps are large,
 * and the larger, the fewer answers came since the last refusal: whoever is refused again so soon is far from the share.
 *
 * Beside it stands its average, which is what a client believes of the crowd. How fast the interval shrinks goes by the
 * average, and above it, it soon returns: a refusal is mostly bad luck. Only what lasts moves the average.
 *
 * A refusal that follows a refusal makes the *wait* longer, not so much the interval: where refusals count, a full
 * bucket refuses everybody until it has leaked, and that says little about the size of the crowd.
 */
export interface FairShare {
  /** From one request to the next, in ms, as it was at `at`; null where no crowd is known of. */
  readonly interval: number | null
  /** When the interval was last set, in ms. */
  readonly at: number
  /** What it was on average over the last hours, in ms. */
  readonly steady: number | null
  /** Since when the crowd is known, in ms. */
  readonly since: number
  /** Answers since the last refusal. */
  readonly answers: number
}

export const fairShareParams = {
  /** The rate grows by this share per ms, where interval and average are `growthAt`. */
  growth: 3.8e-5 / 1000,
  /** While the crowd is new, it also grows by this share per time for which the crowd is known. */
  youngGrowth: 0.013,
  /** Both are smaller for longer averages, by this power of `growthAt` ÷ average: there are fewer requests to learn from. */
  growthSlope: 0.4,
  growthAt: 100_000,
  /** And greater for an interval above its average, by this power of interval ÷ average; and on a first morning by this. */
  recover: 3.6,
  youngRecover: 1.1,
  /** A refusal after an answer makes the interval longer by this share, and by so much more while the crowd is new. */
  decrease: 0.3,
  youngDecrease: 0.72,
  /** The same, of a refusal after a refusal. */
  decreaseAgain: 0.09,
  youngDecreaseAgain: 0.37,
  /** After so long, in ms, a crowd is half as new; and the steps are as if it were, after so many answers since a refusal. */
  youth: 6.5 * 60 * 60_000,
  youthAnswers: 6,
  /** Somebody who remembers another morning starts as if the crowd were known for so long, in ms. */
  remembered: 83 * 60 * 60_000,
  /** The average forgets two thirds of an interval in this time, in ms; and on a first morning in this. */
  steadyTime: 2.4 * 60 * 60_000,
  youngSteadyTime: 60 * 60_000,
  /** A refusal after a refusal leads the average so far to the interval: from 0, not at all, to 1. */
  steadyAgain: 0.23,
  /** From a refusal to the next request, in intervals, and so many less while the crowd is new. */
  retry: 2.1,
  youngRetry: 1.3,
  /** Each refusal after a refusal makes that wait longer by this factor, up to `retryMost`, in ms. */
  retryBackoff: 1.32,
  retryMost: 60 * 60_000,
  /** The shortest interval worth keeping to, in ms. Below it there is no crowd. */
  least: 5_000,
  /** The least interval after a first refusal, in ms. */
  first: 59_000,
  /** The longest interval, in ms: half an hour is fair for 3,600 colleagues. */
  most: 30 * 60_000,
  /**
   * Where nothing is remembered, the wait for the first answer is a guess of the interval: `perWait` × `growthAt` for a
   * wait of `growthAt`, and this power of a longer or shorter one; at most `perWaitMost`, in ms.
   */
  perWait: 0.55,
  perWaitSlope: 0.81,
  perWaitMost: 15 * 60_000,
  /** Somebody without numbers and without a memory tries again within a window of so many ms, give or take a half. */
  window: 64_000,
  /** Each refusal makes the window longer by this factor, up to `windowMost`, in ms. */
  windowGrowth: 1.37,
  windowMost: 30 * 60_000,
  /** The window of somebody who remembers an interval, in intervals, the most the first one may be, in ms, and its growth. */
  rememberedWindow: 0.36,
  rememberedWindowMost: 135_000,
  rememberedWindowGrowth: 1.43,
  /**
   * The first questions of a morning spread over so many average intervals, at most `spreadMost`, in ms, which is enough
   * for 3,000 colleagues: a bucket takes a burst at once.
   */
  spread: 0.71,
  /** The average counts for no less and no more than so many intervals: a crowd that has grown must not be forgotten. */
  steadyLeast: 0.72,
  steadyMost: 1.15,
  spreadMost: 18 * 60_000,
  /** The same, in intervals, of somebody who has nothing to look at, or who is hardly one of a rush. */
  spreadEarly: 0.05,
  /** Numbers older than this, in ms, are those of another day: everybody comes to work at the same time. */
  rushAfter: 4 * 60 * 60_000,
} as const

export type FairShareParams = Readonly<Record<keyof typeof fairShareParams, number>>

export const noCrowd: FairShare = { interval: null, at: 0, steady: null, since: 0, answers: 0 }

/** What is known at the start of a morning, from an interval and its average, in ms, that are remembered. */
export function remembered(interval: number | null, steady: number | null, now: number, params: FairShareParams): FairShare {
  if (interval === null) return noCrowd
  const known = Math.min(interval, params.most)
  return { interval: known, at: now, steady: Math.min(steady ?? known, params.most), since: now - params.remembered, answers: 0 }
}

const isFirstMorning = (since: number, now: number, { remembered }: FairShareParams) => now - since < remembered

/** The interval after the rate has grown until now, in ms; null where there is no crowd, or no longer one. */
export function intervalAt({ interval, at, steady, since }: FairShare, now: number, params: FairShareParams): number | null {
  if (interval === null) return null
  const { growth, youngGrowth, youth, growthAt, growthSlope, least } = params
  const until = Math.max(now, at)
  const young = youngGrowth * Math.log((until - since + youth) / (at - since + youth))
  const average = steady ?? interval
  const recover = isFirstMorning(since, until, params) ? params.youngRecover : params.recover
  const growing = (growthAt / average) ** growthSlope * (growth * (until - at) + young)
  const grown = average * Math.exp(recovered(Math.log(interval / average), growing, recover))
  return grown < least ? null : grown
}

/**
 * The logarithm of interval ÷ average after a rate has grown by the logarithm `growing`: above 0, so many times faster as
 * the interval's power of `recover` says. Solves x' = -max(1, exp(x))^recover.
 */
function recovered(x: number, growing: number, recover: number): number {
  if (x <= 0) return x - growing
  const left = Math.exp(-recover * x) + recover * growing
  return left < 1 ? -Math.log(left) / recover : -(left - 1) / recover
}

/** What an answer teaches. */
export function answered(share: FairShare, now: number, params: FairShareParams): FairShare {
  const interval = intervalAt(share, now, params)
  if (interval === null) return noCrowd
  return { ...share, interval, at: now, steady: steadyAt(share, interval, now, params), answers: share.answers + 1 }
}

/**
 * The average, in ms, after the interval has come to be `interval` now. Intervals multiply, so it is one of logarithms.
 * On a first morning the interval is only just being found, and what it was long before says nothing.
 */
function steadyAt({ steady, at, since }: FairShare, interval: number, now: number, params: FairShareParams): number {
  const time = isFirstMorning(since, now, params) ? params.youngSteadyTime : params.steadyTime
  return towards(steady ?? interval, interval, 1 - Math.exp(-Math.max(0, now - at) / time))
}

/** From one interval to another, both in ms: 0 is the first, 1 the second. */
const towards = (from: number, to: number, part: number): number => from * (to / from) ** part

/** What a first answer teaches somebody who remembers nothing and was refused on the way to it, `waited` ms long. */
export function admitted(waited: number, now: number, params: FairShareParams): FairShare {
  const { perWait, perWaitSlope, perWaitMost, growthAt, first } = params
  const guess = perWait * growthAt * (waited / growthAt) ** perWaitSlope
  const interval = Math.min(Math.max(first, guess), perWaitMost)
  return { interval, at: now, steady: interval, since: now - waited, answers: 0 }
}

/** How new a crowd is: 1 at first, half of it after `youth`. */
const newness = ({ since }: FairShare, now: number, { youth }: FairShareParams) => youth / (youth + Math.max(0, now - since))

/** What a refusal teaches; `again`: it follows a refusal, so it is hardly an accident. */
export function refused(share: FairShare, again: boolean, now: number, params: FairShareParams): FairShare {
  const { decrease, youngDecrease, decreaseAgain, youngDecreaseAgain, youthAnswers, steadyAgain, first, most } = params
  const interval = intervalAt(share, now, params)
  if (interval === null) return { interval: first, at: now, steady: first, since: now, answers: 0 }
  const isNew = newness(share, now, params) * youthAnswers / (youthAnswers + share.answers)
  const longer = 1 + (again ? decreaseAgain + youngDecreaseAgain * isNew : decrease + youngDecrease * isNew)
  const grown = Math.min(interval * longer, most)
  const steady = towards(steadyAt(share, grown, now, params), grown, again ? steadyAgain : 0)
  return { ...share, interval: grown, at: now, steady, answers: 0 }
}

/** From a refusal, the `refusals`th in a row, to the next request, in ms, of somebody who has numbers. */
export function retryAfter(share: FairShare, refusals: number, now: number, params: FairShareParams): number {
  const { retry, youngRetry, retryBackoff, retryMost } = params
  const intervals = (retry - youngRetry * newness(share, now, params)) * retryBackoff ** Math.min(refusals - 1, 20)
  return Math.min((share.interval ?? 0) * intervals, retryMost)
}

/** The same, of somebody who has no numbers yet. `interval`: the one remembered, in ms, longer by each refusal. */
export function nextTry(interval: number | null, refusals: number, random: () => number, params: FairShareParams): number {
  const { window, windowGrowth, windowMost, rememberedWindow, rememberedWindowMost, rememberedWindowGrowth, least } = params
  const before = Math.min(refusals - 1, 20)
  const width = interval === null
    ? window * windowGrowth ** before
    : Math.max(least, Math.min(interval * rememberedWindow, rememberedWindowMost) * rememberedWindowGrowth ** before)
  return Math.min(width, windowMost) * (0.5 + random())
}

/**
 * From the start to the first question, in ms. `age`: how old the numbers on the screen are, in ms; null: there are none.
 *
 * - Numbers younger than an interval: a page was opened in another frame. That is no reason to ask out of turn.
 * - Numbers of another day: everybody opens the app now, so the first questions share the time one round takes.
 * - No numbers, or some of the same day: soon.
 */
export function firstWait(
  { interval, steady }: FairShare,
  age: number | null,
  random: () => number,
  params: FairShareParams,
): number {
  const { spread, spreadMost, steadyLeast, steadyMost } = params
  if (interval === null) return 0
  if (age === null) return random() * interval * params.spreadEarly
  if (age < interval) return interval - Math.max(0, age)
  if (age < params.rushAfter) return random() * interval * params.spreadEarly
  const round = Math.min(Math.max(steady ?? interval, interval * steadyLeast), interval * steadyMost)
  return random() * Math.min(round * spread, spreadMost)
}
