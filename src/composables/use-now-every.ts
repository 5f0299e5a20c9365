import { useIntervalFn, useNow } from '@vueuse/core'
import type { Ref } from 'vue'

/** The present moment, which moves once in so many ms. */
export const useNowEvery = (interval: number): Ref<Date> => useNow({ scheduler: update => useIntervalFn(update, interval) })
