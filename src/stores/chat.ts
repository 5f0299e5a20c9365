import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { chatWithActions } from '../domain/chat-action.ts'
import type { Outcome } from '../domain/failure.ts'
import type { ChatDetails } from '../domain/poll.ts'
import { loading, read, type Reading, valueOf } from '../domain/reading.ts'
import { usePendingStore } from './pending.ts'
import { longestAnswer } from './unread.ts'

/** The chat whose sidebar the app stands in. */
export const useChatStore = defineStore('chat', () => {
  const actions = usePendingStore()
  const details = shallowRef<Reading<ChatDetails>>(loading)
  let detailsAskedAt = -Infinity

  const chat = computed(() => {
    const answered = valueOf(details.value)?.chat ?? null
    return answered === null ? null : chatWithActions(answered, actions.pending)
  })
  const person = computed(() => valueOf(details.value)?.person ?? null)

  /**
   * An answer that is older than the one shown is left alone.
   *
   * @param at when the answer came, in ms of the frame's clock
   * @param askedAt when the question was sent, in ms of the frame's clock
   */
  function take(outcome: Outcome<ChatDetails>, at: number, askedAt = at - longestAnswer): void {
    if (outcome.ok && askedAt < detailsAskedAt) return
    details.value = read(details.value, outcome, at)
    if (!outcome.ok) return
    detailsAskedAt = askedAt
    actions.answered(askedAt)
  }

  return { details, chat, person, take }
})
