import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Outcome } from '../domain/failure.ts'
import type { ChatDetails } from '../domain/poll.ts'
import { loading, read, type Reading, valueOf } from '../domain/reading.ts'

/** The chat whose sidebar the app stands in. */
export const useChatStore = defineStore('chat', () => {
  const details = shallowRef<Reading<ChatDetails>>(loading)
  const chat = computed(() => valueOf(details.value)?.chat ?? null)
  const person = computed(() => valueOf(details.value)?.person ?? null)

  /** @param at when the answer came, in ms since the epoch */
  function take(outcome: Outcome<ChatDetails>, at: number): void {
    details.value = read(details.value, outcome, at)
  }

  return { details, chat, person, take }
})
