/**
 * Time as it passes for one frame, in ms since some moment of its own: good for waits and ages, never a date. It does
 * not go back when the computer's clock is set back. It goes on while the computer sleeps, which the browser's
 * monotonic clock may miss (`performance.now`, seen in Chromium on Linux and macOS).
 */
export interface Clock {
  now(): number
  /** How often the wall clock has jumped against the monotonic one so far, as seen by `now`. */
  readonly jumps: number
}

/** By less than this, in ms, a wall clock is adjusted in passing. */
const tolerance = 1_000

/**
 * A jump ahead counts as time that has passed: nobody can tell a sleep from a clock that was set, and an age that is
 * too high only leads to a question.
 *
 * @param monotonic ms, such as `performance.now`
 * @param wall ms since the epoch, such as `Date.now`
 */
export function createClock(monotonic: () => number, wall: () => number): Clock {
  let time = 0
  let last = monotonic()
  let apart = wall() - last
  let jumps = 0

  return {
    now() {
      const passed = monotonic()
      const jump = wall() - passed - apart
      time += Math.max(0, passed - last)
      last = passed
      if (Math.abs(jump) > tolerance) {
        apart += jump
        time += Math.max(0, jump)
        jumps += 1
      }
      return time
    },
    get jumps() {
      return jumps
    },
  }
}
