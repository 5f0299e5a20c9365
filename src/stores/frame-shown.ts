import { useDocumentVisibility, useIntersectionObserver } from '@vueuse/core'
import { computed, type ComputedRef, ref } from 'vue'

/** Whether somebody may be looking at this frame: its tab is shown, and it is on the screen of the portal's page. */
export function useFrameShown(): ComputedRef<boolean> {
  const visibility = useDocumentVisibility()
  const onScreen = ref(true)
  // Without a root, the browser measures a frame against the top page, whatever its origin.
  useIntersectionObserver(ref(document.documentElement), ([entry]) => {
    onScreen.value = entry?.isIntersecting ?? true
  })
  return computed(() => visibility.value === 'visible' && onScreen.value)
}
