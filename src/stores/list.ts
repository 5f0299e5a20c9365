import { defineStore, storeToRefs } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { Conversation } from '../domain/conversation.ts'
import { compareBy, mergeOrder, messagesForMe, narrow } from '../domain/conversation-list.ts'
import { usualDialogId } from '../domain/private-chats.ts'
import { useFilterStore } from './filter.ts'
import { usePreviewsStore } from './previews.ts'
import { usePrivateChatsStore } from './private-chats.ts'
import { useSearchStore } from './search.ts'
import { useSettingsStore } from './settings.ts'
import { useUnreadStore } from './unread.ts'

/** The list of conversations: in which order, and which part of it a person looks at. */
export const useListStore = defineStore('list', () => {
  const unread = useUnreadStore()
  const previewsStore = usePreviewsStore()
  const { previews } = previewsStore
  const { privateChats } = usePrivateChatsStore()
  const preferences = useSettingsStore()
  const search = useSearchStore()

  const filter = useFilterStore()
  const { only } = storeToRefs(filter)
  /** In the order on screen. Rows hold their places until the list is sorted anew. */
  const conversations = shallowRef<readonly Conversation[]>([])
  /** Those whose place was found by all that is known of them: others move when their preview comes. */
  let placed = new Set<string>()

  function arrange(keeps: (dialogId: string) => boolean): void {
    const compare = compareBy(preferences.settings.sort, previews)
    const order = conversations.value.map(({ dialogId }) => usualDialogId(dialogId, privateChats)).filter(keeps)
    conversations.value = mergeOrder(unread.conversations, [...new Set(order)], compare)
    placed = new Set(conversations.value.map(({ dialogId }) => dialogId).filter(dialogId => previews.has(dialogId)))
  }

  watch(() => unread.conversations, () => arrange(() => true), { immediate: true, flush: 'sync' })
  watch(() => previewsStore.pages, () => arrange(dialogId => placed.has(dialogId)), { flush: 'sync' })
  watch([() => unread.sorting, () => preferences.settings.sort], () => arrange(() => false), { flush: 'sync' })

  const shown = computed(() => narrow(conversations.value, { only: only.value, found: search.fits }, previews))
  watch(() => messagesForMe(conversations.value, previews), (forMe) => { filter.forMe = forMe }, { immediate: true })

  return { conversations, shown }
})
