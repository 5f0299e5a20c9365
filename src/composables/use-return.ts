import { type Ref, watch } from 'vue'
import { frameClock } from '../browser/frame-clock.ts'

/** Whoever was away for so long, in ms, does not go on reading where they stopped: they begin at the top. */
export const longAbsence = 60_000

/** For so long after coming back, in ms, nobody is in the middle of reading, unless they have done something. */
export const arrival = 5_000

/**
 * Tells when a person comes back to this frame after a long absence. A glance at another tab is none: they go on
 * where they were.
 */
export function useReturn(isShown: Readonly<Ref<boolean>>, onBack: () => void) {
  let hiddenAt: number | null = null
  let backAt = -Infinity

  watch(isShown, (shown) => {
    const now = frameClock.now()
    if (!shown) {
      hiddenAt = now
    } else if (hiddenAt !== null && now - hiddenAt >= longAbsence) {
      backAt = now
      onBack()
    }
  }, { immediate: true })

  return {
    /** Whether they have come back just now, and have not begun to do anything. */
    isArriving: () => frameClock.now() - backAt < arrival,
    /** They have begun. */
    begin() {
      backAt = -Infinity
    },
  }
}
