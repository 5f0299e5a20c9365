import { watchDebounced } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { minSearchLength } from '../bitrix24/search.ts'
import { matches, searchable } from '../domain/conversation-list.ts'
import { useChatCardsStore } from './chat-cards.ts'
import { usePortalStore } from './portal.ts'

/** How long a person pauses before the portal is asked, in ms. */
const pause = 400

/**
 * Finds chats by name. Names that are known are searched at once; of the others, which nobody has looked up yet,
 * the portal searches its own.
 */
export const useSearchStore = defineStore('search', () => {
  const portal = usePortalStore()
  const { cards } = useChatCardsStore()
  const text = ref('')
  const query = computed(() => searchable(text.value))
  const found = shallowRef<{ readonly query: string, readonly dialogIds: ReadonlySet<string> } | null>(null)
  /** Whether the portal has not been able to search: then only known names are. */
  const isPartial = ref(false)
  const isAsking = ref(false)

  /** Whether a chat fits; null while nothing is searched for. */
  const fits = computed(() => {
    if (query.value === '') return null
    const elsewhere = found.value?.query === query.value ? found.value.dialogIds : new Set<string>()
    return (dialogId: string): boolean => {
      const card = cards.get(dialogId)
      return card?.ok === true && card.value.name !== '' ? matches(card.value.name, query.value) : elsewhere.has(dialogId)
    }
  })

  watchDebounced(query, async (wanted) => {
    isPartial.value = false
    isAsking.value = false
    if (wanted.length < minSearchLength || portal.portal === null) return
    isAsking.value = true
    const answer = await portal.portal.search(text.value.trim())
    if (wanted !== query.value) return
    isAsking.value = false
    isPartial.value = !answer.ok
    if (answer.ok) found.value = { query: wanted, dialogIds: answer.value }
  }, { debounce: pause })

  return { text, fits, isPartial, isAsking }
})
