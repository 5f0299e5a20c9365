import { defineStore, storeToRefs } from 'pinia'
import { computed, shallowRef, toRaw, watch } from 'vue'
import { yieldToMain } from '../browser/yield-to-main.ts'
import type { Conversation } from '../domain/conversation.ts'
import { compareBy, merge, mergeOrder, messagesForMe, messagesIn, narrow, type Places, placesOf } from '../domain/conversation-list.ts'
import type { Amount } from '../domain/counters.ts'
import { type PrivateChats, usualDialogId } from '../domain/private-chats.ts'
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
  const placed = new Set<string>()

  /** Where they stand, by the dialog ids that are usual with what is known of people; null: to be found out anew. */
  let places: { readonly of: Places, readonly people: PrivateChats } | null = null

  /** Whose private chats were known when the rows were arranged last. */
  let arrangedFor = people.privateChats

  function knownPlaces(): Places {
    const { privateChats } = people
    if (places?.people !== privateChats) {
      places = { of: placesOf(conversations.value.map(({ dialogId }) => usualDialogId(dialogId, privateChats))), people: privateChats }
    }
    return places.of
  }

  /** @param isAnew whether all rows are sorted, and not only those that come in */
  function arrange(isAnew: boolean): void {
    arrangedFor = people.privateChats
    const before: Places = isAnew ? new Map() : knownPlaces()
    conversations.value = mergeOrder(unread.conversations, before, compareBy(preferences.settings.sort, previews))
    let isSame = conversations.value.length === before.size
    for (const [place, { dialogId }] of conversations.value.entries()) {
      const placeBefore = before.get(dialogId)
      isSame &&= placeBefore === place
      if (placeBefore !== undefined) continue
      if (previews.has(dialogId)) placed.add(dialogId)
      else placed.delete(dialogId)
    }
    if (!isSame) places = null
  }

  /** Of those without a place by their time, the ones with a preview now are given one. */
  function placeTold(): void {
    const fresh: Conversation[] = []
    const staying: Conversation[] = []
    for (const one of conversations.value) {
      (previews.has(one.dialogId) && !placed.has(one.dialogId) ? fresh : staying).push(one)
    }
    if (fresh.length === 0) return
    const compare = compareBy(preferences.settings.sort, previews)
    conversations.value = merge(staying, fresh.sort(compare), compare)
    places = null
    for (const { dialogId } of fresh) placed.add(dialogId)
  }

  watch(() => unread.conversations, () => {
    // All counters are read anew for the sake of a few names: the rows follow once that is done.
    if (arrangedFor !== people.privateChats) void yieldToMain().then(() => arrange(false))
    else arrange(false)
  }, { immediate: true, flush: 'sync' })
  watch(() => previewsStore.pages, placeTold, { flush: 'sync' })
  watch([() => unread.sorting, () => preferences.settings.sort], () => arrange(true), { flush: 'sync' })

  const shown = computed(() => {
    // Who is meant stands in the previews.
    if (only.value === 'for-me') void previewsStore.pages
    return narrow(conversations.value, { only: only.value, found: search.fits }, previews, later.aside)
  })
  /** The navigation is drawn anew only where a number has changed. */
  function tell(part: 'forMe' | 'later', { count, atLeast }: Amount): void {
    const known = filter[part]
    if (count !== known.count || atLeast !== known.atLeast) filter[part] = { count, atLeast }
  }

  watch([() => unread.conversations, () => previewsStore.sums], () => {
    tell('forMe', messagesForMe(unread.conversations, previews))
  }, { immediate: true })

  watch([() => unread.conversations, () => later.aside], ([all, aside]) => {
    const put = aside.size === 0 ? [] : all.filter(({ dialogId }) => aside.has(dialogId))
    tell('later', messagesIn(put))
    // Nothing is put aside any more: all is shown.
    if (only.value === 'later' && put.length === 0) only.value = null
  }, { immediate: true })

  return { conversations, shown }
})
