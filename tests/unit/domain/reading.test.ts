import { describe, expect, it } from 'vitest'
import { type Failure, failed, success } from '../../../src/domain/failure.ts'
import { failureOf, loading, read, type Reading, readAt, valueOf } from '../../../src/domain/reading.ts'
import { syncStateOf } from '../../../src/domain/sync-state.ts'

const refused: Failure = { kind: 'limit', code: 'QUERY_LIMIT_EXCEEDED' }
const fault: Failure = { kind: 'server', code: 'INTERNAL_SERVER_ERROR' }
const ready = read<number>(loading, success(7), 1000)

describe('a reading', () => {
  it('holds a value and when it was true', () => {
    expect(ready).toEqual({ status: 'ready', value: 7, at: 1000 })
  })

  it('keeps the last value, and its age, when the portal fails', () => {
    const stale = read(read(ready, failed(fault), 2000), failed(refused), 3000)
    expect(stale).toEqual({ status: 'stale', value: 7, at: 1000, failure: refused })
    expect([valueOf(stale), readAt(stale), failureOf(stale)]).toEqual([7, 1000, refused])
  })

  it('has no value when there never was one', () => {
    const reading = read<number>(loading, failed(fault), 2000)
    expect([valueOf(reading), readAt(reading), failureOf(reading)]).toEqual([null, null, fault])
  })

  it('is fresh again after the next answer', () => {
    expect(read(read(ready, failed(fault), 2000), success(8), 3000)).toEqual({ status: 'ready', value: 8, at: 3000 })
  })
})

describe('the state of the whole', () => {
  const shownOnline = { asking: false, online: true, shown: true }
  const state = (readings: Reading<unknown>[], rest: Partial<typeof shownOnline> = {}) => syncStateOf({ readings, ...shownOnline, ...rest })
  const broken = read(loading, failed(fault), 1)

  it.each([
    ['loading', [loading, loading], {}],
    ['loading', [loading, loading], { asking: true }],
    ['loading', [broken, broken], { asking: true }],
    ['fresh', [ready, ready], {}],
    ['fresh', [ready, broken], {}],
    ['refreshing', [ready, broken], { asking: true }],
    ['stale', [ready, read(ready, failed(fault), 2)], {}],
    ['limited', [ready, read(ready, failed(refused), 2)], {}],
    ['error', [broken, broken], {}],
    ['paused', [ready, ready], { shown: false }],
    ['offline', [ready, ready], { online: false }],
  ] as const)('is %s', (expected, readings, rest) => {
    expect(state([...readings], rest)).toBe(expected)
  })
})
