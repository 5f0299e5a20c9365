import { describe, expect, it } from 'vitest'
import { fixed, ours } from '../../bench/fleet/clients.ts'
import { LeakyBucket } from '../../bench/fleet/leaky-bucket.ts'
import { jain, type Scenario, simulate } from '../../bench/fleet/simulate.ts'

const second = 1000
const minute = 60 * second
const office: Scenario = {
  clients: 200,
  bucket: { size: 50, leak: 2 },
  length: 120 * minute,
  arrival: 5 * second,
  countFrom: 30 * minute,
}

describe('the leaky bucket', () => {
  it('takes a burst of its size, then what leaks out', () => {
    const bucket = new LeakyBucket({ size: 50, leak: 2 })
    const admitted = (count: number, at: number) => Array.from({ length: count }, () => bucket.admits(at)).filter(Boolean).length
    expect(admitted(60, 0)).toBe(50)
    expect(admitted(5, 1000)).toBe(2)
    expect(admitted(60, 100_000)).toBe(50)
  })
})

describe('fairness', () => {
  it('is 1 where all have the same, and 1/n where one has all', () => {
    expect(jain([7, 7, 7, 7])).toBe(1)
    expect(jain([7, 0, 0, 0])).toBe(0.25)
  })
})

describe('an office that watches for two hours', () => {
  it('of 200 shares the bucket', () => {
    const { used, refused, fairness, lastStarter } = simulate(office, ours(), 7)
    expect(used).toBeGreaterThan(0.95)
    expect(refused).toBeLessThan(0.02)
    expect(fairness).toBeGreaterThan(0.85)
    expect(lastStarter).toBeLessThan(3 * 75)
  })

  it('of 1,000 shares the bucket', () => {
    const { used, refused, fairness, lastStarter } = simulate({ ...office, clients: 1000 }, ours(), 7)
    expect(used).toBeGreaterThan(0.95)
    expect(refused).toBeLessThan(0.05)
    expect(fairness).toBeGreaterThan(0.78)
    expect(lastStarter).toBeLessThan(2.5 * 475)
  })

  it('of 20 is refused nothing, and its numbers are young', () => {
    const { refusals, meanAge } = simulate({ ...office, clients: 20 }, ours(), 7)
    expect(refusals).toBe(0)
    expect(meanAge).toBeLessThan(20)
  })

  it('of 200 leaves a neighbour its place', () => {
    expect(simulate({ ...office, neighbour: 2 * second }, ours(), 7).neighbourRefused).toBeLessThan(0.05)
  })

  it('of 200 gets nowhere with a fixed interval', () => {
    const { refused, neverServed } = simulate(office, fixed(30 * second), 7)
    expect(refused).toBeGreaterThan(0.6)
    expect(neverServed).toBeGreaterThan(100)
  })

  it('does the same again from the same seed', () => {
    expect(simulate(office, ours(), 7)).toEqual(simulate(office, ours(), 7))
  })
})
