import { readFileSync } from 'node:fs'
import { type CreateClient, ours } from './fleet/clients.ts'
import type { RefusalRule } from './fleet/leaky-bucket.ts'
import { age, number, percent, table, writeSection } from './fleet/report.ts'
import { fixed, growingWindows, stubborn } from './fleet/rivals.ts'
import { average, type Outcome, type Scenario, simulate, simulateMornings } from './fleet/simulate.ts'
import { promises, type Promised } from './fleet/targets.ts'

const second = 1000
const minute = 60 * second
/** None of them was looked at while the parameters were chosen. */
const seeds = [101, 102, 103, 104, 105]

const office: Scenario = {
  clients: 200,
  bucket: { size: 50, leak: 2 },
  length: 180 * minute,
  arrival: 5 * second,
  countFrom: 30 * minute,
}
const worlds: readonly (readonly [RefusalRule, string])[] = [['free', 'free'], ['capped', 'up to 2X'], ['endless', 'without end']]

const inWorld = (clients: number, refusals: RefusalRule, extra: Partial<Scenario> = {}): Scenario => (
  { ...office, clients, bucket: { ...office.bucket, refusals }, ...extra }
)

const cadence = ours()
const rivals: readonly (readonly [string, CreateClient])[] = [
  ['this app', cadence],
  ['before', stubborn],
  ['windows by half', growingWindows],
]

/** Several mornings of the same people, each morning averaged over the seeds. */
function mornings(scenarios: readonly Scenario[], create: CreateClient = cadence): readonly Outcome[] {
  const runs = seeds.map(seed => simulateMornings(scenarios, create, seed))
  return scenarios.map((_, day) => average(runs.flatMap(run => run[day] ?? [])))
}

const firstMorning = (scenario: Scenario, create: CreateClient = cadence): Outcome => (
  average(seeds.map(seed => simulate(scenario, create, seed)))
)

/** When the last of N can have its first answer at best, in s: the bucket takes X at once and Y a second. */
const limitOf = ({ clients, bucket }: Scenario) => Math.max(0, clients - bucket.size) / bucket.leak
const times = (seconds: number, scenario: Scenario) => {
  const limit = limitOf(scenario)
  if (seconds === Infinity) return 'never'
  return limit > 0 ? `${(seconds / limit).toFixed(1)} ×` : `${number(seconds)} s`
}
const last = (outcome: Outcome, scenario: Scenario) => (
  outcome.neverServed > 0 ? `never, for ${number(outcome.neverServed)}` : times(outcome.lastStarter, scenario)
)

const columns = ['bucket used', 'refused', 'refused, with the first half hour', 'fairness', 'mean age', '95% of people', 'the last']
const row = (outcome: Outcome, scenario: Scenario) => [
  percent(outcome.used),
  percent(outcome.refused),
  percent(outcome.refusedEver),
  outcome.fairness.toFixed(2),
  age(outcome.meanAge),
  times(outcome.p95Starter, scenario),
  last(outcome, scenario),
]

/** The figures of a scenario, by the names the targets call them by. */
const found = new Map<string, Outcome>()
function note(key: string, outcome: Outcome): Outcome {
  found.set(key, outcome)
  return outcome
}

const firstMornings = [20, 60, 200, 1000].map(clients => [
  `### The first morning of ${number(clients)} clients`,
  table(
    ['refusals count', 'client', ...columns],
    worlds.flatMap(([rule, name]) => rivals.map(([client, create]) => {
      const scenario = inWorld(clients, rule, { length: rule === 'endless' && clients === 1000 ? 210 * minute : 120 * minute })
      return [name, client, ...row(note(`1 ${client} ${rule} ${String(clients)}`, firstMorning(scenario, create)), scenario)]
    })),
  ),
].join('\n\n'))

const week = [200, 1000].flatMap(clients => worlds.map(([rule]) => {
  const scenario = inWorld(clients, rule)
  const days = mornings([scenario, scenario, scenario, scenario])
  days.forEach((outcome, day) => note(`${String(day + 1)} ${rule} ${String(clients)}`, outcome))
  return { scenario, rule, days }
}))
const laterMornings = table(
  ['clients', 'refusals count', 'morning', ...columns],
  week.flatMap(({ scenario, rule, days }) => days.map((outcome, day) => (
    [number(scenario.clients), nameOf(rule), String(day + 1), ...row(outcome, scenario)]
  ))),
)

function nameOf(rule: RefusalRule): string {
  return worlds.find(([of]) => of === rule)?.[1] ?? rule
}

const changed = table(
  ['office', 'refusals count', 'morning', ...columns, 'used in the last half hour'],
  [[200, 100], [200, 400], [1000, 500]].flatMap(([before = 0, after = 0]) => worlds.flatMap(([rule]) => {
    const [usual, now] = [inWorld(before, rule), inWorld(after, rule)]
    const [, , , ...days] = mornings([usual, usual, usual, now, now])
    return days.map((outcome, day) => {
      const name = `${number(before)}, then ${number(after)}`
      note(`${name} ${rule} ${String(day + 1)}`, outcome)
      return [name, nameOf(rule), day === 0 ? 'the same' : 'the next', ...row(outcome, now), percent(outcome.usedLast)]
    })
  })),
)

const usual = inWorld(200, 'free')
const late = (clients: number): Scenario => ({ ...inWorld(clients, 'free'), arrival: 90 * minute })
const otherDays = (['free', 'capped', 'endless'] as const).flatMap((rule) => {
  const at = (clients: number, extra: Partial<Scenario> = {}) => inWorld(clients, rule, extra)
  const third = (scenario: Scenario, before = scenario) => mornings([before, before, scenario])[2]
  const days: readonly (readonly [string, Scenario, Outcome | undefined])[] = [
    ['200, of whom 20 remember nothing', at(200, { newcomers: 0.1 }), third(at(200, { newcomers: 0.1 }), at(200))],
    ['1,000, of whom 50 have no numbers on the screen', at(1000, { blank: 0.05 }), third(at(1000, { blank: 0.05 }), at(1000))],
    ['one of 1,000, at home', at(1), third(at(1), at(1000))],
    ['one of 1,000, at home, with no numbers on the screen', at(1, { blank: 1 }), third(at(1, { blank: 1 }), at(1000))],
    ['1,000 who come at any time within 90 minutes', { ...at(1000), arrival: 90 * minute }, third({ ...at(1000), arrival: 90 * minute }, at(1000))],
    ['200, each alone the day before', at(200), mornings([at(1), at(200)])[1]],
  ]
  return days.map(([name, scenario, outcome]) => ({ name, scenario, outcome, rule }))
})
const people = table(
  ['third morning', 'refusals count', 'bucket used', 'refused', 'fairness', 'first answer, mean', 'the last', 'the last with no numbers on the screen'],
  otherDays.flatMap(({ name, rule, outcome }) => outcome === undefined ? [] : [[
    name, nameOf(rule), percent(outcome.used), percent(outcome.refused), outcome.fairness.toFixed(2),
    age(outcome.meanStarter), age(outcome.lastStarter), outcome.lastBlank > 0 ? age(outcome.lastBlank) : '',
  ]]),
)
const lateWithout = firstMorning(late(1000))

const fixedInterval = table(
  ['clients', 'client', ...columns],
  [60, 200].flatMap(clients => ([
    ['fixed 30 s', fixed(30 * second)],
    ['fixed 30 s, retries of the SDK', fixed(30 * second, { retries: 2 })],
  ] as const).map(([name, create]) => {
    const scenario = inWorld(clients, 'free')
    return [number(clients), name, ...row(firstMorning(scenario, create), scenario)]
  })),
)

const withNeighbour = { ...usual, neighbour: 2 * second }
const neighbours = table(
  ['client', 'morning', 'refused to the neighbour', 'after the first half hour'],
  rivals.flatMap(([name, create]) => {
    const days = mornings([withNeighbour, withNeighbour, withNeighbour], create)
    if (name === 'this app') days.forEach((outcome, day) => note(`neighbour ${String(day + 1)}`, outcome))
    return days.flatMap((outcome, day) => (
      day === 1 || (day === 2 && name !== 'this app') ? [] : [[name, String(day + 1), percent(outcome.neighbourRefused), percent(outcome.neighbourRefusedLater)]]
    ))
  }),
)

const looks = { at: 5 * minute, away: 10 * minute }
const sizes: readonly (readonly [string, Scenario])[] = [
  ...[80, 100, 150, 400, 600, 2000].map(clients => [number(clients), inWorld(clients, 'free')] as const),
  ['1,000 on the Enterprise plan (X = 250, Y = 5)', { ...usual, clients: 1000, bucket: { size: 250, leak: 5 } }],
  ['200, who come within 20 minutes and look 5 minutes of 15', { ...usual, length: 480 * minute, arrival: 20 * minute, looks }],
  ['1,000, the same', { ...usual, clients: 1000, length: 480 * minute, arrival: 20 * minute, looks }],
  ['200, watching for eight hours', { ...usual, length: 480 * minute }],
  ['200, of whom 150 leave after 30 minutes', { ...usual, leave: { at: 30 * minute, left: 50 } }],
]
const otherSizes = table(
  ['first morning of', ...columns],
  sizes.map(([name, scenario]) => [name, ...row(firstMorning(scenario), scenario)]),
)

const judged = promises(found, limitOf, (clients, rule) => inWorld(clients, rule))
const targets = table(
  ['promise', 'measured', 'kept'],
  judged.map(({ promise, measured, kept }: Promised) => [promise, measured, kept ? 'yes' : 'no']),
)

const read = (name: string) => readFileSync(new URL(`./fleet/${name}.md`, import.meta.url), 'utf8').trim()
const section = [
  read('introduction'),
  '### The promises',
  targets,
  ...firstMornings,
  '### Later mornings\n\nThe same people, who remember.',
  laterMornings,
  '### An office that has changed\n\nAfter three mornings the office is half as large, or twice as large with people who remember nothing. Multiples are of the new limit.',
  changed,
  '### People who are not like the others',
  people,
  `Without a memory, the people of the fifth kind of day wait ${age(lateWithout.meanStarter)} on average, the last of them ${age(lateWithout.lastStarter)} (refusals free).`,
  '### A neighbour behind the same address\n\nAnother app asks once in 2 s, beside 200 clients; refusals are free.',
  neighbours,
  '### Other offices, other days\n\nRefusals are free. No parameter was chosen by them.',
  otherSizes,
  '### A fixed interval instead\n\nRefusals are free.',
  fixedInterval,
  read('findings'),
].join('\n\n')
writeSection(new URL('../../docs/benchmarks.md', import.meta.url), 'fleet', section)
console.log(section)
