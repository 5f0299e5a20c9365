import type { OperatingTime as OperatingAnswer } from '../../../src/domain/source.ts'
import { type OperatingRules, OperatingTime } from '../../../emulator/rest/operating-time.ts'
import { ours } from '../fleet/clients.ts'
import { createRandom, exponential } from '../fleet/random.ts'
import { jain } from '../fleet/simulate.ts'
import { Timeline } from '../fleet/timeline.ts'

const second = 1_000
export const minute = 60 * second

export interface Scenario {
  readonly people: number
  /** What one call of the method costs, in s. */
  readonly cost: number
  readonly rules?: Partial<OperatingRules>
  /** Everybody arrives within this time, in ms. */
  readonly arrival: number
  /** Calls, answers and ages are counted from here to the end, in ms. */
  readonly countFrom: number
  readonly length: number
  /** From this moment on, in ms, only so many people are left. */
  readonly leave?: { readonly at: number, readonly left: number }
}

/** When one client may ask for the source again. Times in ms, `seconds` as `operating` of the answer. */
interface Pace {
  answered(now: number, operating: OperatingAnswer): number
  refused(now: number): number
}

export type CreatePace = (random: () => number) => Pace

export interface Result {
  /** The mean of `operating` over the limit of the portal; of the cloud's where the portal has none. */
  readonly used: number
  /** Calls refused with 429 per call. */
  readonly refused: number
  /** The same from the first arrival on. */
  readonly refusedEver: number
  /** The worst hour from `countFrom` on. */
  readonly refusedWorst: number
  /** Jain's index of answers per person. */
  readonly fairness: number
  /** From a person's arrival to the first answer, in s; of those who were served. */
  readonly longestWait: number
  readonly neverServed: number
  /** Of the numbers on the screens, in s. */
  readonly meanAge: number
  /** Mean time between two answers of a person in the last hour, in s. */
  readonly interval: number
}

/** Each figure averaged over runs. */
export function average(outcomes: readonly Result[]): Result {
  const mean = (key: keyof Result) => outcomes.reduce((sum, outcome) => sum + outcome[key], 0) / outcomes.length
  return {
    used: mean('used'),
    refused: mean('refused'),
    refusedEver: mean('refusedEver'),
    refusedWorst: mean('refusedWorst'),
    fairness: mean('fairness'),
    longestWait: mean('longestWait'),
    neverServed: mean('neverServed'),
    meanAge: mean('meanAge'),
    interval: mean('interval'),
  }
}

const changeEvery = 2 * minute
const latency = 200
const method = 'im.counters.get'

/**
 * People behind an address of their own each, so that nothing but the operating time of one method is short.
 * When to ask at most is the app's schedule; the pace only makes it later.
 */
export function simulate(scenario: Scenario, createPace: CreatePace, seed: number): Result {
  const random = createRandom(seed)
  const timeline = new Timeline()
  const portal = new OperatingTime(() => timeline.now)
  portal.rules = { ...portal.rules, cost: scenario.cost, ...scenario.rules }
  const { countFrom, length } = scenario
  const hours = Math.ceil((length - countFrom) / (60 * minute))
  const calls = { admitted: 0, refused: 0, early: 0, earlyRefused: 0 }
  const byHour = Array.from({ length: hours }, () => ({ admitted: 0, refused: 0 }))
  const createClient = ours()

  function arrive(at: number) {
    const person = {
      client: createClient(random, ''), pace: createPace(random), at, trueAt: at, notBefore: 0,
      firstAt: null as number | null, gone: false, answers: 0, answersOfHour: 0, nextChange: at + exponential(changeEvery, random),
    }
    const setTimer = () => {
      const { due } = person.client
      if (due !== null && !person.gone) timeline.at(Math.max(due, person.notBefore), ask)
    }
    const ask = () => {
      if (person.gone) return
      const askedAt = timeline.now
      const isAdmitted = !portal.blocks(method)
      if (isAdmitted) portal.add(method)
      const { operating: seconds, operating_reset_at: resetAt } = portal.of(method)
      if (askedAt < countFrom) calls[isAdmitted ? 'early' : 'earlyRefused']++
      else {
        calls[isAdmitted ? 'admitted' : 'refused']++
        const hour = byHour[Math.floor((askedAt - countFrom) / (60 * minute))]
        if (hour) hour[isAdmitted ? 'admitted' : 'refused']++
      }
      person.client.asked(askedAt)
      timeline.at(askedAt + latency, () => {
        const { now } = timeline
        if (isAdmitted) {
          const changed = person.nextChange <= askedAt
          if (changed) person.nextChange = askedAt + exponential(changeEvery, random)
          person.trueAt = askedAt
          person.firstAt ??= now
          if (now >= countFrom) person.answers++
          if (now >= length - 60 * minute) person.answersOfHour++
          person.client.answered(now, changed)
          person.notBefore = person.pace.answered(now, { seconds, resetIn: resetAt * 1000 - askedAt })
        } else {
          // The batch as a whole was answered.
          person.client.answered(now, false)
          person.notBefore = person.pace.refused(now)
        }
        setTimer()
      })
    }
    timeline.at(at, () => {
      person.client.start(at, null)
      setTimer()
    })
    return person
  }

  const people = Array.from({ length: scenario.people }, () => arrive(random() * scenario.arrival))
  const all = [...people]
  const { leave } = scenario
  if (leave) {
    timeline.at(leave.at, () => {
      for (const person of people.splice(leave.left)) person.gone = true
    })
  }
  const usage = { sum: 0, samples: 0, age: 0, ages: 0 }
  for (let at = countFrom + 7 * second; at < length; at += 10 * second) {
    timeline.at(at, () => {
      usage.sum += portal.of(method).operating
      usage.samples++
      if (usage.samples % 6 !== 0) return
      for (const person of people) usage.age += (at - person.trueAt) / second
      usage.ages += people.length
    })
  }
  timeline.runUntil(length)

  const answersOfHour = people.reduce((sum, person) => sum + person.answersOfHour, 0)
  const waits = all.flatMap(({ at, firstAt }) => (firstAt === null ? [] : [(firstAt - at) / second]))
  return {
    used: usage.sum / usage.samples / (portal.rules.limit ?? 480),
    refused: ratio(calls.refused, calls.refused + calls.admitted),
    refusedEver: ratio(calls.refused + calls.earlyRefused, calls.refused + calls.admitted + calls.early + calls.earlyRefused),
    refusedWorst: Math.max(...byHour.map(({ admitted, refused }) => ratio(refused, refused + admitted))),
    fairness: jain(people.map(person => person.answers)),
    longestWait: waits.reduce((most, wait) => Math.max(most, wait), 0),
    neverServed: all.filter(({ firstAt, gone }) => firstAt === null && !gone).length,
    meanAge: usage.age / usage.ages,
    interval: 3600 * people.length / answersOfHour,
  }
}

const ratio = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)
