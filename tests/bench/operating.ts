import { readFileSync } from 'node:fs'
import { number, percent, table, writeSection } from './fleet/report.ts'
import { before, ours } from './operating/paces.ts'
import { average, type CreatePace, minute, type Result, type Scenario, simulate } from './operating/simulate.ts'

/** None of them was looked at while the parameters were chosen. */
const seeds = [101, 102, 103, 104, 105]

const atHome = { arrival: 30 * minute, countFrom: 30 * minute, length: 270 * minute }
const scenarios: readonly (readonly [string, Scenario])[] = [
  ['1,000 people × 0.2 s', { ...atHome, people: 1000, cost: 0.2 }],
  ['5,000 people × 0.05 s', { ...atHome, people: 5000, cost: 0.05 }],
  ['5,000 people × 0.2 s', { ...atHome, people: 5000, cost: 0.2 }],
  ['1,000 people × 0.05 s', { ...atHome, people: 1000, cost: 0.05 }],
  ['1,000 × 0.2 s, self-hosted (420 s)', { ...atHome, people: 1000, cost: 0.2, rules: { limit: 420 } }],
  ['5,000 × 0.2 s, self-hosted (420 s)', { ...atHome, people: 5000, cost: 0.2, rules: { limit: 420 } }],
  ['1,000 × 0.2 s, self-hosted, no limit', { ...atHome, people: 1000, cost: 0.2, rules: { limit: null } }],
  ['1,000 × 0.05 s, calls under 0.1 s not added', { ...atHome, people: 1000, cost: 0.05, rules: { least: 0.1 } }],
  ['200 × 0.2 s', { ...atHome, people: 200, cost: 0.2 }],
]

const run = (scenario: Scenario, pace: CreatePace): Result => average(seeds.map(seed => simulate(scenario, pace, seed)))

const row = (name: string, who: string, outcome: Result) => [
  name,
  who,
  percent(outcome.used),
  percent(outcome.refused),
  percent(outcome.refusedWorst),
  percent(outcome.refusedEver),
  outcome.fairness.toFixed(3),
  `${number(outcome.meanAge)} s`,
  outcome.neverServed > 0 ? `never, for ${number(Math.ceil(outcome.neverServed))}` : `${number(outcome.longestWait)} s`,
]

const compared = table(
  ['', '', 'limit used', 'refused', 'worst hour', 'with the arrival', 'fairness', 'mean age', 'longest wait for a number'],
  scenarios.flatMap(([name, scenario]) => [
    row(name, 'this app', run(scenario, ours)),
    row('', 'before', run(scenario, before)),
  ]),
)

/* Of 1,000 people 800 leave after two hours; what the last hour of so many minutes after that is like. */
const leaving = { ...atHome, people: 1000, cost: 0.2, leave: { at: 120 * minute, left: 200 } }
const shrunk = table(
  ['', 'limit used', 'an answer each', 'as few from the start'],
  [60, 120].map((after) => {
    const length = leaving.leave.at + after * minute
    const outcome = run({ ...leaving, countFrom: length - 60 * minute, length }, ours)
    const few = run({ ...leaving, people: 200, leave: { at: length, left: 200 }, countFrom: length - 60 * minute, length }, ours)
    return [`${number(after - 60)} to ${number(after)} minutes after`, percent(outcome.used), `${number(outcome.interval)} s`, `${number(few.interval)} s`]
  }),
)

const text = (name: string) => readFileSync(new URL(`./operating/${name}.md`, import.meta.url), 'utf8').trim()
const section = [
  text('introduction'),
  compared,
  '### An office that shrinks\n\nAfter two hours 800 of 1,000 people leave, at 0.2 s a call.',
  shrunk,
  text('findings'),
].join('\n\n')
writeSection(new URL('../../docs/benchmarks.md', import.meta.url), 'operating', section)
console.log(section)
