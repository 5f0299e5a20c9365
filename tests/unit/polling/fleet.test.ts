import { describe, expect, it } from 'vitest'
import { CLOUD_LIMITS, type RefusalRule } from '../../../emulator/rest/leaky-bucket.ts'
import { ours } from '../../bench/fleet/clients.ts'
import { fixed, growingWindows, stubborn } from '../../bench/fleet/rivals.ts'
import { isQuick } from '../runs.ts'
import { jain, type Scenario, simulate, simulateMornings } from '../../bench/fleet/simulate.ts'

const second = 1000
const minute = 60 * second
const rules: readonly RefusalRule[] = isQuick ? ['capped'] : ['free', 'capped', 'endless']

const office = (clients: number, refusals: RefusalRule = 'free'): Scenario => ({
  clients,
  bucket: { ...CLOUD_LIMITS, refusals },
  length: 120 * minute,
  arrival: 5 * second,
  countFrom: 30 * minute,
})

describe('fairness', () => {
  it('is 1 where all have the same, and 1/n where one has all', () => {
    expect(jain([7, 7, 7, 7])).toBe(1)
    expect(jain([7, 0, 0, 0])).toBe(0.25)
  })
})

describe('an office on its first morning', () => {
  it('of 200 shares the bucket where refusals are free', () => {
    const { used, refused, fairness, lastStarter } = simulate(office(200), ours(), 7)
    expect(used).toBeGreaterThan(0.95)
    expect(refused).toBeLessThan(0.03)
    expect(fairness).toBeGreaterThan(0.8)
    expect(lastStarter).toBeLessThan(9 * 75)
  })

  it.each(rules)('of 20 is refused nothing, and its numbers are young (refusals: %s)', (rule) => {
    const { refusals, meanAge } = simulate(office(20, rule), ours(), 7)
    expect(refusals).toBe(0)
    expect(meanAge).toBeLessThan(20)
  })

  it.each(rules)('of 60 has numbers for everybody within two minutes, and young ones (refusals: %s)', (rule) => {
    const { lastStarter, meanAge } = simulate(office(60, rule), ours(), 7)
    expect(lastStarter).toBeLessThan(120)
    expect(meanAge).toBeLessThan(28)
  })

  it.each([['capped', 10], ['endless', 22]] as const)('of 200 has numbers for everybody where refusals count (%s)', (rule, most) => {
    expect(simulate(office(200, rule), ours(), 7).lastStarter).toBeLessThan(most * 75)
  })

  it('of 200 leaves a neighbour its place', () => {
    expect(simulate({ ...office(200), neighbour: 2 * second }, ours(), 7).neighbourRefused).toBeLessThan(0.06)
  })

  it('of 200 gets nowhere with a fixed interval, nor by being stubborn where refusals count', () => {
    expect(simulate(office(200), fixed(30 * second), 7).neverServed).toBeGreaterThan(100)
    expect(simulate({ ...office(200, 'capped'), length: 40 * minute }, stubborn, 7).neverServed).toBeGreaterThan(100)
    expect(simulate(office(200, 'capped'), growingWindows, 7).neverServed).toBe(0)
  })

  it('does the same again from the same seed', () => {
    expect(simulate(office(200), ours(), 7)).toEqual(simulate(office(200), ours(), 7))
  })
})

describe('an office on its third morning', () => {
  it.each(rules)('of 200 has numbers for everybody sooner, and is hardly refused (refusals: %s)', (rule) => {
    const morning = { ...office(200, rule), length: 180 * minute }
    const [first, , third] = simulateMornings([morning, morning, morning], ours(), 7)
    expect(third?.lastStarter).toBeLessThan(first?.lastStarter ?? 0)
    expect(third?.lastStarter).toBeLessThan(4 * 75)
    expect(third?.refused).toBeLessThan(0.03)
    expect(third?.fairness).toBeGreaterThan(0.75)
  })

  it.each(rules)('of 200 is none the worse for 20 colleagues who remember nothing (refusals: %s)', (rule) => {
    const morning = { ...office(200, rule), length: 180 * minute }
    const outcome = simulateMornings([morning, morning, { ...morning, newcomers: 0.1 }], ours(), 7)[2]
    expect(outcome?.neverServed).toBe(0)
    expect(outcome?.refused).toBeLessThan(0.05)
  })

  it('lets somebody work at home without a long wait where nothing is on the screen', () => {
    const [, outcome] = simulateMornings([office(200), { ...office(1), blank: 1 }], ours(), 7)
    expect(outcome?.lastStarter).toBeLessThan(30)
  })

  it('finds out within the morning that it has doubled', () => {
    const morning = { ...office(200), length: 180 * minute }
    const outcome = simulateMornings([morning, morning, { ...morning, clients: 400 }], ours(), 7)[2]
    expect(outcome?.neverServed).toBe(0)
    expect(outcome?.usedLast).toBeGreaterThan(0.9)
  })
})
