import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { ChatAnswer } from '../bitrix24/portal.ts'
import type { Outcome } from '../domain/failure.ts'
import { loading, read, type Reading, valueOf } from '../domain/reading.ts'

/** The chat whose sidebar the app stands in. */
export const useChatStore = defineStore('chat', () => {
  const details = shallowRef<Reading<ChatAnswer>>(loading)
  const chat = computed(() => valueOf(details.value)?.chat ?? null)
  const person = computed(() => valueOf(details.value)?.person ?? null)

  /** @param at when the answer was true, in ms since the epoch */
  function take(outcome: Outcome<ChatAnswer>, at: number): void {
    details.value = read(details.value, outcome, at)
  }

  return { details, chat, person, take }
})
