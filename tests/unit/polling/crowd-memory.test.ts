import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { idle, next } from '../../../src/polling/schedule.ts'
import { crowdMemoryOf, isWorthKeeping, parseCrowdMemory, writeCrowdMemory } from '../../../src/polling/crowd-memory.ts'

describe('what a morning taught', () => {
  it('comes back from its text, to the second', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 24 * 60 * 60 }), fc.integer({ min: 1, max: 24 * 60 * 60 }), (now, average) => {
      const memory = { interval: now * 1000, steady: average * 1000 }
      expect(parseCrowdMemory(writeCrowdMemory(memory))).toEqual(memory)
    }))
  })

  it('fits into a few characters, whatever the interval', () => {
    fc.assert(fc.property(fc.double({ min: 0, noNaN: true }), fc.double({ min: 0, noNaN: true }), (interval, steady) => {
      const text = writeCrowdMemory({ interval, steady })
      expect(text.length).toBeLessThanOrEqual(13)
      expect(parseCrowdMemory(text)).not.toBeNull()
    }))
  })

  it('is read from an earlier text that has no average', () => {
    expect(parseCrowdMemory('1:96')).toEqual({ interval: 96_000, steady: 96_000 })
  })

  it('is an empty text where no crowd was met', () => {
    expect(writeCrowdMemory(null)).toBe('')
    expect(parseCrowdMemory('')).toBeNull()
  })

  it.each(['1:', '1:0', '1:-5', '1:1e9', '1:NaN', '1:86401', '2:96', '96', ' 1:96', '1:96 ', '{"interval":96}', '1:9.6', 'null', '1:96:', '1:96:0', '1:96:86401', '1:96:96:96'])('is nothing where the text is %j', (text) => {
    expect(parseCrowdMemory(text)).toBeNull()
  })

  it('is read from any text without an error, as nothing or as up to a day', () => {
    fc.assert(fc.property(fc.string(), (text) => {
      const memory = parseCrowdMemory(text)
      if (memory !== null) expect(memory.interval).toBeLessThanOrEqual(24 * 60 * 60 * 1000)
    }))
  })

  it('is worth a write only where it differs by a twentieth, or where the crowd came or went', () => {
    const kept = { interval: 100_000, steady: 100_000 }
    expect(isWorthKeeping({ ...kept, interval: 104_000 }, kept)).toBe(false)
    expect(isWorthKeeping({ ...kept, interval: 106_000 }, kept)).toBe(true)
    expect(isWorthKeeping({ ...kept, interval: 94_000 }, kept)).toBe(true)
    expect(isWorthKeeping({ ...kept, steady: 94_000 }, kept)).toBe(true)
    expect(isWorthKeeping(null, kept)).toBe(true)
    expect(isWorthKeeping(kept, null)).toBe(true)
    expect(isWorthKeeping(null, null)).toBe(false)
  })

  it('is nothing for somebody who was never refused', () => {
    const state = next(next(idle, { type: 'start', shown: true, online: true }, 0, () => 0.5), { type: 'answered', changed: true }, 200, () => 0.5)
    expect(crowdMemoryOf(state, 10_000)).toBeNull()
  })

  it('is the interval a refusal taught, and shorter the longer nothing is refused', () => {
    const served = next(idle, { type: 'answered', changed: true }, 0, () => 0.5)
    const refused = next(served, { type: 'failed', kind: 'limit' }, 10_000, () => 0.5)
    const [now, later] = [10_000, 3_600_000].map(at => crowdMemoryOf(refused, at)?.interval ?? 0)
    expect(now).toBeGreaterThan(20_000)
    expect(later).toBeLessThan(now ?? 0)
  })
})
