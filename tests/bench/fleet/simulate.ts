import type { Client, CreateClient } from './clients.ts'
import { type BucketOptions, LeakyBucket } from './leaky-bucket.ts'
import { createRandom, exponential } from './random.ts'
import { Timeline } from './timeline.ts'

const second = 1000
const minute = 60 * second

export interface Scenario {
  readonly clients: number
  readonly bucket: BucketOptions
  /** From opening the doors to the end, in ms. */
  readonly length: number
  /** Everybody arrives within this time, in ms. */
  readonly arrival: number
  /** Requests, answers and ages are counted from here on, in ms. */
  readonly countFrom: number
  /** Another app behind the same address asks once in this many ms. */
  readonly neighbour?: number
  /** Mean time at the app and away from it, in ms, both drawn anew each time; without it everybody always watches. */
  readonly looks?: { readonly at: number, readonly away: number }
  /** From this moment on, in ms, only so many clients are left. */
  readonly leave?: { readonly at: number, readonly left: number }
}

export interface Outcome {
  /** Admitted requests per request the bucket could have leaked. */
  readonly used: number
  readonly refused: number
  /** Jain's index of answers per client: (Σx)² / (n Σx²). 1 is all alike, 1/n is one who has everything. */
  readonly fairness: number
  /** The same, of the last hour alone. */
  readonly fairnessOfHour: number
  /** Of the numbers on the screens of those who look, in s. */
  readonly meanAge: number
  readonly p95Age: number
  /** When the last client had its first answer, in s; Infinity when somebody never had. */
  readonly lastStarter: number
  /** The longest time anybody looked at no numbers at all, in s. */
  readonly longestWait: number
  readonly neverServed: number
  /** Of the neighbour's requests, from the first moment on and from `countFrom` on. */
  readonly neighbourRefused: number
  readonly neighbourRefusedLater: number
  /** Refused requests of ours from the first moment on. */
  readonly refusals: number
}

/** Numbers change for each client at random, on average once in this many ms. */
const changeEvery = 2 * minute
/** From a request to its answer, in ms. */
const latency = 200
const sampleEvery = 10 * second

interface Seat {
  readonly client: Client
  /** When the numbers on screen were true, or since when there are none. */
  trueAt: number
  firstAt: number | null
  isShown: boolean
  shownAt: number
  /** Time spent looking at no numbers, in ms. */
  waited: number
  isAsking: boolean
  gone: boolean
  nextChange: number
  answers: number
  answersOfHour: number
  /** Tells timers that were overtaken from the one that counts. */
  timer: number
}

export function simulate(scenario: Scenario, create: CreateClient, seed: number): Outcome {
  const random = createRandom(seed)
  const timeline = new Timeline()
  const bucket = new LeakyBucket(scenario.bucket)
  const { countFrom, length } = scenario
  const tally = { admitted: 0, refused: 0, refusedEver: 0, neighbour: 0, neighbourRefused: 0, neighbourLater: 0, neighbourRefusedLater: 0 }
  const ages: number[] = []

  function setTimer(seat: Seat): void {
    const timer = ++seat.timer
    const { due } = seat.client
    if (due === null || seat.isAsking || seat.gone) return
    timeline.at(due, () => { if (timer === seat.timer) ask(seat) })
  }

  function ask(seat: Seat): void {
    const isAdmitted = bucket.admits(timeline.now)
    const askedAt = timeline.now
    if (askedAt >= countFrom) tally[isAdmitted ? 'admitted' : 'refused']++
    if (!isAdmitted) tally.refusedEver++
    seat.isAsking = true
    seat.client.asked(askedAt)
    timeline.at(askedAt + latency, () => {
      seat.isAsking = false
      if (isAdmitted) receive(seat, askedAt)
      else seat.client.refused(timeline.now)
      setTimer(seat)
    })
  }

  function receive(seat: Seat, askedAt: number): void {
    const changed = seat.nextChange <= askedAt
    if (changed) seat.nextChange = askedAt + exponential(changeEvery, random)
    seat.trueAt = askedAt
    if (seat.firstAt === null) {
      seat.firstAt = timeline.now
      if (seat.isShown) seat.waited += timeline.now - seat.shownAt
    }
    if (timeline.now >= countFrom) seat.answers++
    if (timeline.now >= length - 60 * minute) seat.answersOfHour++
    seat.client.answered(timeline.now, changed)
  }

  function look(seat: Seat, isShown: boolean, { at, away }: { at: number, away: number }): void {
    if (seat.gone) return
    if (seat.firstAt === null && !isShown) seat.waited += timeline.now - seat.shownAt
    seat.isShown = isShown
    seat.shownAt = timeline.now
    seat.client.look(timeline.now, isShown)
    setTimer(seat)
    timeline.at(timeline.now + exponential(isShown ? at : away, random), () => { look(seat, !isShown, { at, away }) })
  }

  function arrive(at: number): Seat {
    const client = create(random)
    const seat: Seat = {
      client, trueAt: at, firstAt: null, isShown: true, shownAt: at, waited: 0, isAsking: false, gone: false,
      nextChange: at + exponential(changeEvery, random), answers: 0, answersOfHour: 0, timer: 0,
    }
    timeline.at(at, () => {
      client.start(at)
      setTimer(seat)
      const { looks } = scenario
      if (looks) timeline.at(at + exponential(looks.at, random), () => { look(seat, false, looks) })
    })
    return seat
  }

  function askAsNeighbour(every: number): void {
    const isRefused = !bucket.admits(timeline.now)
    tally.neighbour++
    if (isRefused) tally.neighbourRefused++
    if (timeline.now >= countFrom) {
      tally.neighbourLater++
      if (isRefused) tally.neighbourRefusedLater++
      else tally.admitted++
    }
    timeline.at(timeline.now + every, () => { askAsNeighbour(every) })
  }

  const seats = Array.from({ length: scenario.clients }, () => arrive(random() * scenario.arrival))
  const { neighbour, leave } = scenario
  if (neighbour !== undefined) timeline.at(random() * neighbour, () => { askAsNeighbour(neighbour) })
  if (leave) {
    timeline.at(leave.at, () => {
      for (const seat of seats.splice(leave.left)) seat.gone = true
    })
  }
  for (let at = countFrom; at < length; at += sampleEvery) {
    timeline.at(at, () => {
      for (const seat of seats) if (seat.isShown) ages.push((timeline.now - seat.trueAt) / second)
    })
  }
  timeline.runUntil(length)

  const ours = seats.reduce((sum, seat) => sum + seat.answers, 0)
  const firsts = seats.map(seat => seat.firstAt ?? Infinity)
  ages.sort((a, b) => a - b)
  return {
    used: tally.admitted / (scenario.bucket.leak * (length - countFrom) / second),
    refused: ratio(tally.refused, tally.refused + ours),
    fairness: jain(seats.map(seat => seat.answers)),
    fairnessOfHour: jain(seats.map(seat => seat.answersOfHour)),
    meanAge: ratio(ages.reduce((sum, age) => sum + age, 0), ages.length),
    p95Age: ages[Math.floor(ages.length * 0.95)] ?? 0,
    lastStarter: Math.max(...firsts) / second,
    longestWait: Math.max(...seats.map(seat => (seat.firstAt === null ? Infinity : seat.waited))) / second,
    neverServed: firsts.filter(at => at === Infinity).length,
    neighbourRefused: ratio(tally.neighbourRefused, tally.neighbour),
    neighbourRefusedLater: ratio(tally.neighbourRefusedLater, tally.neighbourLater),
    refusals: tally.refusedEver,
  }
}

const ratio = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)

export function jain(shares: readonly number[]): number {
  const sum = shares.reduce((total, share) => total + share, 0)
  const squares = shares.reduce((total, share) => total + share * share, 0)
  return squares === 0 ? 0 : sum * sum / (shares.length * squares)
}

/** Each figure averaged over runs; a figure that is infinite in one run stays so. */
export function average(outcomes: readonly Outcome[]): Outcome {
  const first = outcomes[0]
  if (first === undefined) throw new RangeError('No outcomes to average')
  const keys = Object.keys(first) as (keyof Outcome)[]
  return Object.fromEntries(keys.map(key => [key, outcomes.reduce((sum, outcome) => sum + outcome[key], 0) / outcomes.length])) as unknown as Outcome
}
