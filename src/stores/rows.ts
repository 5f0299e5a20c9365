import { defineStore } from 'pinia'
import { onScopeDispose, shallowRef, watch } from 'vue'
import { frameClock } from '../browser/frame-clock.ts'
import { yieldToMain } from '../browser/yield-to-main.ts'
import { possiblyTwice } from '../domain/private-chats.ts'
import { fairShareParams } from '../polling/fair-share.ts'
import { useChatCardsStore } from './chat-cards.ts'
import { useLaterStore } from './later.ts'
import { useMentionsStore } from './mentions.ts'
import { usePreviewsStore } from './previews.ts'
import { useRecentPagesStore } from './recent-pages.ts'
import { useUnreadStore } from './unread.ts'

/** The rows on screen, and what is asked for them: a page of the list first, then names that it lacks, then messages. */
export const useRowsStore = defineStore('rows', () => {
  const unread = useUnreadStore()
  const chatCards = useChatCardsStore()
  const previews = usePreviewsStore()
  const recentPages = useRecentPagesStore()
  const mentions = useMentionsStore()
  const later = useLaterStore()
  /** Whether all has been asked for once that the first rows on screen have to say: by that they are sorted. */
  const isSettled = shallowRef(false)

  let onScreen: readonly string[] = []
  /** Whether rows wait for the first answer of the day. */
  let isWaiting = false
  let isOver = false
  onScopeDispose(() => { isOver = true })

  /** Reads what these rows have to say. @param dialogIds rows on screen, or near it */
  async function want(dialogIds: readonly string[]): Promise<void> {
    onScreen = dialogIds
    isWaiting = isRush()
    if (isWaiting) return
    await recentPages.readFor(onScreen)
    const refusal = recentPages.refusal()
    if (refusal !== null) {
      chatCards.putOff(onScreen, refusal)
    } else {
      // A private chat that is muted, and marked as well, stands in two of the portal's lists.
      chatCards.want(onScreen, possiblyTwice(unread.counters?.conversations ?? [], dialogId => chatCards.cards.has(dialogId)))
      await mentions.lookFor([...new Set([...onScreen, ...later.followed])])
    }
    isSettled.value = true
  }

  /**
   * Whether the numbers are of another day: everybody opens the app now. In a crowd the first question waits for its
   * turn, and what rows say would not.
   */
  function isRush(): boolean {
    const { messenger } = unread
    const isUnanswered = messenger.status === 'remembered' || (messenger.status === 'stale' && messenger.failure.kind === 'limit')
    return isUnanswered && frameClock.now() - messenger.at >= fairShareParams.rushAfter
  }

  // What is new in the counters is new in the list: nobody looks, nobody asks.
  watch(() => unread.messenger, async (state) => {
    if (!isWaiting && (state.status !== 'ready' || !recentPages.isReady)) return
    // What has come is shown first, and what is being read may be older.
    await yieldToMain()
    await recentPages.idle()
    if (isOver) return
    const listed = new Set(unread.conversations.map(({ dialogId }) => dialogId))
    for (const store of [recentPages, mentions, previews]) store.keepOnly(listed)
    await want(onScreen)
  })

  return { isSettled, want }
})
