import { defineStore } from 'pinia'
import { computed, ref, shallowReactive } from 'vue'
import { chatWithActions } from '../domain/chat-action.ts'
import type { Result } from '../domain/failure.ts'
import type { ChatDetails } from '../domain/source.ts'
import { loading, applyResult, type QueryState, hydrate, valueOf } from '../domain/query-state.ts'
import { usePendingActionsStore } from './pending-actions.ts'
import { longestAnswer } from './unread.ts'

interface LastAnswer {
  readonly reading: QueryState<ChatDetails>
  /** In ms since the epoch. */
  readonly askedAt: number
}

/** How many chats are remembered that have been looked at. */
const mostRemembered = 20

/** The chat whose details are looked at: the one whose sidebar the app stands in, or one of the list. */
export const useChatStore = defineStore('chat', () => {
  const actions = usePendingActionsStore()
  /** Null: none is. */
  const dialogId = ref<string | null>(null)
  const answers = shallowReactive(new Map<string, LastAnswer>())

  const details = computed(() => answers.get(dialogId.value ?? '')?.reading ?? loading)
  const chat = computed(() => {
    const answered = valueOf(details.value)?.chat ?? null
    return answered === null ? null : chatWithActions(answered, actions.pending)
  })
  const person = computed(() => valueOf(details.value)?.person ?? null)

  /** Looks at another chat, or at none. What was seen of it before is shown until it has been asked for again. */
  function lookAt(wanted: string | null): void {
    if (wanted === dialogId.value) return
    const known = wanted === null ? undefined : answers.get(wanted)
    if (wanted !== null && known !== undefined && 'value' in known.reading) {
      answers.set(wanted, { ...known, reading: hydrate(loading, known.reading.value, known.reading.at) })
    }
    for (const id of answers.keys()) if (answers.size > mostRemembered && id !== wanted) answers.delete(id)
    dialogId.value = wanted
  }

  /**
   * An answer that is older than the one shown is left alone.
   *
   * @param at when the answer came, in ms of the frame's clock
   * @param askedAt when the question was sent, in ms of the frame's clock
   */
  function take(id: string, outcome: Result<ChatDetails>, at: number, askedAt = at - longestAnswer): void {
    const last = answers.get(id) ?? { reading: loading, askedAt: -Infinity }
    if (outcome.ok && askedAt < last.askedAt) return
    answers.set(id, { reading: applyResult(last.reading, outcome, at), askedAt: outcome.ok ? askedAt : last.askedAt })
  }

  return { dialogId, details, chat, person, lookAt, take }
})
