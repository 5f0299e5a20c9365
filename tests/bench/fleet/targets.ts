import type { RefusalRule } from '../../../emulator/rest/leaky-bucket.ts'
import { percent } from './report.ts'
import type { Result, Scenario } from './simulate.ts'

/** A target, what was measured, and whether it was met. */
export interface Promised {
  readonly promise: string
  readonly measured: string
  readonly kept: boolean
}

const words: Readonly<Record<RefusalRule, string>> = { free: 'free', capped: 'up to 2X', endless: 'without end' }
const rules = ['free', 'capped', 'endless'] as const
const sizes = [200, 1000] as const

/** `found`: the outcomes by the names `tests/bench/fleet.ts` gives them. */
export function promises(
  found: ReadonlyMap<string, Result>,
  limitOf: (scenario: Scenario) => number,
  scenarioOf: (clients: number, rule: RefusalRule) => Scenario,
): readonly Promised[] {
  const list: Promised[] = []
  const outcomeOf = (key: string) => {
    const outcome = found.get(key)
    if (outcome === undefined) throw new RangeError(`Nothing measured as ${key}`)
    return outcome
  }
  const atLeast = (promise: string, value: number, least: number, show = percent) => {
    list.push({ promise, measured: show(value), kept: value >= least })
  }
  const atMost = (promise: string, value: number, most: number, show = percent) => {
    list.push({ promise, measured: show(value), kept: value <= most })
  }
  const index = (value: number) => value.toFixed(2)
  const times = (value: number) => `${value.toFixed(2)} ×`
  const seconds = (value: number) => `${value.toFixed(1)} s`
  const first = (rule: RefusalRule, clients: number) => outcomeOf(`1 this app ${rule} ${String(clients)}`)
  const limit = (clients: number) => limitOf(scenarioOf(clients, 'free'))

  for (const clients of sizes) {
    const outcome = first('free', clients)
    const isMany = clients === 1000
    const of = `First morning of ${String(clients)}, refusals free:`
    atLeast(`${of} at least 95% of the bucket used`, outcome.used, 0.95)
    atMost(`${of} at most ${isMany ? '8' : '2'}% refused`, outcome.refused, isMany ? 0.08 : 0.02)
    atLeast(`${of} fairness at least ${isMany ? '0.78' : '0.85'}`, outcome.fairness, isMany ? 0.78 : 0.85, index)
    atMost(`${of} 95% of people within ${isMany ? '3' : '3.5'} × the limit`, outcome.p95Starter / limit(clients), isMany ? 3 : 3.5, times)
    atMost(`${of} the last within ${isMany ? '10' : '9'} × the limit`, outcome.lastStarter / limit(clients), isMany ? 10 : 9, times)
  }
  for (const [rule, most] of [['capped', 8], ['endless', 22]] as const) {
    for (const clients of sizes) {
      const { lastStarter } = first(rule, clients)
      atMost(`First morning of ${String(clients)}, ${words[rule]}: everybody within ${String(most)} × the limit`, lastStarter / limit(clients), most, times)
    }
  }
  atLeast('First morning of 200, up to 2X: 80% of the bucket used', first('capped', 200).used, 0.8)
  for (const rule of rules) {
    atMost(`First morning of 60, ${words[rule]}: mean age at most 25 s`, first(rule, 60).meanAge, 25, seconds)
  }
  for (const clients of sizes) {
    for (const rule of rules) {
      for (const day of [3, 4]) {
        const outcome = outcomeOf(`${String(day)} ${rule} ${String(clients)}`)
        const of = `Morning ${String(day)} of ${String(clients)}, ${words[rule]}:`
        atMost(`${of} everybody within 2.5 × the limit`, outcome.lastStarter / limit(clients), 2.5, times)
        atMost(`${of} at most 3% refused`, outcome.refused, 0.03)
        atLeast(`${of} fairness at least 0.8`, outcome.fairness, 0.8, index)
      }
    }
  }
  for (const day of [1, 3]) {
    atMost(`Refusals free, morning ${String(day)} of 200: a neighbour is refused at most 5%`, outcomeOf(`neighbour ${String(day)}`).neighbourRefused, 0.05)
  }
  for (const rule of rules) {
    const half = outcomeOf(`200, then 100 ${rule} 1`)
    atLeast(`200 become 100, ${words[rule]}: at least 70% used in the last half hour of that morning`, half.usedLast, 0.7)
    const twice = outcomeOf(`200, then 400 ${rule} 1`)
    atLeast(`200 become 400, ${words[rule]}: at least 80% used in the last half hour of that morning`, twice.usedLast, 0.8)
    atMost(`200 become 400, ${words[rule]}: nobody is left without numbers that morning`, twice.neverServed, 0, value => `${value.toFixed(1)} left`)
  }
  return list
}
