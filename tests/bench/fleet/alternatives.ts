import { cadenceParams } from '../../../src/polling/cadence-params.ts'
import { admitted, fairShareParams, nextTry } from '../../../src/polling/fair-share.ts'
import { type CreateClient, ours } from './clients.ts'

/** How a scheme moves the interval between requests, in ms. The way to the first answer is the same for all. */
interface Scheme {
  /** After an answer with no refusal before it, `elapsed` ms after the last. `crowded`: how long, in ms, since the first refusal. */
  answered(interval: number, elapsed: number, crowded: number): number
  refused(interval: number, elapsed: number, crowded: number): number
  /** From a refusal to the next try, in ms; a whole interval unless the scheme says otherwise. */
  retry?(interval: number, elapsed: number): number
  /** After an answer that took refusals to get. */
  admitted?(interval: number, elapsed: number): number
}

const contender = (scheme: Scheme): CreateClient => (random) => {
  let interval: number | null = null
  let crowdedSince: number | null = null
  let refusals = 0
  let since = 0
  let hasNumbers = false
  let due: number | null = null
  const jitter = () => 0.75 + random() / 2
  return {
    get due() { return due },
    start(now) { due = since = now },
    look() { throw new Error('Only for those who watch') },
    asked() { due = null },
    answered(now) {
      const elapsed = now - since
      if (!hasNumbers) interval = refusals > 0 ? admitted(elapsed, now, fairShareParams).interval : null
      else if (interval !== null && refusals === 0) interval = scheme.answered(interval, elapsed, now - (crowdedSince ?? now))
      else if (interval !== null) interval = scheme.admitted?.(interval, elapsed) ?? interval
      hasNumbers = true
      refusals = 0
      since = now
      due = now + Math.max(interval ?? 0, 20_000) * jitter()
    },
    refused(now) {
      refusals++
      crowdedSince ??= now
      const elapsed = now - since
      if (!hasNumbers) {
        due = now + nextTry(elapsed, random, fairShareParams)
        return
      }
      interval = scheme.refused(interval ?? fairShareParams.first, elapsed, now - crowdedSince)
      due = now + (scheme.retry?.(interval, elapsed) ?? interval) * jitter()
    },
  }
}

const third = (interval: number) => interval / 3

/** The rate grows by `alpha` (1/s per s) and is divided by 1 + `decrease` at a refusal. */
const additive = (alpha: number, decrease: number): CreateClient => contender({
  answered: (interval, elapsed) => 1000 / (1000 / interval + alpha * elapsed / 1000),
  refused: interval => interval * (1 + decrease),
  retry: third,
})

/** The app itself, not judging the crowd by the wait for the first answer. */
const startingAt = (first: number): CreateClient => (
  ours({ ...cadenceParams, share: { ...cadenceParams.share, perWait: 0, first } })
)

export const alternatives: readonly (readonly [string, CreateClient])[] = [
  ['AIMD of the rate, +4e-8/s per s, ÷ 1.3', additive(4e-8, 0.3)],
  ['AIMD of the rate, +8e-8/s per s, ÷ 1.5', additive(8e-8, 0.5)],
  ['AIMD of the rate, +8e-8/s per s, halved', additive(8e-8, 1)],
  ['AIMD of the rate, +6e-7/s per s, halved', additive(6e-7, 1)],
  ['AIMD of the rate, +1.6e-7/s per s, ÷ 1.3', additive(1.6e-7, 0.3)],
  ['MIMD per request: interval × 0.995 and × 1.3', contender({
    answered: interval => interval * 0.995,
    refused: interval => interval * 1.3,
    retry: third,
  })],
  ['AIMD of the interval: − 0.5 s per answer, × 1.3', contender({
    answered: interval => Math.max(interval - 500, 5_000),
    refused: interval => interval * 1.3,
    retry: third,
  })],
  ['binomial: rate + 1e-9 / rate per s, − 3% · √rate', contender({
    answered: (interval, elapsed) => interval / (1 + 1e-9 * (interval / 1000) ** 2 * elapsed / 1000),
    refused: interval => 1 / Math.max(1 / interval - 0.03 * Math.sqrt(1 / interval / 1000), 0.5 / interval),
    retry: third,
  })],
  ['the interval is the wait it took (× 1.0), a third of it longer per refusal', contender({
    answered: (interval, elapsed) => interval * Math.exp(-1.5e-8 * elapsed),
    refused: interval => interval,
    retry: (_, elapsed) => 0.35 * elapsed,
    admitted: (_, elapsed) => elapsed,
  })],
  ['a clock: half the time since the crowd came, else × 1.2', contender({
    answered: (interval, elapsed) => interval * Math.exp(-1.5e-8 * elapsed),
    refused: (interval, _, crowded) => Math.max(interval * 1.2, Math.min(0.5 * crowded, interval * 2)),
    retry: third,
  })],
  ['as this app, everybody starting at 20 s', startingAt(20_000)],
  ['as this app, everybody starting at 100 s', startingAt(100_000)],
  ['as this app, a whole interval after a refusal', contender({
    answered: (interval, elapsed) => interval * Math.exp(-1.5e-8 * elapsed),
    refused: interval => interval * 1.3,
  })],
  ['as this app, growth × 4', contender({
    answered: (interval, elapsed) => interval * Math.exp(-6e-8 * elapsed),
    refused: interval => interval * 1.3,
    retry: third,
  })],
  ['as this app, in the first half hour growing as the cube of the interval, ÷ 1.12', contender({
    answered: (interval, elapsed, crowded) => {
      const young = 0.04 * (Math.max(crowded, 60_000) / 600_000) ** -1.6 * (interval / 100_000) ** 2 * (elapsed / 100_000)
      return interval * Math.exp(-4e-9 * elapsed) / (1 + young)
    },
    refused: interval => interval * 1.12,
    retry: third,
  })],
]
