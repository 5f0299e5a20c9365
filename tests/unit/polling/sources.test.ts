import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FailureKind } from '../../../src/domain/failure.ts'
import type { OperatingTime } from '../../../src/domain/source.ts'
import { longestBackoff } from '../../../src/polling/backoff.ts'
import { paceParams } from '../../../src/polling/operating-pace.ts'
import { afterReport, dueAt, freshSource, isDue, nextAsk, retried, type Source, sourceParams, type SourceReport } from '../../../src/polling/sources.ts'

const minute = 60_000
/** A clock of its own, which says nothing of the date. */
const now = 5_000_000
const middle = () => 0.5
const fine: SourceReport = { failure: null, operating: null }
const using = (seconds: number, resetIn: number | null = 10 * minute): SourceReport => ({ failure: null, operating: { seconds, resetIn } })
const failing = (kind: FailureKind, operating: OperatingTime | null = null): SourceReport => ({ failure: { kind }, operating })
const after = (report: SourceReport, source: Source = freshSource, at = now, random = middle) => afterReport(source, report, at, random)
const pauseAfter = (report: SourceReport, source: Source = freshSource) => Math.max(0, dueAt(after(report, source)) - now)

describe('a source', () => {
  it('is asked for by every request while all is well', () => {
    expect(isDue(freshSource, now)).toBe(true)
    expect(isDue(after(fine), now)).toBe(true)
    expect(isDue(after(using(100)), now)).toBe(true)
  })

  it('is asked for less often the more of its operating time is used', () => {
    const pauses = [0, 100, 130, 200, 300, 400, 470].map(seconds => pauseAfter(using(seconds)))
    expect(pauses.slice(0, 2)).toEqual([0, 0])
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b))
    expect(pauses[3]).toBeGreaterThan(minute)
    expect(pauses.at(-1)).toBeGreaterThan(8 * minute)
  })

  it('gives those who ease off waits of their own', () => {
    const waits = [0, 0.5, 0.99].map(random => dueAt(after(using(300), freshSource, now, () => random)))
    expect(new Set(waits).size).toBe(3)
  })

  it('comes back sooner while less than its target is used, and later while more is', () => {
    const settledAt = (seconds: number) => {
      let source = after(using(400))
      let at = now
      for (let answer = 0; answer < 40; answer += 1) {
        at = Math.max(at, dueAt(source)) + 1000
        source = after(using(seconds), source, at)
      }
      return dueAt(source) - at
    }
    expect(settledAt(300)).toBeLessThan(pauseAfter(using(400)) / 2)
    expect(settledAt(470)).toBeGreaterThan(pauseAfter(using(400)) * 2)
  })

  it('waits for its reset when the time is used up, and those who wait do not ask together', () => {
    const known = after(using(20, 4 * minute))
    const [first, last] = [0, 0.9].map(random => dueAt(after(failing('operating'), known, now, () => random)))
    expect(first).toBe(now + 4 * minute)
    expect(last).toBeGreaterThan(now + 4 * minute)
  })

  it('never heard of, and refused for lack of operating time, tries again within minutes, later each time', () => {
    let source = freshSource
    const pauses = Array.from({ length: 6 }, () => {
      source = after(failing('operating'), source)
      return dueAt(source) - now
    })
    expect(pauses[0]).toBe(sourceParams.firstRefusal)
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b))
    expect(pauses.at(-1)).toBe(sourceParams.firstRefusalMost)
  })

  it('takes a portal that refuses below the limit of the cloud for a self-hosted one, until it sees more used', () => {
    const refused = after(failing('operating'), after(using(400)))
    expect(refused.pace?.limit).toBe('assumed-self-hosted')
    const more = after(using(paceParams.selfHostedLimit + 10), refused, now + minute)
    expect(more.pace?.limit).toBe('cloud')
    expect(after(failing('operating'), more, now + 2 * minute).pace?.limit).toBe('cloud')
  })

  it.each(['permission', 'missing', 'rejected'] as const)('is tried again rarely where an admin has to act (%s)', (kind) => {
    expect(pauseAfter(failing(kind))).toBe(45 * minute)
  })

  it('backs off from passing faults for five minutes at most, and forgets them with an answer', () => {
    let source = freshSource
    const pauses = Array.from({ length: 12 }, () => {
      source = after(failing('server'), source)
      return dueAt(source) - now
    })
    expect(pauses.slice(0, 3)).toEqual([5_000, 10_000, 20_000])
    expect(pauses.at(-1)).toBe(longestBackoff / 2)
    expect(after(fine, source)).toEqual(freshSource)
  })
})

describe('a person’s retry', () => {
  it.each(['permission', 'missing', 'rejected', 'plan', 'server', 'malformed'] as const)('asks again for what has failed (%s), whatever is known of its operating time', (kind) => {
    const source = after(failing(kind), after(using(20, 9 * minute)))
    expect(isDue(source, now)).toBe(false)
    expect(isDue(retried(source, now), now)).toBe(true)
  })

  it('asks again for what eases off, and keeps its pace', () => {
    const easing = after(using(400))
    expect(retried(easing, now)).toEqual({ ...easing, wait: { reason: 'ready' } })
  })

  it('does not ask for what has used up its operating time before that is forgotten', () => {
    const spent = after(failing('operating'), after(using(479, 4 * minute)))
    expect(dueAt(retried(spent, now))).toBe(now + 4 * minute)
    expect(isDue(retried(spent, now + 4 * minute), now + 4 * minute)).toBe(true)
  })

  it('does not ask within the minute for what is used up without a word of when it is forgotten', () => {
    const spent = after(failing('operating'))
    expect(isDue(retried(spent, now + minute - 1), now + minute - 1)).toBe(false)
    expect(isDue(retried(spent, now + minute), now + minute)).toBe(true)
  })
})

describe('sources together', () => {
  const waiting = (reason: 'easing' | 'backoff', until: number): Source => ({ ...freshSource, wait: { reason, until } })

  it('ride in the schedule’s next request', () => {
    expect(nextAsk([freshSource, waiting('easing', now + minute)], now + 5_000, now)).toBe(now + 5_000)
  })

  it('that all ease off make the request later', () => {
    expect(nextAsk([waiting('easing', now + minute), waiting('easing', now + 2 * minute)], now + 5_000, now)).toBe(now + minute)
  })

  it('have a request of their own when the wait after a failure is over, where that is no burden', () => {
    const sources = [freshSource, waiting('backoff', now + 10_000)]
    expect(nextAsk(sources, now + 40_000, now + 2_000)).toBe(now + 10_000)
    expect(nextAsk(sources, now + 40_000, now + 15_000)).toBe(now + 15_000)
    expect(nextAsk(sources, now + 5_000, now + 2_000)).toBe(now + 5_000)
  })
})

const anyOperating = fc.option(fc.record({
  seconds: fc.double({ min: 0, max: 10_000, noNaN: true }),
  resetIn: fc.option(fc.nat(10 * minute)),
}))
const anyReport: fc.Arbitrary<SourceReport> = fc.record({
  failure: fc.option(fc.record({
    kind: fc.constantFrom<FailureKind>('limit', 'operating', 'session', 'permission', 'server', 'network', 'malformed'),
  })),
  operating: anyOperating,
})

it('no run of reports makes a source wait for ever, or its state unfit to be passed on', () => {
  const step = fc.record({ report: anyReport, elapsed: fc.nat(2 * 60 * minute), random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }) })
  fc.assert(fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
    let source = freshSource
    let at = now
    for (const { report, elapsed, random } of steps) {
      at += elapsed
      source = afterReport(source, report, at, () => random)
      if (source.wait.reason !== 'ready') {
        expect(source.wait.until).toBeGreaterThanOrEqual(at)
        // A microsecond is lost in the sum.
        expect(source.wait.until - at).toBeLessThanOrEqual((1 + sourceParams.jitter) * sourceParams.afterRefusal * paceParams.longest + 1e-3)
      }
      if (source.wait.reason === 'backoff') expect(source.wait.until - at).toBeLessThanOrEqual(longestBackoff)
      expect(structuredClone(source)).toEqual(source)
      expect(JSON.parse(JSON.stringify(source))).toEqual(source)
    }
  }))
})
