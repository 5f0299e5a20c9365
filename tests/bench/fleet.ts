import { readFileSync } from 'node:fs'
import { alternatives } from './fleet/alternatives.ts'
import { type CreateClient, fixed, ours } from './fleet/clients.ts'
import { age, number, percent, table, writeSection } from './fleet/report.ts'
import { average, type Outcome, type Scenario, simulate } from './fleet/simulate.ts'

const second = 1000
const minute = 60 * second
/** None of them was looked at while the parameters were chosen. */
const seeds = [101, 102, 103, 104, 105]

const office: Scenario = {
  clients: 200,
  bucket: { size: 50, leak: 2 },
  length: 120 * minute,
  arrival: 5 * second,
  countFrom: 30 * minute,
}

const run = (scenario: Scenario, create: CreateClient): Outcome => (
  average(seeds.map(seed => simulate(scenario, create, seed)))
)

const cadence = ours()
const rivals: readonly (readonly [string, CreateClient])[] = [
  ['this app', cadence],
  ['fixed 30 s', fixed(30 * second)],
  ['fixed 30 s, retries of the SDK', fixed(30 * second, { retries: 2 })],
]

/** When the last of N can have its first answer at best, in s: the bucket takes X at once and Y a second. */
const limitOfLast = ({ clients, bucket }: Scenario) => Math.max(0, clients - bucket.size) / bucket.leak
/** The mean age of numbers where each of N is asked for in turn from a full bucket, in s. */
const limitOfAge = ({ clients, bucket }: Scenario) => clients / bucket.leak / 2

function last({ lastStarter, neverServed }: Outcome, scenario: Scenario): string {
  if (neverServed > 0) return `never, for ${number(neverServed)}`
  const limit = limitOfLast(scenario)
  return limit > 0 ? `${number(lastStarter)} s (${(lastStarter / limit).toFixed(2)} ×)` : `${number(lastStarter)} s`
}

const row = (name: string, outcome: Outcome, scenario: Scenario) => [
  name,
  percent(outcome.used),
  percent(outcome.refused),
  outcome.fairness.toFixed(3),
  outcome.fairnessOfHour.toFixed(3),
  age(outcome.meanAge),
  age(outcome.p95Age),
  last(outcome, scenario),
]

const columns = ['', 'bucket used', 'refused', 'fairness', 'of the last hour', 'mean age', 'p95 age', 'last starter']

const limits = (scenario: Scenario) => [
  'physical limit', '100%', '0%', '1', '1', `${number(limitOfAge(scenario))} s`, '', `${number(limitOfLast(scenario))} s`,
]

const compared = [20, 60, 200, 1000].map((clients) => {
  const scenario = { ...office, clients }
  const isFull = clients > 60
  return [
    `### ${number(clients)} clients`,
    table(columns, [
      ...rivals.map(([name, create]) => row(name, run(scenario, create), scenario)),
      ...(isFull ? [limits(scenario)] : []),
    ]),
  ].join('\n\n')
})

const neighbourhood = { ...office, neighbour: 2 * second }
const neighbours = table(
  ['', 'refused to the neighbour', 'in the last 90 minutes', 'our share of refusals'],
  rivals.map(([name, create]) => {
    const outcome = run(neighbourhood, create)
    return [name, percent(outcome.neighbourRefused), percent(outcome.neighbourRefusedLater), percent(outcome.refused)]
  }),
)

const workingDay: Scenario = { ...office, length: 480 * minute, arrival: 20 * minute, looks: { at: 5 * minute, away: 10 * minute } }
const sizes = [80, 100, 150, 300, 400, 600, 2000]
const otherSizes = table(
  ['clients', ...columns.slice(1)],
  sizes.map(clients => row(number(clients), run({ ...office, clients }, cadence), { ...office, clients })),
)

const otherwise: readonly (readonly [string, Scenario])[] = [
  ['200 through a working day: 5 minutes at the app, 10 away, on average', workingDay],
  ['1,000 through a working day', { ...workingDay, clients: 1000 }],
  ['200 watching for eight hours', { ...office, length: 480 * minute }],
  ['1,000 watching for eight hours', { ...office, clients: 1000, length: 480 * minute }],
  ['1,000 on the Enterprise plan (X = 250, Y = 5)', { ...office, clients: 1000, bucket: { size: 250, leak: 5 } }],
  ['200, of whom 150 leave after 30 minutes', { ...office, leave: { at: 30 * minute, left: 50 } }],
  ['200, were refusals to fill the bucket too', { ...office, bucket: { ...office.bucket, refusalsCount: true } }],
]
const elsewhere = table(
  ['', 'bucket used', 'refused', 'fairness', 'of the last hour', 'mean age', 'p95 age', 'longest look at no numbers'],
  otherwise.map(([name, scenario]) => {
    const outcome = run(scenario, cadence)
    return [...row(name, outcome, scenario).slice(0, -1), outcome.neverServed > 0 ? last(outcome, scenario) : `${number(outcome.longestWait)} s`]
  }),
)

const tried = table(
  ['scheme', 'clients', 'bucket used', 'refused', 'fairness', 'last starter', 'refused to a neighbour'],
  [['this app', cadence] as const, ...alternatives].flatMap(([name, create]) => [200, 1000].map((clients) => {
    const scenario = { ...office, clients }
    const outcome = run(scenario, create)
    const neighbour = clients === 200 ? percent(run(neighbourhood, create).neighbourRefused) : ''
    return [name, number(clients), percent(outcome.used), percent(outcome.refused), outcome.fairness.toFixed(3), last(outcome, scenario), neighbour]
  })),
)

const target = new URL('../../docs/benchmarks.md', import.meta.url)
const introduction = readFileSync(new URL('./fleet/introduction.md', import.meta.url), 'utf8').trim()
const findings = readFileSync(new URL('./fleet/findings.md', import.meta.url), 'utf8').trim()
const section = [
  introduction,
  ...compared,
  '### A neighbour behind the same address\n\nAnother app asks once in 2 s, beside 200 clients, for two hours.',
  neighbours,
  '### Offices of other sizes\n\nNo parameter was chosen by them.',
  otherSizes,
  '### Other days',
  elsewhere,
  '### What was tried',
  tried,
  findings,
].join('\n\n')
writeSection(target, 'fleet', section)
console.log(section)
