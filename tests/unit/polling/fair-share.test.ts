import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  admitted, answered, fairShareParams as params, firstWait, intervalAt, nextTry, noCrowd, refused, remembered, retryAfter,
} from '../../../src/polling/fair-share.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const intervals = fc.integer({ min: params.least, max: params.most })

describe('the interval of somebody in a crowd', () => {
  it('becomes shorter while nothing is refused, and never jumps', () => {
    fc.assert(fc.property(intervals, fc.integer({ min: 0, max: 10 * hour }), fc.integer({ min: 0, max: hour }), (interval, age, passed) => {
      const share = { interval, at: age, steady: interval, since: 0 }
      const is = intervalAt(share, age + passed, params) ?? 0
      expect(is).toBeLessThanOrEqual(interval)
      expect(intervalAt(share, age, params)).toBe(interval)
      expect(intervalAt(share, age - passed, params)).toBe(interval)
    }))
  })

  it('is the same whether answers come in between or not, in a crowd that is as long known', () => {
    const share = { interval: 100 * second, at: hour, steady: 100 * second, since: 0 }
    const at = (now: number) => intervalAt(share, now, { ...params, growthSlope: 0 }) ?? 0
    const between = answered(share, 1.5 * hour, { ...params, growthSlope: 0 })
    expect(intervalAt(between, 2 * hour, { ...params, growthSlope: 0 })).toBeCloseTo(at(2 * hour), 6)
  })

  it('becomes longer at a refusal, the more the newer the crowd, and never longer than the most', () => {
    const after = (known: number) => refused({ interval: 100 * second, at: known, steady: 100 * second, since: 0 }, false, known, params).interval ?? 0
    expect(after(minute)).toBeGreaterThan(after(5 * hour))
    expect(after(5 * hour)).toBeGreaterThan(100 * second)
    fc.assert(fc.property(intervals, fc.boolean(), (interval, again) => {
      const is = refused({ interval, at: 0, steady: interval, since: 0 }, again, 0, params).interval ?? 0
      expect(is).toBeGreaterThanOrEqual(interval)
      expect(is).toBeLessThanOrEqual(params.most)
    }))
  })

  it('begins with the first refusal', () => {
    expect(intervalAt(noCrowd, hour, params)).toBeNull()
    expect(refused(noCrowd, false, hour, params)).toEqual({ interval: params.first, at: hour, steady: params.first, since: hour })
    expect(answered(noCrowd, hour, params)).toBe(noCrowd)
  })

  it('is guessed from the wait for the first answer, the longer the longer, within bounds', () => {
    const guess = (waited: number) => admitted(waited, hour, params).interval ?? 0
    expect(guess(0)).toBe(params.first)
    expect(guess(20 * minute)).toBeGreaterThan(guess(5 * minute))
    expect(guess(100 * hour)).toBe(params.perWaitMost)
  })

  it('is forgotten where it is too short to matter', () => {
    expect(intervalAt({ interval: params.least - 1, at: 0, steady: null, since: 0 }, 0, params)).toBeNull()
  })

  it('is the one remembered at the start of a morning', () => {
    expect(intervalAt(remembered(300 * second, null, hour, params), hour, params)).toBe(300 * second)
    expect(remembered(10 * hour, null, hour, params).interval).toBe(params.most)
    expect(remembered(null, null, hour, params)).toBe(noCrowd)
  })

  it('has an average that follows it slowly, once it is known from an earlier morning', () => {
    const known = remembered(200 * second, 100 * second, hour, params)
    const after = (passed: number) => answered(known, hour + passed, params).steady ?? 0
    expect(after(0)).toBeCloseTo(100 * second)
    expect(after(hour)).toBeGreaterThan(120 * second)
    expect(after(hour)).toBeLessThan(after(3 * hour))
    expect(after(3 * hour)).toBeLessThan(200 * second)
    const leap = refused(known, false, hour + minute, params)
    expect(leap.interval).toBeGreaterThan(200 * second)
    expect(leap.steady).toBeLessThan(105 * second)
    const grown = refused(known, true, hour + minute, params)
    expect(grown.steady).toBe(grown.interval)
  })

  it('is its own average on a first morning', () => {
    const first = refused(admitted(minute, hour, params), false, hour + minute, params)
    expect(first.steady).toBe(first.interval)
    const later = answered(first, 2 * hour, params)
    expect(later.steady).toBe(later.interval)
  })
})

describe('after a refusal', () => {
  it('each one more in a row makes the wait longer, up to an hour or so', () => {
    const waits = [1, 2, 3, 4].map(refusals => retryAfter(100 * second, refusals, params))
    expect(waits.toSorted((a, b) => a - b)).toEqual(waits)
    expect(new Set(waits).size).toBe(waits.length)
    expect(retryAfter(100 * second, 10_000, params)).toBe(params.retryMost)
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
    expect(last(200 * second)).toBeLessThan(last(300 * second) * 0.7)
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
