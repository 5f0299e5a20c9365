import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterReport, firstDue, freshSource, isDue, retried, type Source, sourceParams, type SourceReport } from '../../../src/polling/sources.ts'

const minute = 60_000
const now = Date.UTC(2026, 7, 3, 9)
const middle = () => 0.5
const fine: SourceReport = { failure: null, operating: null }
const using = (seconds: number): SourceReport => ({ failure: null, operating: { seconds, resetAt: now + 10 * minute } })
const failing = (kind: NonNullable<SourceReport['failure']>['kind']): SourceReport => ({ failure: { kind }, operating: null })
const pauseAfter = (report: SourceReport, source: Source = freshSource) => afterReport(source, report, now, middle).notBefore - now

describe('a source', () => {
  it('is asked by every request while all is well', () => {
    expect(isDue(freshSource, now)).toBe(true)
    expect(isDue(afterReport(freshSource, fine, now, middle), now)).toBe(true)
  })

  it('is asked less and less as its operating time nears the limit', () => {
    const pauses = [100, 240, 300, 360, 420, 460, 480, 900].map(seconds => pauseAfter(using(seconds)))
    expect(pauses.slice(0, 2)).toEqual([0, 0])
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b))
    expect(pauses[3]).toBe(sourceParams.operatingPause)
    expect(pauses.at(-1)).toBe(sourceParams.operatingWindow)
  })

  it('waits for its reset when the time is used up, and those who wait do not ask together', () => {
    const resetAt = now + 4 * minute
    const blocked: SourceReport = { failure: { kind: 'operating', retryAt: resetAt }, operating: null }
    const [first, last] = [0, 0.9].map(random => afterReport(freshSource, blocked, now, () => random).notBefore)
    expect(first).toBe(resetAt)
    expect(last).toBeGreaterThan(resetAt)
    expect(isDue(afterReport(freshSource, blocked, now, middle), resetAt - 1)).toBe(false)
  })

  it('waits ten minutes where the reset is not known', () => {
    expect(pauseAfter(failing('operating'))).toBeGreaterThanOrEqual(sourceParams.operatingWindow)
  })

  it.each(['permission', 'missing'] as const)('is tried again rarely where an admin has to act (%s)', (kind) => {
    expect(pauseAfter(failing(kind))).toBe(45 * minute)
  })

  it('backs off from passing faults, and forgets them with an answer', () => {
    let source = freshSource
    const pauses = Array.from({ length: 12 }, () => {
      source = afterReport(source, failing('server'), now, middle)
      return source.notBefore - now
    })
    expect(pauses.slice(0, 3)).toEqual([5_000, 10_000, 20_000])
    expect(pauses.at(-1)).toBe(sourceParams.backoffMost / 2)
    expect(afterReport(source, fine, now, middle)).toEqual({ notBefore: now, faults: 0 })
  })

  it('is tried again at once by a person, unless its operating time is used up', () => {
    const operating = { seconds: 479, resetAt: now + 4 * minute }
    const denied = afterReport(freshSource, failing('permission'), now, middle)
    expect(isDue(retried(denied, null, now), now)).toBe(true)
    const blocked = afterReport(freshSource, { failure: { kind: 'operating' }, operating }, now, middle)
    expect(retried(blocked, operating, now)).toEqual(blocked)
    expect(isDue(retried(blocked, operating, operating.resetAt), operating.resetAt)).toBe(true)
  })
})

describe('sources together', () => {
  it('do not wait for each other: the first that is due is asked', () => {
    expect(firstDue([{ ...freshSource, notBefore: now }, { ...freshSource, notBefore: now + minute }])).toBe(now)
    expect(firstDue([])).toBe(0)
  })
})

it('no report makes a source wait for no time, or for ever', () => {
  const anyReport: fc.Arbitrary<SourceReport> = fc.record({
    failure: fc.option(fc.record({
      kind: fc.constantFrom('limit', 'operating', 'session', 'permission', 'server', 'network', 'malformed'),
      retryAt: fc.integer({ min: 0, max: now + 10 * minute }),
    })),
    operating: fc.option(fc.record({ seconds: fc.double({ min: 0, max: 10_000, noNaN: true }), resetAt: fc.integer({ min: 0, max: now + 10 * minute }) })),
  })
  fc.assert(fc.property(anyReport, fc.nat(2000), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (report, faults, random) => {
    const { notBefore } = afterReport({ ...freshSource, faults }, report, now, () => random)
    expect(notBefore).toBeGreaterThanOrEqual(now)
    expect(notBefore).toBeLessThanOrEqual(now + 2 * sourceParams.rarely)
  }))
})
