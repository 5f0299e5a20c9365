import { defineStore } from 'pinia'
import { computed, watch } from 'vue'
import { laterOption, mergeLater, parseLater, writeLater } from '../bitrix24/later-option.ts'
import type { Conversation } from '../domain/conversation.ts'
import { privateUserId } from '../domain/dialog-id.ts'
import { asideNow, type LaterChoice, type LaterEntry, untilOf, waitingAtCap, withLastMessages, withLater } from '../domain/later.ts'
import { usualDialogId } from '../domain/private-chats.ts'
import { valueOf } from '../domain/query-state.ts'
import { useKeptValuesStore } from './kept-values.ts'
import { usePreviewsStore } from './previews.ts'
import { usePrivateChatsStore } from './private-chats.ts'
import { useRecentPagesStore } from './recent-pages.ts'
import { useSettingsStore } from './settings.ts'
import { useUnreadStore } from './unread.ts'
import { useNowEvery } from '../composables/use-now-every.ts'

/** How soon after its time a conversation comes back at the latest, in ms. */
const tick = 15_000

/**
 * Conversations a person has put aside, kept in their options on the portal: they hold on every device. Counts are the
 * portal's, aside or not.
 */
export const useLaterStore = defineStore('later', () => {
  const values = useKeptValuesStore()
  const unread = useUnreadStore()
  const previews = usePreviewsStore()
  const recentPages = useRecentPagesStore()
  const privateChats = usePrivateChatsStore()
  const preferences = useSettingsStore()
  const now = useNowEvery(tick)

  /** A private chat may have been put aside before its person was known. */
  const entries = computed(() => parseLater(values.forPerson(laterOption)).map((entry): LaterEntry => (
    { ...entry, dialogId: usualDialogId(entry.dialogId, privateChats.privateChats) }
  )))
  const aside = computed(() => asideNow(entries.value, unread.conversations, previews.previews, now.value.getTime()))
  /** Those of which the last message has to be followed. */
  const followed = computed(() => waitingAtCap(entries.value, unread.conversations))
  /** When each conversation comes back, in ms since the epoch; null: with its next message. */
  const until = computed(() => new Map(entries.value.map(entry => [entry.dialogId, entry.until])))

  const write = (list: readonly LaterEntry[], when: 'now' | 'with-next-poll' = 'now') => (
    values.keep({ [laterOption]: writeLater(list) }, when, mergeLater)
  )

  /** Resolves to whether the portal has kept it; it holds in this frame anyway. */
  function putAside(conversations: readonly Conversation[], choice: LaterChoice, timeZone?: string): Promise<boolean> {
    now.value = new Date()
    const until = untilOf(choice, now.value.getTime(), timeZone)
    // A row may show a part of its conversation, as of a channel its comments.
    const counts = new Map(unread.conversations.map(({ dialogId, count }) => [dialogId, count]))
    const added = conversations.map(({ dialogId, count }): LaterEntry => (
      { dialogId, until, count: counts.get(dialogId) ?? count, messageId: previews.previews.get(dialogId)?.message?.id ?? null }
    ))
    return write(withLater(entries.value, added))
  }

  function bringBack(dialogIds: readonly string[]): Promise<boolean> {
    return write(entries.value.filter(({ dialogId }) => !dialogIds.includes(dialogId)))
  }

  watch(() => previews.pages, () => {
    const told = withLastMessages(entries.value, previews.previews)
    if (told.some(({ messageId }, index) => messageId !== entries.value[index]?.messageId)) void write(told, 'with-next-poll')
  })

  /** People whose entries were kept only because nobody could tell whose the muted chats are. */
  const doubtful = new Set<string>()

  /*
   * With each answer of the portal, what is read, or back, falls out: an entry must not hide what comes after. A chat
   * stays in that is read on screen only so far, or that a list cut short may have left out; and a private chat as long
   * as nobody can tell whose the muted chats are.
   */
  watch(() => unread.messenger, (state) => {
    const counters = valueOf(state)
    if (state.status !== 'ready' || counters === null) return
    if (entries.value.length === 0) return void doubtful.clear()
    const told = new Set(counters.conversations.map(({ dialogId }) => dialogId))
    const listed = new Set([...told].map(dialogId => usualDialogId(dialogId, privateChats.privateChats)))
    const shown = new Set(unread.conversations.map(({ dialogId }) => dialogId))
    // Muted chats are told by their chat ids. Whose they are the list says, of those it shows.
    const hidesPeople = (!recentPages.isReady || !preferences.settings.showsMuted)
      && counters.conversations.some(({ muted, dialogId }) => muted && privateUserId(dialogId) === null && !privateChats.privateChats.has(dialogId))
    const known = new Set([...privateChats.privateChats.values()].map(String))
    const left = entries.value.filter(({ dialogId }) => {
      // Not muted, so it was none of those: it has been read in between.
      if (doubtful.has(dialogId) && told.has(dialogId) && !known.has(dialogId)) return false
      if (aside.value.has(dialogId) || (listed.has(dialogId) ? !shown.has(dialogId) : !counters.listsAll)) return true
      if (!hidesPeople || privateUserId(dialogId) === null) return false
      doubtful.add(dialogId)
      return true
    })
    const kept = new Set(left.map(({ dialogId }) => dialogId))
    for (const dialogId of doubtful) if (listed.has(dialogId) || !kept.has(dialogId)) doubtful.delete(dialogId)
    if (left.length < entries.value.length) void write(left, 'with-next-poll')
  })

  return { aside, until, followed, putAside, bringBack }
})
