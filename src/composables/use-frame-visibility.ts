import { useDocumentVisibility, useEventListener, useIntersectionObserver, useTimeoutFn } from '@vueuse/core'
import { computed, type ComputedRef, ref } from 'vue'

/**
 * How long a frame that has just been opened is taken for shown, whatever the browser says, in ms. Chromium may take a
 * new frame of another site for off the screen, and not look again before something moves.
 */
const newFor = 10_000

/** Whether somebody may be looking at this frame: its tab is shown, and it is on the screen of the portal's page. */
export function useFrameVisibility(): ComputedRef<boolean> {
  const visibility = useDocumentVisibility()
  const isOnScreen = ref(true)
  const hasBeenSeen = ref(false)
  const { isPending: isNew } = useTimeoutFn(() => undefined, newFor)

  function see(): void {
    isOnScreen.value = true
    hasBeenSeen.value = true
  }
  // Without a root, the browser measures a frame against the top page, whatever its origin.
  useIntersectionObserver(ref(document.documentElement), ([entry]) => {
    if (entry?.isIntersecting === false) isOnScreen.value = false
    else see()
  })
  // Nobody acts in a frame that is not on the screen.
  useEventListener(window, ['pointerdown', 'pointermove', 'keydown'], see, { passive: true })

  return computed(() => visibility.value === 'visible' && (isOnScreen.value || (isNew.value && !hasBeenSeen.value)))
}
