import { describe, expect, it, vi } from 'vitest'
import { inSlices } from '../../../src/browser/slices.ts'

/** Each look at the clock finds it so many ms later. */
function slow(ms: number): void {
  let now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => (now += ms))
}

describe('a long list', () => {
  it('is gone through in one task where that is quick', async () => {
    const seen: number[] = []
    const done = inSlices([1, 2, 3], number => seen.push(number))
    expect(seen).toEqual([1, 2, 3])
    await done
  })

  it('lets others work in between where it takes long, and keeps its order', async () => {
    slow(10)
    const seen: string[] = []
    const done = inSlices(['a', 'b', 'c'], letter => seen.push(letter))
    expect(seen.length).toBeLessThan(3)
    setImmediate(() => seen.push('other'))
    await done
    expect(seen.filter(one => one !== 'other')).toEqual(['a', 'b', 'c'])
    expect(seen.indexOf('other')).toBeLessThan(seen.indexOf('c'))
  })

  it('is left where nobody wants the rest', async () => {
    const seen: number[] = []
    await inSlices([1, 2, 3], number => seen.push(number) < 2)
    expect(seen).toEqual([1, 2])
  })
})
