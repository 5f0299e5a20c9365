import { createEventHook } from '@vueuse/core'
import { defineStore } from 'pinia'

/**
 * A person presses refresh. Whoever waits out a failure of its own asks again: at once, or when it is wanted next. A
 * method whose operating time is used up has to wait all the same.
 */
export const useManualRefreshStore = defineStore('manual-refresh', () => {
  const { on, trigger } = createEventHook()
  return { onRefresh: on, trigger }
})
