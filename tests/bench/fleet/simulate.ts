import { type BucketLimits, LeakyBucket } from '../../../emulator/rest/leaky-bucket.ts'
import type { Client, CreateClient } from './clients.ts'
import { createRandom, exponential } from './random.ts'
import { Timeline } from './timeline.ts'

const second = 1000
const minute = 60 * second
const night = 15 * 60 * minute

/** One morning of an office behind one address. */
export interface Scenario {
  readonly clients: number
  readonly bucket: BucketLimits
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
  /** The share of people who remember nothing: new colleagues. @default 0 */
  readonly newcomers?: number
  /** The share of people who have nothing on the screen until the first answer, though they may remember. @default 0 */
  readonly blank?: number
}

export interface Result {
  /** Admitted requests per request the bucket could have leaked. */
  readonly used: number
  /** The same, of the last half hour. */
  readonly usedLast: number
  readonly refused: number
  /** The same, from the first moment on. */
  readonly refusedEver: number
  /** Jain's index of answers per client: (Σx)² / (n Σx²). 1 is all alike, 1/n is one who has everything. */
  readonly fairness: number
  /** Of the numbers on the screens of those who look, in s. */
  readonly meanAge: number
  readonly p95Age: number
  /** From the arrival to the first answer, in s: the mean, 95% of the people, the last; Infinity where somebody had none. */
  readonly meanStarter: number
  readonly p95Starter: number
  readonly lastStarter: number
  /** The same, of the last among those who had nothing on the screen; 0 where there was none. */
  readonly lastBlank: number
  /** The longest time anybody looked at no new numbers at all, in s. */
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
/** The address everybody asks from. */
const office = 'office'

interface Seat {
  readonly client: Client
  readonly isBlank: boolean
  readonly arrivedAt: number
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
  /** Tells timers that were overtaken from the one that counts. */
  timer: number
}

/** How a morning went, and what each person's client has kept for the next one. */
export interface Morning {
  /** 1 for a first morning. */
  readonly day: number
  readonly outcome: Result
  readonly memories: readonly string[]
}

/** Mornings one after another: the nth person of one is the nth of the next, and keeps what the client remembers. */
export function simulateMornings(scenarios: readonly Scenario[], create: CreateClient, seed: number): readonly Result[] {
  let before: Morning | undefined
  return scenarios.map((scenario, day) => {
    before = simulateMorning(scenario, create, seed + day * 1_000, before)
    return before.outcome
  })
}

/** A first morning. */
export function simulate(scenario: Scenario, create: CreateClient, seed: number): Result {
  return simulateMorning(scenario, create, seed).outcome
}

/** `before`: the last morning of the same people; those who were not there remember nothing. */
export function simulateMorning(scenario: Scenario, create: CreateClient, seed: number, before?: Morning): Morning {
  const { day = 0, memories = [] } = before ?? {}
  const random = createRandom(seed)
  const timeline = new Timeline()
  const bucket = new LeakyBucket(() => timeline.now)
  bucket.limits = scenario.bucket
  const { countFrom, length, newcomers = 0, blank = 0 } = scenario
  const lastHalfHour = length - 30 * minute
  const buildCounters = {
    admitted: 0, admittedLast: 0, refused: 0, refusedEver: 0, askedEver: 0,
    neighbour: 0, neighbourRefused: 0, neighbourLater: 0, neighbourRefusedLater: 0,
  }
  const ages = new Ages()

  function setTimer(seat: Seat): void {
    const timer = ++seat.timer
    const { due } = seat.client
    if (due === null || seat.isAsking || seat.gone) return
    timeline.at(due, () => { if (timer === seat.timer) ask(seat) })
  }

  function countAdmitted(): void {
    if (timeline.now >= countFrom) buildCounters.admitted++
    if (timeline.now >= lastHalfHour) buildCounters.admittedLast++
  }

  function ask(seat: Seat): void {
    const isAdmitted = bucket.admit(office)
    const askedAt = timeline.now
    buildCounters.askedEver++
    if (isAdmitted) countAdmitted()
    else {
      buildCounters.refusedEver++
      if (askedAt >= countFrom) buildCounters.refused++
    }
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

  function arrive(at: number, person: number): Seat {
    const memory = random() < newcomers ? '' : memories[person] ?? ''
    const isBlank = memory === '' || random() < blank
    const seat: Seat = {
      client: create(random, memory), isBlank, arrivedAt: at, trueAt: at, firstAt: null, isShown: true, shownAt: at, waited: 0,
      isAsking: false, gone: false, nextChange: at + exponential(changeEvery, random), answers: 0, timer: 0,
    }
    timeline.at(at, () => {
      seat.client.start(at, isBlank ? null : night)
      setTimer(seat)
      const { looks } = scenario
      if (looks) timeline.at(at + exponential(looks.at, random), () => { look(seat, false, looks) })
    })
    return seat
  }

  function askAsNeighbour(every: number): void {
    const isRefused = !bucket.admit(office)
    buildCounters.neighbour++
    if (isRefused) buildCounters.neighbourRefused++
    else countAdmitted()
    if (timeline.now >= countFrom) {
      buildCounters.neighbourLater++
      if (isRefused) buildCounters.neighbourRefusedLater++
    }
    timeline.at(timeline.now + every, () => { askAsNeighbour(every) })
  }

  const everybody = Array.from({ length: scenario.clients }, (_, person) => arrive(random() * scenario.arrival, person))
  const seats = [...everybody]
  const { neighbour, leave } = scenario
  if (neighbour !== undefined) timeline.at(random() * neighbour, () => { askAsNeighbour(neighbour) })
  if (leave) {
    timeline.at(leave.at, () => {
      for (const seat of seats.splice(leave.left)) seat.gone = true
    })
  }
  for (let at = countFrom; at < length; at += sampleEvery) {
    timeline.at(at, () => {
      for (const seat of seats) if (seat.isShown) ages.add((timeline.now - seat.trueAt) / second)
    })
  }
  timeline.runUntil(length)

  const ours = seats.reduce((sum, seat) => sum + seat.answers, 0)
  const waitOf = (seat: Seat) => (seat.firstAt === null ? Infinity : (seat.firstAt - seat.arrivedAt) / second)
  const waits = seats.map(waitOf).sort((a, b) => a - b)
  const outcome = {
    used: buildCounters.admitted / (scenario.bucket.y * (length - countFrom) / second),
    usedLast: buildCounters.admittedLast / (scenario.bucket.y * (length - lastHalfHour) / second),
    refused: ratio(buildCounters.refused, buildCounters.refused + ours),
    refusedEver: ratio(buildCounters.refusedEver, buildCounters.askedEver),
    fairness: jain(seats.map(seat => seat.answers)),
    meanAge: ages.mean,
    p95Age: ages.p95,
    meanStarter: ratio(waits.reduce((sum, wait) => sum + wait, 0), waits.length),
    p95Starter: waits[Math.ceil(waits.length * 0.95) - 1] ?? 0,
    lastStarter: waits.at(-1) ?? 0,
    lastBlank: Math.max(0, ...seats.filter(seat => seat.isBlank).map(waitOf)),
    longestWait: Math.max(...seats.map(seat => (seat.firstAt === null ? Infinity : seat.waited))) / second,
    neverServed: waits.filter(wait => wait === Infinity).length,
    neighbourRefused: ratio(buildCounters.neighbourRefused, buildCounters.neighbour),
    neighbourRefusedLater: ratio(buildCounters.neighbourRefusedLater, buildCounters.neighbourLater),
    refusals: buildCounters.refusedEver,
  }
  return { day: day + 1, outcome, memories: everybody.map(seat => seat.client.memory) }
}

/** Counts ages by whole seconds: millions of them are as cheap as one. */
class Ages {
  readonly #counts: number[] = []
  #sum = 0
  #number = 0

  add(age: number): void {
    const bin = Math.floor(age)
    this.#counts[bin] = (this.#counts[bin] ?? 0) + 1
    this.#sum += age
    this.#number++
  }

  get mean(): number {
    return ratio(this.#sum, this.#number)
  }

  get p95(): number {
    let left = this.#number * 0.95
    for (let age = 0; age < this.#counts.length; age++) {
      left -= this.#counts[age] ?? 0
      if (left <= 0) return age
    }
    return 0
  }
}

const ratio = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)

export function jain(shares: readonly number[]): number {
  const sum = shares.reduce((total, share) => total + share, 0)
  const squares = shares.reduce((total, share) => total + share * share, 0)
  return squares === 0 ? 0 : sum * sum / (shares.length * squares)
}

/** Each figure averaged over runs; a figure that is infinite in one run stays so. */
export function average(outcomes: readonly Result[]): Result {
  const first = outcomes[0]
  if (first === undefined) throw new RangeError('No outcomes to average')
  const keys = Object.keys(first) as (keyof Result)[]
  return Object.fromEntries(keys.map(key => [key, outcomes.reduce((sum, outcome) => sum + outcome[key], 0) / outcomes.length])) as unknown as Result
}
