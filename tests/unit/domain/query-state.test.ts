import { describe, expect, it } from 'vitest'
import { type Failure, err, ok } from '../../../src/domain/failure.ts'
import { failureOf, loading, applyResult, type QueryState, updatedAt, hydrate, valueOf } from '../../../src/domain/query-state.ts'
import { isOld, type SyncContext, syncStateOf } from '../../../src/domain/sync-state.ts'

const refused: Failure = { kind: 'limit', code: 'QUERY_LIMIT_EXCEEDED' }
const fault: Failure = { kind: 'server', code: 'INTERNAL_SERVER_ERROR' }
const ready = applyResult<number>(loading, ok(7), 1000)

describe('a reading', () => {
  it('holds a value and when it was true', () => {
    expect(ready).toEqual({ status: 'ready', value: 7, at: 1000 })
  })

  it('keeps the last value, and its age, when the portal fails', () => {
    const stale = applyResult(applyResult(ready, err(fault), 2000), err(refused), 3000)
    expect(stale).toEqual({ status: 'stale', value: 7, at: 1000, failure: refused })
    expect([valueOf(stale), updatedAt(stale), failureOf(stale)]).toEqual([7, 1000, refused])
  })

  it('has no value when there never was one', () => {
    const reading = applyResult<number>(loading, err(fault), 2000)
    expect([valueOf(reading), updatedAt(reading), failureOf(reading)]).toEqual([null, null, fault])
  })

  it('is fresh again after the next answer', () => {
    expect(applyResult(applyResult(ready, err(fault), 2000), ok(8), 3000)).toEqual({ status: 'ready', value: 8, at: 3000 })
  })
})

describe('what was known on an earlier visit', () => {
  it('is shown until the portal answers, and never over an answer', () => {
    const remembered = hydrate<number>(loading, 5, 500)
    expect(remembered).toEqual({ status: 'remembered', value: 5, at: 500 })
    expect(applyResult(remembered, err(fault), 2000)).toEqual({ status: 'stale', value: 5, at: 500, failure: fault })
    expect(hydrate(ready, 5, 500)).toBe(ready)
  })
})

describe('the state of the whole', () => {
  const state = (readings: readonly QueryState<unknown>[], phase: SyncContext['phase'], rest: { online?: boolean, shown?: boolean, polledAt?: number } = {}) => (
    syncStateOf({ queryStates: readings, hasOld: readings.some(reading => isOld(reading, rest.polledAt ?? 0)), phase, online: true, shown: true, ...rest })
  )
  const broken = applyResult(loading, err(fault), 1)
  const stale = applyResult(ready, err(fault), 2)
  const remembered = hydrate<number>(loading, 5, 500)

  it.each([
    ['loading', [loading, loading], 'resting', {}],
    ['loading', [loading, loading], 'asking', {}],
    ['loading', [broken, broken], 'asking', {}],
    ['stale', [remembered, remembered], 'asking', {}],
    ['fresh', [ready, ready], 'resting', {}],
    ['fresh', [ready, broken], 'resting', {}],
    ['refreshing', [ready, broken], 'asking', {}],
    ['stale', [ready, stale], 'failing', {}],
    ['stale', [{ ...ready, at: 2_000 }, { ...ready, at: 1_999 }], 'resting', { polledAt: 2_000 }],
    ['stale', [{ ...ready, at: 1_999 }], 'asking', { polledAt: 2_000 }],
    ['limited', [ready, stale], 'limited', {}],
    ['limited', [broken, broken], 'limited', {}],
    ['error', [broken, broken], 'failing', {}],
    ['error', [ready, stale], 'stopped', {}],
    ['paused', [ready, ready], 'resting', { shown: false }],
    ['offline', [ready, ready], 'paused', { online: false, shown: false }],
  ] as const)('is %s', (expected, readings, phase, rest) => {
    expect(state(readings, phase, rest)).toBe(expected)
  })
})
