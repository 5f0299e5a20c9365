import { beforeEach, describe, expect, it } from 'vitest'
import { type Clock, createClock } from '../../../src/browser/clock.ts'

const hour = 3_600_000

let monotonic: number
let wall: number
let clock: Clock

beforeEach(() => {
  monotonic = 500
  wall = 1_790_000_000_000
  clock = createClock(() => monotonic, () => wall)
})

/** Both clocks of the computer go on. @param ms by how much */
function pass(ms: number): void {
  monotonic += ms
  wall += ms
}

describe('the time of a frame', () => {
  it('passes as it does for the computer', () => {
    pass(5_000)
    expect([clock.now(), clock.jumps]).toEqual([5_000, 0])
  })

  it('does not go back, nor stand still, when the computer\'s clock is set back', () => {
    wall -= hour
    expect([clock.now(), clock.jumps]).toEqual([0, 1])
    pass(5_000)
    expect([clock.now(), clock.jumps]).toEqual([5_000, 1])
  })

  it('goes on while the computer sleeps, which the monotonic clock may miss', () => {
    wall += hour
    expect([clock.now(), clock.jumps]).toEqual([hour, 1])
  })

  it('takes an adjustment in passing for no jump', () => {
    wall -= 900
    expect([clock.now(), clock.jumps]).toEqual([0, 0])
  })
})
