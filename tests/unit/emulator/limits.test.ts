import { describe, expect, it } from 'vitest'
import { LeakyBucket } from '../../../emulator/rest/leaky-bucket'
import { OperatingTime } from '../../../emulator/rest/operating-time'

function clock() {
  let now = 0
  return { now: () => now, pass: (ms: number) => { now += ms } }
}

describe('LeakyBucket', () => {
  it('holds X requests and lets Y of them out per second', () => {
    const { now, pass } = clock()
    const bucket = new LeakyBucket(now)
    bucket.limits = { x: 3, y: 2 }
    expect([1, 2, 3, 4].map(() => bucket.admit('a'))).toEqual([true, true, true, false])
    pass(500)
    expect([bucket.admit('a'), bucket.admit('a')]).toEqual([true, false])
  })

  it('keeps a bucket for each address', () => {
    const bucket = new LeakyBucket(clock().now)
    bucket.limits = { x: 1, y: 0 }
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
})

describe('OperatingTime', () => {
  it('adds up what a method has used, and forgets it after ten minutes', () => {
    const { now, pass } = clock()
    const operating = new OperatingTime(now)
    operating.add('im.counters.get')
    pass(60_000)
    operating.add('im.counters.get')
    expect(operating.of('im.counters.get')).toEqual({ operating: 0.1, operating_reset_at: 600 })
    expect(operating.of('profile').operating).toBe(0)
    pass(540_000)
    expect(operating.of('im.counters.get').operating).toBe(0.05)
  })

  it('blocks a method past 480 seconds until they are over', () => {
    const { now, pass } = clock()
    const operating = new OperatingTime(now)
    operating.force('im.counters.get', 480)
    expect(operating.blocks('im.counters.get')).toBe(true)
    expect(operating.blocks('profile')).toBe(false)
    pass(600_000)
    expect(operating.blocks('im.counters.get')).toBe(false)
  })
})
