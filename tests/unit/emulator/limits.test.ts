import { describe, expect, it } from 'vitest'
import { LeakyBucket, type RefusalRule } from '../../../emulator/rest/leaky-bucket.ts'
import { OperatingTime } from '../../../emulator/rest/operating-time.ts'

function clock() {
  let now = 0
  return { now: () => now, pass: (ms: number) => { now += ms } }
}

describe('LeakyBucket', () => {
  it('holds X requests and lets Y of them out per second', () => {
    const { now, pass } = clock()
    const bucket = new LeakyBucket(now)
    bucket.limits = { ...bucket.limits, x: 3 }
    expect([1, 2, 3, 4].map(() => bucket.admit('a'))).toEqual([true, true, true, false])
    pass(500)
    expect([bucket.admit('a'), bucket.admit('a')]).toEqual([true, false])
  })

  it('keeps a bucket for each address', () => {
    const bucket = new LeakyBucket(clock().now)
    bucket.limits = { ...bucket.limits, x: 1, y: 0 }
    expect([bucket.admit('a'), bucket.admit('a'), bucket.admit('b')]).toEqual([true, false, true])
  })

  it('can be filled for everybody', () => {
    const { now, pass } = clock()
    const bucket = new LeakyBucket(now)
    bucket.fill(50)
    expect(bucket.admit('a')).toBe(false)
    pass(1000)
    expect(bucket.level('a')).toBe(48)
  })

  /** A bucket that tells how many of so many requests are admitted, and a clock. */
  function office(refusals: RefusalRule) {
    const { now, pass } = clock()
    const bucket = new LeakyBucket(now)
    bucket.limits = { x: 50, y: 2, refusals }
    const admitted = (count: number) => Array.from({ length: count }, () => bucket.admit('office')).filter(Boolean).length
    return { bucket, admitted, pass }
  }

  it('takes what leaks out after a burst, where refusals are free', () => {
    const { admitted, pass } = office('free')
    expect(admitted(60)).toBe(50)
    pass(1_000)
    expect(admitted(5)).toBe(2)
    pass(99_000)
    expect(admitted(60)).toBe(50)
  })

  it('refuses until twice its size has leaked down to it, where refusals count up to there', () => {
    const { bucket, admitted, pass } = office('capped')
    expect(admitted(1000)).toBe(50)
    pass(25_000)
    expect(admitted(1), 'and this refusal counts').toBe(0)
    pass(1_000)
    expect(admitted(5)).toBe(1)
    bucket.fill(120)
    expect(admitted(1)).toBe(0)
    expect(bucket.level('office'), 'a refusal never empties it').toBe(120)
  })

  it('refuses until everything that was refused has leaked, where refusals count without end', () => {
    const { admitted, pass } = office('endless')
    expect(admitted(1000)).toBe(50)
    pass(475_000)
    expect(admitted(1)).toBe(0)
    pass(1_000)
    expect(admitted(5)).toBe(1)
  })
})

describe('OperatingTime', () => {
  const method = 'im.counters.get'

  it('adds up what a method has used in ten minutes', () => {
    const { now, pass } = clock()
    const operating = new OperatingTime(now)
    operating.add(method)
    pass(60_000)
    operating.add(method)
    expect(operating.of(method)).toEqual({ operating: 0.1, operating_reset_at: 600 })
    expect(operating.of('profile').operating).toBe(0)
  })

  it('forgets a minute at a time: when the oldest falls out, the others stay', () => {
    const { now, pass } = clock()
    const operating = new OperatingTime(now)
    pass(59_000)
    operating.add(method, 3)
    pass(1_000)
    operating.add(method, 2)
    pass(539_000)
    expect(operating.of(method)).toEqual({ operating: 5, operating_reset_at: 600 })
    pass(1_000)
    expect(operating.of(method)).toEqual({ operating: 2, operating_reset_at: 660 })
    pass(60_000)
    expect(operating.of(method).operating).toBe(0)
  })

  it('blocks a method from 480 seconds on, until enough of them are forgotten', () => {
    const { now, pass } = clock()
    const operating = new OperatingTime(now)
    operating.add(method, 10)
    pass(60_000)
    operating.add(method, 480)
    expect(operating.blocks(method)).toBe(true)
    expect(operating.blocks('profile')).toBe(false)
    pass(540_000)
    expect(operating.blocks(method), 'the oldest basket was not enough').toBe(true)
    pass(60_000)
    expect(operating.blocks(method)).toBe(false)
  })

  it('has the limit of a self-hosted portal, or none', () => {
    const operating = new OperatingTime(clock().now)
    operating.force(method, 420)
    expect(operating.blocks(method)).toBe(false)
    operating.rules = { ...operating.rules, limit: 420 }
    expect(operating.blocks(method)).toBe(true)
    operating.rules = { ...operating.rules, limit: null }
    expect(operating.blocks(method)).toBe(false)
  })

  it('leaves out short calls where the portal does', () => {
    const operating = new OperatingTime(clock().now)
    operating.rules = { ...operating.rules, least: 0.1 }
    operating.add(method, 0.09)
    expect(operating.of(method).operating).toBe(0)
    operating.add(method, 0.1)
    expect(operating.of(method).operating).toBe(0.1)
  })
})
