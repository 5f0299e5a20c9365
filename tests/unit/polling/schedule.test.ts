import { describe, expect, it } from 'vitest'
import { type Schedule, type ScheduleEvent, idle, next } from '../../../src/polling/schedule.ts'
import { longestBackoff } from '../../../src/polling/backoff.ts'
import { scheduleParams } from '../../../src/polling/schedule-params.ts'

const second = 1000
const minute = 60 * second
const nine = Date.UTC(2026, 7, 3, 9)
const middle = () => 0.5

/** Events one after another, each so many ms after the one before; then the state and how long it waits. */
function tell(...events: readonly (readonly [after: number, event: ScheduleEvent])[]) {
  return tellFrom(idle, nine, middle, events)
}

function tellFrom(from: Schedule, start: number, random: () => number, events: readonly (readonly [number, ScheduleEvent])[]) {
  let now = start
  const state = events.reduce((state, [after, event]) => next(state, event, now += after, random), from)
  return { state, now, wait: state.due === null ? null : state.due - now }
}

const started: readonly [number, ScheduleEvent] = [0, { type: 'start', shown: true, online: true }]
const asked: readonly [number, ScheduleEvent] = [0, { type: 'asked' }]
const same: readonly [number, ScheduleEvent] = [200, { type: 'answered', changed: false }]
const changed: readonly [number, ScheduleEvent] = [200, { type: 'answered', changed: true }]
const refused: readonly [number, ScheduleEvent] = [200, { type: 'failed', kind: 'limit' }]
const at = (after: number, type: 'shown' | 'hidden' | 'online' | 'offline' | 'activity' | 'refresh' | 'wanted' | 'timer' | 'asked') => [after, { type }] as const
const fails = (kind: (ScheduleEvent & { type: 'failed' })['kind']) => [200, { type: 'failed', kind }] as const
/** Six polls that find nothing new. */
const quiet = Array.from({ length: 6 }, () => [at(40 * second, 'asked'), same]).flat()

describe('somebody who watches', () => {
  it('sees the first numbers without a delay', () => {
    expect(tell(started).wait).toBe(0)
  })

  it('has one request under way at a time', () => {
    expect(tell(started, asked).state).toMatchObject({ phase: 'asking', due: null })
    expect(tell(started, asked, at(second, 'refresh')).state.due).toBeNull()
    expect(tell(started, asked, at(second, 'activity')).state.due).toBeNull()
  })

  it('starts at a random point of the interval after the first answer', () => {
    const waits = [0, 0.25, 0.5, 0.75].map(random => tellFrom(idle, nine, () => random, [started, asked, same]).wait ?? 0)
    expect(new Set(waits).size).toBe(waits.length)
    expect(Math.max(...waits) / Math.min(...waits)).toBeGreaterThan(2)
  })

  it('is asked for again in about 5 s after a change', () => {
    expect(tell(started, asked, same, ...quiet, asked, changed).wait).toBe(5 * second)
  })

  it('is asked for less and less where nothing changes, down to once in 40 s', () => {
    const waits = quiet.map((_, index) => tell(started, asked, same, ...quiet.slice(0, index + 1)).wait).filter(wait => wait !== null)
    expect(waits).toEqual([7_500, 11_250, 16_875, 25_312.5, 37_968.75, 40_000])
  })

  it('is asked for quickly again when the person acts', () => {
    expect(tell(started, asked, same, ...quiet, at(2 * second, 'activity')).wait).toBe(3 * second)
    expect(tell(started, asked, same, ...quiet, at(20 * second, 'activity')).wait).toBe(0)
  })

  it('gets new numbers at once by a press of refresh', () => {
    expect(tell(started, asked, same, ...quiet, at(5 * second, 'refresh')).wait).toBe(0)
  })

  it('makes nothing worse by pressing refresh again and again', () => {
    expect(tell(started, asked, same, at(0, 'refresh'), at(0, 'refresh')).wait).toBe(scheduleParams.minPause)
  })

  it('gets what a newly opened frame wants without waiting for the turn', () => {
    expect(tell(started, asked, same, ...quiet, at(10 * second, 'wanted')).wait).toBe(0)
    expect(tell(started, asked, same, ...quiet, at(second, 'wanted')).wait).toBe(second)
  })
})

describe('somebody who looks away', () => {
  const watching = [started, asked, same, ...quiet]

  it('causes no requests', () => {
    expect(tell(...watching, at(second, 'hidden')).state).toMatchObject({ phase: 'paused', due: null })
    expect(tell(...watching, at(second, 'hidden'), at(minute, 'activity'), at(0, 'refresh'), at(0, 'online')).state.due).toBeNull()
  })

  it('causes none when an answer or a refusal comes in meanwhile', () => {
    expect(tell(started, asked, at(0, 'hidden'), same).state.due).toBeNull()
    expect(tell(started, asked, at(0, 'hidden'), refused).state.due).toBeNull()
  })

  it('sees new numbers at once when back, if those on screen are older than a few seconds', () => {
    expect(tell(...watching, at(second, 'hidden'), at(10 * second, 'shown')).wait).toBe(0)
  })

  it('waits for the turn when back within a few seconds', () => {
    expect(tell(...watching, at(second, 'hidden'), at(second, 'shown')).wait).toBe(38 * second)
  })

  it('is asked for at once after opening the app in the background, however long ago', () => {
    expect(tell([0, { type: 'start', shown: false, online: true }]).state.due).toBeNull()
    expect(tell([0, { type: 'start', shown: false, online: true }], at(180 * minute, 'shown')).wait).toBe(0)
  })
})

describe('laptops that wake together', () => {
  const asleep = tell(started, asked, same)
  const waits = (events: readonly (readonly [number, ScheduleEvent])[]) => (
    [0, 0.3, 0.6, 0.9].map(random => tellFrom(asleep.state, asleep.now, () => random, events).wait)
  )
  const apart = [0, 0.3, 0.6, 0.9].map(part => part * scheduleParams.wakeSpread)

  it('do not ask together, when the timer tells of the sleep', () => {
    expect(waits([at(10 * minute, 'timer')])).toEqual(apart)
    expect(waits([at(600 * minute, 'timer')])).toEqual(apart)
  })

  it('do not ask together, when the lid showed the frame again', () => {
    expect(waits([at(second, 'hidden'), at(600 * minute, 'shown')])).toEqual(apart)
  })

  it('do not ask together when the network comes back to all', () => {
    expect(waits([at(second, 'offline'), at(10 * minute, 'online')])).toEqual(apart)
  })

  it('share the time of one round with the crowd they remember, while the last numbers are on the screen', () => {
    const crowded = tell(started, asked, refused, at(5 * minute, 'asked'), same)
    const interval = crowded.state.share.interval ?? 0
    const waitsOf = (night: readonly (readonly [number, ScheduleEvent])[]) => (
      [0, 0.3, 0.6, 0.9].map(random => tellFrom(crowded.state, crowded.now, () => random, night).wait ?? 0)
    )
    for (const night of [[at(900 * minute, 'timer')], [at(0, 'hidden'), at(900 * minute, 'shown')]]) {
      const waits = waitsOf(night)
      expect(Math.max(...waits)).toBeGreaterThan(interval / 2)
      expect(Math.max(...waits)).toBeLessThan(interval)
      expect(waits.toSorted((a, b) => a - b)).toEqual(waits)
    }
  })

  it('keep their turn in the crowd when the network comes up after the wake', () => {
    const crowded = tell(started, asked, refused, at(5 * minute, 'asked'), same)
    const awake = tellFrom(crowded.state, crowded.now, () => 0.9, [at(900 * minute, 'timer')])
    const online = tellFrom(awake.state, awake.now, () => 0.9, [at(0, 'offline'), at(2 * second, 'online')])
    expect(online.state.due).toBe(awake.state.due)
  })

  it('ask soon after an hour or two out of sight', () => {
    const crowded = tell(started, asked, refused, at(5 * minute, 'asked'), same)
    expect(tellFrom(crowded.state, crowded.now, () => 0.9, [at(0, 'hidden'), at(90 * minute, 'shown')]).wait).toBeLessThan(10 * second)
  })

  it('ask in time where a timer was only a little late', () => {
    expect(waits([at(20 * second, 'timer')])).toEqual([0, 0, 0, 0])
  })
})

describe('somebody who remembers a crowd', () => {
  const memory = { interval: 300 * second, steady: 300 * second }
  const night = 15 * 60 * minute
  const start = (age: number | null, random = 0.9) => tellFrom(idle, nine, () => random, [[0, { type: 'start', shown: true, online: true, memory, age }]])

  it('has a turn for the first question, while numbers of another day are on the screen', () => {
    expect(start(night).state.phase).toBe('resting')
    expect(start(night, 0.1).wait).toBeLessThan(30 * second)
    expect(start(night).wait).toBeGreaterThan(150 * second)
  })

  it('asks soon where nothing is on the screen', () => {
    expect(start(null).wait).toBeLessThan(20 * second)
  })

  it('does not ask out of turn for opening another page', () => {
    expect(start(20 * second).wait).toBe(280 * second)
  })

  it('asks at once when a person presses refresh', () => {
    const pressed = tellFrom(start(night).state, nine, middle, [at(second, 'refresh')])
    expect(pressed.wait).toBe(0)
  })

  it('keeps the turn when more is wanted, or when a person acts', () => {
    const { state } = start(night)
    for (const event of [at(second, 'wanted'), at(second, 'activity')]) {
      expect(tellFrom(state, nine, middle, [event]).state.due).toBe(state.due)
    }
  })

  it('asks at once when the frame is first looked at after its turn', () => {
    const hidden = tellFrom(idle, nine, () => 0.9, [[0, { type: 'start', shown: false, online: true, memory, age: night }]])
    expect(hidden.state.due).toBeNull()
    expect(tellFrom(hidden.state, nine, middle, [at(10 * minute, 'shown')]).wait).toBe(0)
  })

  it('keeps to the remembered share after the first answer', () => {
    const served = tellFrom(start(night).state, nine, middle, [at(200 * second, 'asked'), same])
    expect(served.wait).toBeGreaterThan(250 * second)
  })

  it('is refused like one of the crowd: waits longer, and learns', () => {
    const refusedOnce = tellFrom(start(night).state, nine, middle, [at(200 * second, 'asked'), refused])
    expect(refusedOnce.state.phase).toBe('limited')
    expect(refusedOnce.state.share.interval).toBeGreaterThan(memory.interval)
  })
})

describe('an office that is refused', () => {
  const limited = tell(started, asked, same, at(9 * second, 'asked'), refused)

  it('says that it is limited, and until when', () => {
    expect(limited.state.phase).toBe('limited')
    expect(limited.state.allowedFrom).toBe(limited.state.due)
  })

  it('keeps the wait when somebody presses refresh, acts, or looks again', () => {
    for (const event of [at(second, 'refresh'), at(second, 'activity'), at(second, 'wanted')]) {
      expect(tellFrom(limited.state, limited.now, middle, [event]).state.due).toBe(limited.state.due)
    }
    expect(tellFrom(limited.state, limited.now, middle, [at(second, 'hidden'), at(second, 'shown')]).state.due).toBe(limited.state.due)
  })

  it('lets those without numbers come first', () => {
    const newcomer = tell(started, asked, refused)
    const regular = tell(started, asked, refused, at(80 * second, 'asked'), same, at(90 * second, 'asked'), refused)
    expect(newcomer.wait).toBeLessThan(regular.wait ?? 0)
  })

  it('asks the more seldom the longer the first answer took', () => {
    const after = (wait: number) => tell(started, asked, refused, at(wait, 'asked'), same).wait ?? 0
    expect(after(30 * second)).toBeLessThan(after(120 * second))
    expect(after(120 * second)).toBeGreaterThan(scheduleParams.slow)
  })

  it('asks less often with every refusal', () => {
    const twice = tellFrom(limited.state, limited.now, middle, [at(20 * second, 'asked'), refused])
    expect(twice.state.share.interval).toBeGreaterThan(limited.state.share.interval ?? Infinity)
  })

  it('is not hurried by changes or by people', () => {
    const served = tell(started, asked, refused, at(120 * second, 'asked'), changed)
    expect(served.wait).toBeGreaterThan(scheduleParams.slow)
    const acted = tellFrom(served.state, served.now, middle, [at(10 * second, 'activity')])
    expect(acted.state.due).toBe(served.state.due)
  })

  it('gives a person half of the wait for a press of refresh', () => {
    const served = tell(started, asked, refused, at(120 * second, 'asked'), same)
    const pressed = tellFrom(served.state, served.now, middle, [at(10 * second, 'refresh')])
    expect(pressed.state.due).toBe(served.state.allowedFrom)
    expect(pressed.wait).toBeGreaterThan(((served.wait ?? 0) - 10 * second) / 3)
    expect(pressed.wait).toBeLessThan(((served.wait ?? 0) - 10 * second))
  })
})

describe('a fault', () => {
  it.each(['server', 'timeout', 'network', 'malformed'] as const)('that passes (%s) is met with ever longer waits, fully jittered', (kind) => {
    const longest = (faults: number, random: number) => {
      const events = Array.from({ length: faults }, () => [at(10 * minute, 'asked'), fails(kind)]).flat()
      return tellFrom(idle, nine, () => random, [started, ...events]).wait
    }
    expect([1, 2, 3, 4].map(faults => longest(faults, 0.999))).toEqual([3_996, 7_992, 15_984, 31_968])
    expect(longest(30, 0.999)).toBeLessThanOrEqual(longestBackoff)
    expect(longest(4, 0)).toBe(scheduleParams.minPause)
  })

  it('is forgotten with the next answer', () => {
    const { state } = tell(started, asked, fails('server'), at(10 * second, 'asked'), same)
    expect(state).toMatchObject({ phase: 'resting', faults: 0 })
  })

  it('of the network ends with the network coming back', () => {
    const { state, wait } = tell(started, asked, fails('network'), at(0, 'offline'), at(minute, 'online'))
    expect(state.phase).toBe('resting')
    expect(wait).toBeLessThan(scheduleParams.wakeSpread)
  })

  it.each(['blocked', 'plan', 'closed', 'session'] as const)('that no waiting mends (%s) stops everything until a person tries again', (kind) => {
    const stopped = tell(started, asked, same, at(9 * second, 'asked'), fails(kind))
    expect(stopped.state).toMatchObject({ phase: 'stopped', due: null })
    for (const type of ['activity', 'hidden', 'shown', 'offline', 'online', 'timer'] as const) {
      expect(tellFrom(stopped.state, stopped.now, middle, [at(90 * minute, type)]).state.due).toBeNull()
    }
    const retried = tellFrom(stopped.state, stopped.now, middle, [at(3 * second, 'refresh')])
    expect(retried.state.phase).toBe('resting')
    expect(retried.wait).toBe(0)
  })

  it.each(['permission', 'missing', 'rejected'] as const)('that an admin has to mend (%s) is looked at again rarely', (kind) => {
    expect(tell(started, asked, fails(kind)).wait).toBe(45 * minute)
  })
})

describe('offline', () => {
  it('nothing is asked, and everything is due again when the network is back', () => {
    const away = tell(started, asked, same, at(second, 'offline'))
    expect(away.state).toMatchObject({ phase: 'offline', due: null })
    const back = tellFrom(away.state, away.now, middle, [at(minute, 'online')])
    expect(back.state.phase).toBe('resting')
    expect(back.wait).toBeLessThan(scheduleParams.wakeSpread)
  })

  it('ends no limit before its time', () => {
    const limited = tell(started, asked, same, at(9 * second, 'asked'), refused)
    const back = tellFrom(limited.state, limited.now, middle, [at(0, 'offline'), at(100, 'online')])
    expect(back.state).toMatchObject({ phase: 'limited', due: limited.state.due })
  })
})
