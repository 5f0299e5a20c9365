import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../runs.ts'
import { type Schedule, type ScheduleEvent, idle, next } from '../../../src/polling/schedule.ts'
import { scheduleParams } from '../../../src/polling/schedule-params.ts'
import { crowdMemoryOf, parseCrowdMemory, writeCrowdMemory } from '../../../src/polling/crowd-memory.ts'
import { intervalAt } from '../../../src/polling/fair-share.ts'

const failureKinds = [
  'limit', 'operating', 'session', 'permission', 'plan', 'blocked', 'closed', 'missing', 'rejected', 'server', 'timeout', 'network', 'malformed',
] as const

const simple = (type: 'shown' | 'hidden' | 'online' | 'offline' | 'activity' | 'refresh' | 'wanted' | 'timer' | 'asked') => fc.constant<ScheduleEvent>({ type })

const anyEvent: fc.Arbitrary<ScheduleEvent> = fc.oneof(
  simple('shown'), simple('hidden'), simple('online'), simple('offline'),
  simple('activity'), simple('refresh'), simple('wanted'), simple('timer'), simple('asked'), simple('asked'),
  fc.record({ type: fc.constant('answered' as const), changed: fc.boolean() }),
  fc.record({ type: fc.constant('failed' as const), kind: fc.constantFrom(...failureKinds) }),
  fc.constant<ScheduleEvent>({ type: 'failed', kind: 'limit' }),
  fc.record({
    type: fc.constant('start' as const),
    shown: fc.boolean(),
    online: fc.boolean(),
    memory: fc.option(fc.record({ interval: fc.integer({ min: 1_000, max: 86_400_000 }), steady: fc.integer({ min: 1_000, max: 86_400_000 }) })),
    age: fc.option(fc.integer({ min: -1_000_000, max: 1_000_000_000 })),
  }),
)

interface Step { readonly event: ScheduleEvent, readonly after: number, readonly random: number }

const anyStep: fc.Arbitrary<Step> = fc.record({
  event: anyEvent,
  after: fc.oneof(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 0, max: 200_000 }), fc.integer({ min: 0, max: 100_000_000 })),
  random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
})

interface Moment {
  readonly before: Schedule
  readonly event: ScheduleEvent
  readonly after: Schedule
  readonly now: number
  /** When the last request ended, one way or the other, since the start. */
  readonly endedAt: number
}

/** Holds after each event of any sequence. */
function always(holds: (moment: Moment) => void): void {
  fc.assert(fc.property(fc.array(anyStep, { maxLength: 60 }), (steps) => {
    let now = 1.75e12
    let endedAt = -Infinity
    let before = next(idle, { type: 'start', shown: true, online: true }, now, () => 0.5)
    for (const { event, after: passed, random } of steps) {
      now += passed
      const after = next(before, event, now, () => random)
      if (event.type === 'start') endedAt = -Infinity
      if (event.type === 'answered' || event.type === 'failed') endedAt = now
      holds({ before, event, after, now, endedAt })
      before = after
    }
  }), { numRuns: runs(400) })
}

/** Every number in a state, however deep. */
const numbersOf = (value: unknown): number[] => {
  if (typeof value === 'number') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersOf) : []
}

describe('whatever happens, the schedule', () => {
  it('never loses a number', () => {
    always(({ after }) => { expect(numbersOf(after).filter(number => !Number.isFinite(number))).toEqual([]) })
  })

  it('never plans into the past', () => {
    always(({ after, now }) => { expect(after.due ?? now).toBeGreaterThanOrEqual(now) })
  })

  it('asks nothing while nobody looks, there is no network, it has to stop, or a request is under way', () => {
    always(({ after }) => {
      if (!after.shown || !after.online || after.stopped || after.asking) expect(after.due).toBeNull()
      else expect(after.due).not.toBeNull()
    })
  })

  it('never asks again sooner than the least pause after an answer or a fault', () => {
    always(({ after, endedAt }) => {
      expect(after.due ?? Infinity).toBeGreaterThanOrEqual(endedAt + scheduleParams.minPause)
    })
  })

  it('never asks more often for being refused', () => {
    always(({ before, event, after, now }) => {
      if (event.type !== 'failed' || event.kind !== 'limit') return
      const [was, is] = [before, after].map(({ share }) => intervalAt(share, now, scheduleParams.share) ?? 0)
      expect(is).toBeGreaterThanOrEqual(was ?? 0)
    })
  })

  it('never lets a refresh end a limit', () => {
    always(({ before, event, after }) => {
      if (event.type === 'refresh' && before.phase === 'limited') expect(after.due).toBeGreaterThanOrEqual(before.due ?? Infinity)
    })
  })

  it('never lets a refresh make things later', () => {
    always(({ before, event, after, now }) => {
      if (event.type === 'refresh' && before.due !== null) expect(after.due).toBeLessThanOrEqual(Math.max(now, before.due))
    })
  })

  it('always lets a refresh ask at once where no answer, refusal or fault has come yet', () => {
    always(({ before, event, after, now, endedAt }) => {
      if (event.type !== 'refresh' || endedAt !== -Infinity || after.due === null) return
      if (before.phase !== 'paused') expect(after.due).toBe(now)
    })
  })

  it('remembers an interval that can be kept and read again', () => {
    always(({ after, now }) => {
      const memory = crowdMemoryOf(after, now)
      if (memory === null) return
      const read = parseCrowdMemory(writeCrowdMemory(memory))
      expect(Math.abs((read?.interval ?? 0) - memory.interval)).toBeLessThanOrEqual(500)
    })
  })

  it('can be sent from frame to frame as JSON', () => {
    always(({ after }) => { expect(JSON.parse(JSON.stringify(after))).toEqual(after) })
  })

  it('changes no state it was given', () => {
    fc.assert(fc.property(fc.array(anyStep, { maxLength: 30 }), (steps) => {
      let now = 1.75e12
      let state = idle
      for (const { event, after, random } of steps) {
        Object.freeze(state)
        Object.freeze(state.plan)
        Object.freeze(state.share)
        state = next(state, event, now += after, () => random)
      }
    }))
  })
})
