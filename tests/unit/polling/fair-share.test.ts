import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  admitted, answered, type FairShare, fairShareParams as params, firstWait, intervalAt, nextTry, noCrowd, refused, remembered, retryAfter,
} from '../../../src/polling/fair-share.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
/** Somebody who has long known a crowd, at this interval. */
const crowd = (interval: number, more: Partial<FairShare> = {}): FairShare => ({ interval, at: 0, steady: interval, since: 0, answers: 0, ...more })
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const intervals = fc.integer({ min: params.least, max: params.most })

describe('the interval of somebody in a crowd', () => {
  it('becomes shorter while nothing is refused, and never jumps', () => {
    fc.assert(fc.property(intervals, fc.integer({ min: 0, max: 10 * hour }), fc.integer({ min: 0, max: hour }), (interval, age, passed) => {
      const share = crowd(interval, { at: age })
      const is = intervalAt(share, age + passed, params) ?? 0
      expect(is).toBeLessThanOrEqual(interval)
      expect(intervalAt(share, age, params)).toBe(interval)
      expect(intervalAt(share, age - passed, params)).toBe(interval)
    }))
  })

  it('is the same whether answers come in between or not, as long as its average is', () => {
    const share = crowd(100 * second, { at: hour })
    for (const ratio of [0.7, 1, 1.1, 2]) {
      const kept = { ...share, interval: ratio * 100 * second }
      const between = { ...kept, interval: intervalAt(kept, 1.5 * hour, params), at: 1.5 * hour }
      expect(intervalAt(between, 2 * hour, params)).toBeCloseTo(intervalAt(kept, 2 * hour, params) ?? 0, 6)
    }
  })

  it('returns to its average after a refusal; below the average it becomes shorter as it does there', () => {
    const shrinkage = (interval: number) => (intervalAt(crowd(interval, { steady: 100 * second }), hour, params) ?? 0) / interval
    expect(shrinkage(150 * second)).toBeLessThan(shrinkage(110 * second))
    expect(shrinkage(110 * second)).toBeLessThan(shrinkage(100 * second))
    expect(shrinkage(70 * second)).toBeCloseTo(shrinkage(100 * second))
  })

  it('becomes shorter the more slowly, the larger the crowd is on average', () => {
    const shrinkage = (interval: number) => (intervalAt(crowd(interval), hour, params) ?? 0) / interval
    expect(shrinkage(100 * second)).toBeLessThan(shrinkage(500 * second))
  })

  it('becomes longer at a refusal, the more the newer the crowd, and never longer than the most', () => {
    const after = (known: number) => refused(crowd(100 * second, { at: known }), false, known, params).interval ?? 0
    expect(after(minute)).toBeGreaterThan(after(5 * hour))
    expect(after(5 * hour)).toBeGreaterThan(100 * second)
    fc.assert(fc.property(intervals, fc.boolean(), (interval, again) => {
      const is = refused(crowd(interval), again, 0, params).interval ?? 0
      expect(is).toBeGreaterThanOrEqual(interval)
      expect(is).toBeLessThanOrEqual(params.most)
    }))
  })

  it('becomes longer by a greater step, the fewer answers came since the last refusal', () => {
    const steps = [0, 1, 5, 50].map(answers => refused(crowd(100 * second, { answers }), false, minute, params).interval ?? 0)
    expect(steps.toSorted((a, b) => b - a)).toEqual(steps)
    expect(new Set(steps).size).toBe(steps.length)
    const counted = answered(refused(crowd(100 * second, { answers: 7 }), false, minute, params), 2 * minute, params)
    expect(counted.answers).toBe(1)
  })

  it('begins with the first refusal', () => {
    expect(intervalAt(noCrowd, hour, params)).toBeNull()
    expect(refused(noCrowd, false, hour, params)).toEqual(crowd(params.first, { at: hour, since: hour }))
    expect(answered(noCrowd, hour, params)).toBe(noCrowd)
  })

  it('is guessed from the wait for the first answer, the longer the longer, within bounds', () => {
    const guess = (waited: number) => admitted(waited, hour, params).interval ?? 0
    expect(guess(0)).toBe(params.first)
    expect(guess(20 * minute)).toBeGreaterThan(guess(5 * minute))
    expect(guess(100 * hour)).toBe(params.perWaitMost)
  })

  it('is forgotten where it is too short to matter', () => {
    expect(intervalAt(crowd(params.least - 1), 0, params)).toBeNull()
  })

  it('is the one remembered at the start of a morning', () => {
    expect(intervalAt(remembered(300 * second, null, hour, params), hour, params)).toBe(300 * second)
    expect(remembered(10 * hour, null, hour, params).interval).toBe(params.most)
    expect(remembered(null, null, hour, params)).toBe(noCrowd)
  })

  it('has an average that follows it slowly, once it is known from an earlier morning', () => {
    const known = remembered(200 * second, 100 * second, hour, params)
    const after = (passed: number) => answered({ ...known, interval: 60 * second }, hour + passed, params).steady ?? 0
    expect(after(0)).toBeCloseTo(100 * second)
    expect(after(hour)).toBeLessThan(90 * second)
    expect(after(3 * hour)).toBeLessThan(after(hour))
    expect(after(3 * hour)).toBeGreaterThan(30 * second)
    const leap = refused(known, false, hour + minute, params)
    expect(leap.interval).toBeGreaterThan(200 * second)
    expect(leap.steady).toBeLessThan(105 * second)
  })

  it('leads its average a part of the way at a refusal after a refusal, which is hardly an accident', () => {
    const known = remembered(200 * second, 100 * second, hour, params)
    const once = refused(known, false, hour + minute, params)
    const again = refused(known, true, hour + minute, params)
    expect(again.steady).toBeGreaterThan(once.steady ?? Infinity)
    expect(again.steady).toBeLessThan(again.interval ?? 0)
  })

  it('has an average that follows sooner on a first morning', () => {
    const part = (share: FairShare) => {
      const { interval, steady } = answered({ ...share, interval: 200 * second, steady: 100 * second }, share.at + 20 * minute, params)
      return Math.log((steady ?? 0) / (100 * second)) / Math.log((interval ?? 0) / (100 * second))
    }
    expect(part(admitted(minute, hour, params))).toBeGreaterThan(2 * part(remembered(200 * second, null, hour, params)))
  })
})

describe('after a refusal', () => {
  it('each one more in a row makes the wait longer, up to an hour or so', () => {
    const waits = [1, 2, 3, 4].map(refusals => retryAfter(crowd(100 * second), refusals, hour, params))
    expect(waits.toSorted((a, b) => a - b)).toEqual(waits)
    expect(new Set(waits).size).toBe(waits.length)
    expect(retryAfter(crowd(100 * second), 10_000, hour, params)).toBe(params.retryMost)
    expect(retryAfter(crowd(100 * second), 1, 0, params)).toBeLessThan(retryAfter(crowd(100 * second), 1, 5 * hour, params))
    const windows = [1, 2, 3, 4].map(refusals => nextTry(null, refusals, () => 0.5, params))
    expect(windows.toSorted((a, b) => a - b)).toEqual(windows)
    expect(nextTry(null, 10_000, () => 0.5, params)).toBe(params.windowMost)
  })

  it('somebody who remembers a long interval waits longer for the first answer than somebody who remembers a short one', () => {
    expect(nextTry(10 * minute, 1, () => 0.5, params)).toBeGreaterThan(nextTry(minute, 1, () => 0.5, params))
  })
})

describe('the first question of the day', () => {
  const night = 15 * hour
  const known = (interval: number, steady = interval) => remembered(interval, steady, hour, params)

  it('goes out at once where no crowd is remembered', () => {
    fc.assert(fc.property(fc.option(fc.integer({ min: 0, max: 100 * hour })), random, (age, draw) => {
      expect(firstWait(noCrowd, age, () => draw, params)).toBe(0)
    }))
  })

  it('is spread over most of the remembered interval, while yesterday\'s numbers are on the screen', () => {
    const waits = [0, 0.5, 0.999].map(draw => firstWait(known(500 * second), night, () => draw, params))
    expect(waits[0]).toBe(0)
    expect(waits[1]).toBeGreaterThan(150 * second)
    expect(waits[2]).toBeLessThan(500 * second)
  })

  it('is spread by the average, so that whoever was refused last is not the last to see numbers', () => {
    const last = (steady: number) => firstWait(known(300 * second, steady), night, () => 0.999, params)
    expect(last(240 * second)).toBeLessThan(last(300 * second) * 0.85)
    expect(last(second)).toBeGreaterThan(last(300 * second) * 0.5)
    expect(last(hour)).toBeLessThan(300 * second)
  })

  it('is early where there is nothing on the screen, or where the numbers are of the same day', () => {
    for (const age of [null, hour]) expect(firstWait(known(500 * second), age, () => 0.999, params)).toBeLessThanOrEqual(30 * second)
  })

  it('keeps the turn where a page was only opened anew', () => {
    expect(firstWait(known(100 * second), 30 * second, () => 0.5, params)).toBe(70 * second)
  })

  it('waits no longer than the interval, even if the clock has jumped', () => {
    fc.assert(fc.property(intervals, fc.integer(), random, (interval, age, draw) => {
      const wait = firstWait(known(interval), age, () => draw, params)
      expect(wait).toBeGreaterThanOrEqual(0)
      expect(wait).toBeLessThanOrEqual(interval)
    }))
  })
})
