import { type FairShareParams, fairShareParams } from './fair-share.ts'

export const scheduleParams = {
  /** How a crowd behind one address is met. */
  share: fairShareParams,
  /** The pause after a change or an act of the person, in ms. */
  quick: 5_000,
  /** The pause where nothing changes, in ms. */
  slow: 40_000,
  /** From quick to slow each pause is longer than the last by this factor: six steps, nearly two minutes. */
  slowdown: 1.5,
  /** The pause after the very first answer is drawn from between so many times quick: frames opened together part. */
  firstLeast: 1.35,
  firstMost: 2.7,
  /** A wait is drawn from ± this share around its mean, so that clients in step fall out of it. */
  jitter: 0.25,
  /** Never sooner than this after an answer or a fault, even for a person, in ms. */
  minPause: 2_000,
  /** Numbers older than this are asked for at once when somebody looks again, in ms. */
  staleAfter: 4_000,
  /** In a crowd, the part of its interval a client keeps to even when somebody looks again or presses refresh. */
  patience: 0.5,
  /** The first backoff after a passing fault is drawn from 0 to this, in ms. */
  backoff: 4_000,
  /** After the page around the app did not renew the session, in ms: between this and twice as much, as it may show an alert at each try. */
  renewal: 60_000,
  /** After a fault that an admin has to mend, in ms: between this and twice as much. */
  rarely: 30 * 60_000,
  /** A timer this late, in ms, tells of a machine that slept, and of colleagues' machines that wake with it. */
  asleepAfter: 30_000,
  /** Those who wake or come online together ask within this time, in ms. */
  wakeSpread: 3_000,
  /** After this long out of sight, in ms, the numbers are worth nothing, and asking starts anew. */
  forgetAfter: 60 * 60_000,
} as const

export type ScheduleParams = Readonly<Record<Exclude<keyof typeof scheduleParams, 'share'>, number>> & {
  readonly share: FairShareParams
}

const paces = { lively: 0.6, normal: 1, calm: 3 } as const

/** The parameters for a person who wants to know sooner, or can wait: the fair share of a crowd is the same for all. */
export function scheduleParamsFor(refreshRate: keyof typeof paces): ScheduleParams {
  const pace = paces[refreshRate]
  return { ...scheduleParams, quick: scheduleParams.quick * pace, slow: scheduleParams.slow * pace }
}
