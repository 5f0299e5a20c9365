import { useEventListener } from '@vueuse/core'
import { readonly, type Ref, ref } from 'vue'

/**
 * Whether the browser has a network. VueUse's asks for its speed as well, for which Chromium takes some 10 ms before the
 * first request.
 */
export function useOnline(): Readonly<Ref<boolean>> {
  const isOnline = ref(navigator.onLine)
  useEventListener(window, ['online', 'offline'], ({ type }) => void (isOnline.value = type === 'online'), { passive: true })
  return readonly(isOnline)
}
