import { watchDebounced } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { type FoundDialogs, minSearchLength } from '../bitrix24/search.ts'
import type { Result } from '../domain/failure.ts'
import { matches, searchable } from '../domain/search.ts'
import { useChatCardsStore } from './chat-cards.ts'
import { useConnectionStore } from './connection.ts'
import { useManualRefreshStore } from './manual-refresh.ts'

/** How long a person pauses before the portal is asked, in ms. */
const pause = 400

/**
 * How far a search has come. Names that are known are searched at once; of the others, which nobody has looked up yet,
 * the portal searches its own:
 *
 * - `short`: not before there is more to search for
 * - `asking`: its answer is on its way
 * - `partial`: it could not
 * - `limited`: it has, and may know of more than it tells
 * - `done`: it has
 */
export type SearchProgress = 'short' | 'asking' | 'partial' | 'limited' | 'done'

/** Finds chats by name. */
export const useSearchStore = defineStore('search', () => {
  const connection = useConnectionStore()
  const { cards } = useChatCardsStore()
  const text = ref('')
  const query = computed(() => searchable(text.value))
  /** What the portal has found last. */
  const answer = shallowRef<{ readonly text: string, readonly found: Result<FoundDialogs> } | null>(null)

  /** As the portal gets it, which counts characters. */
  const wanted = computed(() => text.value.trim())
  const progress = computed<SearchProgress>(() => {
    if (Array.from(wanted.value).length < minSearchLength) return 'short'
    if (answer.value?.text !== wanted.value) return 'asking'
    const { found } = answer.value
    if (!found.ok) return 'partial'
    return found.value.isComplete ? 'done' : 'limited'
  })

  /** Whether a chat fits; null while nothing is searched for. The portal finds people by more than their names. */
  const fits = computed(() => {
    if (query.value === '') return null
    const last = answer.value?.text === wanted.value && answer.value.found.ok ? answer.value.found.value : null
    return (dialogId: string): boolean => {
      const card = cards.get(dialogId)
      return last?.dialogIds.has(dialogId) === true || (card?.ok === true && matches(card.value.name, query.value))
    }
  })

  async function ask(): Promise<void> {
    const asked = wanted.value
    if (progress.value !== 'asking' || connection.portal === null) return
    const found = await connection.portal.search(asked)
    if (asked === wanted.value) answer.value = { text: asked, found }
  }
  watchDebounced(wanted, ask, { debounce: pause })
  useManualRefreshStore().onRefresh(() => {
    if (progress.value !== 'partial') return
    answer.value = null
    void ask()
  })

  /** Whether the name of a chat is known, so that it has been searched already. */
  const isKnown = (dialogId: string): boolean => cards.get(dialogId)?.ok === true

  return { text, fits, progress, isKnown }
})
