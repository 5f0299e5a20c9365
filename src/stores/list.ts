import { defineStore, storeToRefs } from 'pinia'
import { computed, shallowRef, toRaw, watch } from 'vue'
import type { Conversation } from '../domain/conversation.ts'
import { compareBy, mergeOrder, messagesForMe, messagesIn, narrow } from '../domain/conversation-list.ts'
import type { Previews } from '../domain/preview.ts'
import { usualDialogId } from '../domain/private-chats.ts'
import { useFilterStore } from './filter.ts'
import { useLaterStore } from './later.ts'
import { usePreviewsStore } from './previews.ts'
import { usePrivateChatsStore } from './private-chats.ts'
import { useSearchStore } from './search.ts'
import { useSettingsStore } from './settings.ts'
import { useUnreadStore } from './unread.ts'

/** The list of conversations: in which order, and which part of it a person looks at. */
export const useListStore = defineStore('list', () => {
  const unread = useUnreadStore()
  const previewsStore = usePreviewsStore()
  /** Without a subscription to each of thousands of entries: they change with `pages`. */
  const previews = toRaw(previewsStore.previews)
  const people = usePrivateChatsStore()
  const preferences = useSettingsStore()
  const search = useSearchStore()
  const later = useLaterStore()

  const filter = useFilterStore()
  const { only } = storeToRefs(filter)
  /** In the order on screen. Rows hold their places until the list is sorted anew. */
  const conversations = shallowRef<readonly Conversation[]>([])
  /** Those that were placed by the time of their last message. Others move once it is known. */
  let placed: ReadonlySet<string> = new Set()

  function arrange(keeps: (dialogId: string) => boolean): void {
    const compare = compareBy(preferences.settings.sort, previews)
    const order = conversations.value.map(({ dialogId }) => usualDialogId(dialogId, people.privateChats)).filter(keeps)
    const kept = new Set(order)
    conversations.value = mergeOrder(unread.conversations, [...kept], compare)
    placed = new Set(conversations.value.map(({ dialogId }) => dialogId).filter(dialogId => (kept.has(dialogId) ? placed : previews).has(dialogId)))
  }

  watch(() => unread.conversations, () => arrange(() => true), { immediate: true, flush: 'sync' })
  // Of those without a place by their time, only the ones with a preview now can be given one.
  watch(() => previewsStore.pages, () => arrange(dialogId => placed.has(dialogId) || !previews.has(dialogId)), { flush: 'sync' })
  watch([() => unread.sorting, () => preferences.settings.sort], () => arrange(() => false), { flush: 'sync' })

  /** Reads what depends on previews, and again whenever they change. */
  const withPreviews = <T>(read: (previews: Previews) => T) => () => {
    void previewsStore.pages
    return read(previews)
  }

  const shown = computed(withPreviews(known => narrow(conversations.value, { only: only.value, found: search.fits }, known, later.aside)))
  watch(withPreviews(known => messagesForMe(conversations.value, known)), (forMe) => { filter.forMe = forMe }, { immediate: true })

  watch(() => conversations.value.filter(({ dialogId }) => later.aside.has(dialogId)), (aside) => {
    const { count, atLeast } = messagesIn(aside)
    filter.later = { count, atLeast }
    // Nothing is put aside any more: all is shown.
    if (only.value === 'later' && aside.length === 0) only.value = null
  }, { immediate: true })

  return { conversations, shown }
})
