import { defineStore } from 'pinia'
import { computed, ref, shallowReactive } from 'vue'
import { chatWithActions } from '../domain/chat-action.ts'
import type { Result } from '../domain/failure.ts'
import type { ChatDetails } from '../domain/source.ts'
import { applyAnswer, type AskedState, hydrate, loading, neverAsked, valueOf } from '../domain/query-state.ts'
import { usePendingActionsStore } from './pending-actions.ts'

/** How many chats are remembered that have been looked at. */
const mostRemembered = 20

/** The chat whose details are looked at: the one whose sidebar the app stands in, or one of the list. */
export const useChatStore = defineStore('chat', () => {
  const actions = usePendingActionsStore()
  /** Null: none is. */
  const dialogId = ref<string | null>(null)
  const answers = shallowReactive(new Map<string, AskedState<ChatDetails>>())

  const details = computed(() => answers.get(dialogId.value ?? '')?.state ?? loading)
  const chat = computed(() => {
    const answered = valueOf(details.value)?.chat ?? null
    return answered === null ? null : chatWithActions(answered, actions.pending)
  })
  const person = computed(() => valueOf(details.value)?.person ?? null)

  /** Looks at another chat, or at none. What was seen of it before is shown until it has been asked for again. */
  function lookAt(wanted: string | null): void {
    if (wanted === dialogId.value) return
    const known = wanted === null ? undefined : answers.get(wanted)
    if (wanted !== null && known !== undefined && 'value' in known.state) {
      answers.set(wanted, { ...known, state: hydrate(loading, known.state.value, known.state.at) })
    }
    for (const id of answers.keys()) if (answers.size > mostRemembered && id !== wanted) answers.delete(id)
    dialogId.value = wanted
  }

  /** Takes an answer, as `applyAnswer` does. */
  function take(id: string, outcome: Result<ChatDetails>, at: number, askedAt: number): void {
    answers.set(id, applyAnswer(answers.get(id) ?? neverAsked, outcome, at, askedAt))
  }

  return { dialogId, details, chat, person, lookAt, take }
})
