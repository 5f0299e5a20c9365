import { useIntervalFn } from '@vueuse/core'
import { ref } from 'vue'
import type { Clock } from '../browser/clock.ts'

/** How soon a jump of the computer's clock is noticed, in ms: a status with an age is written as often. */
const interval = 1_000

/**
 * Translates moments of the frame's clock, which never jumps, to the computer's clock, which may be set back.
 *
 * @param onJump called after the computer's clock has jumped
 */
export function useWallClock(clock: Clock, onJump: () => void) {
  const jumps = ref(0)

  useIntervalFn(() => {
    clock.now()
    if (jumps.value === clock.jumps) return
    jumps.value = clock.jumps
    onJump()
  }, interval)

  /** In ms since the epoch, as the computer's clock stands since its last jump. @param at in ms of the frame's clock */
  function toEpoch(at: number): number
  function toEpoch(at: number | null): number | null
  function toEpoch(at: number | null): number | null {
    return at === null || jumps.value < 0 ? null : Date.now() - clock.now() + at
  }

  return { toEpoch }
}
