import type { OperatingTime } from '../domain/source.ts'

/**
 * How often one client may call a method whose operating time all users of the app share. Every client reads the same
 * `operating` with each answer, so they can aim at using it, and need not hit the limit to find it.
 *
 * The interval between two calls follows from two things. The use of the limit, averaged over longer and longer times,
 * gives the same interval to all who see the same use: a fair guess, which a newcomer has after one call. A correction
 * grows while more than the target is used, and shrinks while less is, until the target is met: whatever a call costs,
 * and however many there are. Both move more slowly where the interval is long, since what they change is seen late.
 *
 * All of it is plain numbers, for the next leader; moments are in ms of the caller's clock.
 */
export interface OperatingPace {
  readonly limit: Limit
  /** Seconds used in ten minutes: averaged, and as the last answer said. */
  readonly used: number
  readonly lastUsed: number
  /** The natural logarithm of what the interval is multiplied by. */
  readonly correction: number
  /** When the first and the last of the answers and refusals behind this came. */
  readonly since: number
  readonly at: number
  /** Until then the minutes of the last answer are all remembered. */
  readonly resetAt: number
}

/** Which limit the portal has: the cloud's, unless it refuses before more than a self-hosted one allows was seen to be used. */
type Limit = 'assumed-cloud' | 'assumed-self-hosted' | 'cloud'

const minute = 60_000

export const paceParams = {
  /** Seconds of one method in 10 minutes from which on a portal answers 429 OPERATION_TIME_LIMIT. */
  cloudLimit: 480,
  selfHostedLimit: 420,
  /** While less of the limit than this is used, nobody waits. */
  free: 0.3,
  /** Shorter intervals than this are left to the schedule of all requests, in ms. */
  shortest: 25_000,
  longest: 60 * minute,
  /** The interval guessed where nothing is used, in ms, and how its logarithm grows with the use: all used, it is 42 minutes. */
  guess: 15_000,
  steepness: 5.2,
  /** The use of the limit to aim at: for somebody at the usual interval, more for each e-fold of it, and at most. */
  target: 0.895,
  usual: 5 * minute,
  /** Who calls rarely aims higher than who calls often, so that the intervals draw together. */
  slope: 0.06,
  targetMost: 0.91,
  /** The use is averaged over this time, in ms, and over this much longer per ms of the interval and of the client's age. */
  smoothing: 3 * minute,
  smoothingPerInterval: 2.2,
  smoothingPerAge: 0.65,
  /** The correction grows by this times what is used too much, each time this, in ms, and this part of the interval pass. */
  gain: 2.7,
  gainTime: 14 * minute,
  gainPerInterval: 2.8,
  /** In the first minutes the guess rules: the correction comes in over this time, in ms. */
  settling: 15 * minute,
} as const

/** From one call to the next, in ms; 0: as often as anybody likes. */
export function intervalOf(pace: OperatingPace): number {
  const { free, shortest } = paceParams
  const interval = fairInterval(pace)
  return pace.lastUsed < free * secondsOf(pace.limit) || interval <= shortest ? 0 : interval
}

/** The pace after an answer; the first one makes it. `now` in ms. */
export function paceAfterAnswer(pace: OperatingPace | null, { seconds, resetIn }: OperatingTime, now: number): OperatingPace {
  const limit = seconds > paceParams.selfHostedLimit ? 'cloud' : pace?.limit ?? 'assumed-cloud'
  const resetAt = now + (resetIn ?? 0)
  return pace === null
    ? { limit, used: seconds, lastUsed: seconds, correction: 0, since: now, at: now, resetAt }
    : { ...adjusted({ ...pace, limit }, seconds, now), resetAt }
}

/** The pace after a refusal for lack of operating time: all of the limit is used, whichever it is. `now` in ms. */
export function paceAfterRefusal(pace: OperatingPace, now: number): OperatingPace {
  const limit = pace.limit === 'cloud' ? 'cloud' : 'assumed-self-hosted'
  return adjusted({ ...pace, limit }, secondsOf(limit), now)
}

function adjusted(pace: OperatingPace, lastUsed: number, now: number): OperatingPace {
  const p = paceParams
  const interval = fairInterval(pace)
  const [elapsed, age] = [now - pace.at, now - pace.since]
  const smoothing = p.smoothing + p.smoothingPerInterval * interval + p.smoothingPerAge * age
  const used = pace.used + part(elapsed, smoothing) * (lastUsed - pace.used)
  const target = Math.min(p.target + p.slope * Math.log(interval / p.usual), p.targetMost)
  const gain = p.gain * part(age, p.settling) * part(elapsed, p.gainTime + p.gainPerInterval * interval)
  const correction = pace.correction + gain * (lastUsed / secondsOf(pace.limit) - target)
  const least = Math.log(p.shortest) - logGuess(used, pace.limit)
  return { ...pace, used, lastUsed, correction: Math.max(correction, least), at: now }
}

/** How much of a way is made in some time by something that takes `constant` ms to make 63% of it. */
const part = (elapsed: number, constant: number) => 1 - Math.exp(-elapsed / constant)

const secondsOf = (limit: Limit) => (limit === 'assumed-self-hosted' ? paceParams.selfHostedLimit : paceParams.cloudLimit)

/** The natural logarithm of the interval, in ms, that everybody guesses who sees so much used. */
const logGuess = (used: number, limit: Limit) => Math.log(paceParams.guess) + paceParams.steepness * used / secondsOf(limit)

function fairInterval({ used, limit, correction }: OperatingPace): number {
  const { shortest, longest } = paceParams
  return Math.min(Math.max(Math.exp(logGuess(used, limit) + correction), shortest), longest)
}
