import { defineStore } from 'pinia'
import { onScopeDispose, shallowRef, toRaw } from 'vue'
import { frameClock } from '../browser/frame-clock.ts'
import { inSlices } from '../browser/slices.ts'
import { yieldToMain } from '../browser/yield-to-main.ts'
import { believedFor } from '../domain/caps.ts'
import { mayBeUnanswered } from '../domain/conversation.ts'
import { chatDialogId, privateUserId } from '../domain/dialog-id.ts'
import type { Failure } from '../domain/failure.ts'
import { mentionsReader } from '../domain/message-text.ts'
import type { Preview } from '../domain/preview.ts'
import { type LastMessage, type RecentConversation, recentPageLength } from '../domain/recent.ts'
import { afterReport, freshSource, isDue, retried } from '../polling/sources.ts'
import { useChatCardsStore } from './chat-cards.ts'
import { useConnectionStore } from './connection.ts'
import { useManualRefreshStore } from './manual-refresh.ts'
import { usePreviewsStore } from './previews.ts'
import { usePrivateChatsStore } from './private-chats.ts'
import { useUnreadStore } from './unread.ts'

/**
 * The unread conversations as im.recent.list tells them, up to 200 a page: names, last messages, who waits. The first
 * page is read when rows are first shown, and again when the counters have changed, or may have changed unseen at their
 * cap; another one for rows that are on none yet; all as far as the method's operating time allows.
 */
export const useRecentPagesStore = defineStore('recent-pages', () => {
  const connection = useConnectionStore()
  const unread = useUnreadStore()
  const chatCards = useChatCardsStore()
  const privateChats = usePrivateChatsStore()
  const store = usePreviewsStore()
  const { previews } = store
  /** The same, for looks at thousands of them. */
  const rawPreviews: ReadonlyMap<string, Preview> = toRaw(previews)
  /** Whether the first page has been read, or can't be. */
  const isReady = shallowRef(false)

  let source = freshSource
  /** Why the portal refused the last page, where it has too many requests. */
  let limit: Failure | null = null
  let nextOffset = 0
  let hasMore = true
  /** When the first page was asked for last, in ms of the frame's clock. */
  let firstPageAt = -Infinity
  /** One page at a time: whoever wants rows meanwhile waits for it. */
  let reading: Promise<void> | null = null
  /** The rows on screen when a page was read last. The page may have sorted others in their place: only new ones ask for the next. */
  let lastScreen = ''
  /** Conversations that a page has told: others are left out. */
  const told = new Set<string>()
  /** What was unread in each conversation when its preview was read. */
  const readAt = new Map<string, number>()
  let isOver = false
  onScopeDispose(() => { isOver = true })

  /** Reads the page that these rows need, if any. */
  async function readFor(onScreen: readonly string[]): Promise<void> {
    await (reading ??= readDue(onScreen).finally(() => { reading = null }))
  }

  async function readDue(onScreen: readonly string[]): Promise<void> {
    if (!isReady.value || hasChanged()) await readPage(0, onScreen)
    else if (hasMore && onScreen.join() !== lastScreen && onScreen.some(isBeyond)) await readPage(nextOffset, onScreen)
    isReady.value = true
  }

  /** Whether the counters have changed since the first page was read, or what they stand for may have. */
  function hasChanged(): boolean {
    const isOld = frameClock.now() - firstPageAt >= believedFor
    return unread.conversations.some((conversation) => {
      const { dialogId, count, atLeast } = conversation
      const preview = rawPreviews.get(dialogId)
      if (preview === undefined) return readAt.get(dialogId) === undefined && !hasMore
      if (readAt.get(dialogId) !== count) return true
      return isOld && told.has(dialogId) && (atLeast === true || (preview.isUnanswered === true && mayBeUnanswered(conversation)))
    })
  }

  /** Whether a row may be on a page that has not been read yet. */
  const isBeyond = (dialogId: string): boolean => !previews.has(dialogId) && readAt.get(dialogId) === undefined

  async function readPage(offset: number, onScreen: readonly string[]): Promise<void> {
    const now = frameClock.now()
    if (connection.portal === null || !isDue(source, now)) return
    lastScreen = onScreen.join()
    if (offset === 0) firstPageAt = now
    const counts = new Map(unread.conversations.map(({ dialogId, count }) => [dialogId, count]))
    const { outcome, operating } = await connection.portal.recent(offset)
    source = afterReport(source, { failure: outcome.ok ? null : outcome.failure, operating }, frameClock.now(), Math.random)
    limit = !outcome.ok && outcome.failure.kind === 'limit' ? outcome.failure : null
    if (!outcome.ok) {
      // The same rows are worth another try.
      lastScreen = ''
      return
    }
    const { conversations } = outcome.value
    if (offset === nextOffset) {
      nextOffset += recentPageLength
      hasMore = outcome.value.hasMore
    }
    await yieldToMain()
    noteMutedPrivateChats(conversations)
    await yieldToMain()
    await inSlices(conversations, (conversation) => {
      if (isOver) return false
      take(conversation, counts.get(conversation.dialogId) ?? 0)
      chatCards.learn([cardOf(conversation)])
      return true
    })
    await yieldToMain()
    if (isOver) return
    // Some go by their person from now on.
    for (const { dialogId, count } of unread.conversations) if (!counts.has(dialogId)) counts.set(dialogId, count)
    // What is new moves a chat to the first page: of the others known so far, this answer tells nothing new.
    for (const [dialogId, count] of counts) if (!hasMore || rawPreviews.has(dialogId)) readAt.set(dialogId, count)
    await store.show()
  }

  /** The counters list a muted private chat by its chat id, this list by its person. */
  function noteMutedPrivateChats(conversations: readonly RecentConversation[]): void {
    const told = new Map(conversations.flatMap(({ dialogId, chatId }): [string, number][] => {
      const userId = privateUserId(dialogId)
      return userId !== null && chatId !== null ? [[chatDialogId(chatId), userId]] : []
    }))
    const listed = new Set(unread.conversations.filter(({ dialogId }) => told.has(dialogId)).map(({ dialogId }) => dialogId))
    privateChats.note(new Map([...told].filter(([dialogId]) => listed.has(dialogId))))
  }

  /** @param count what is unread now: an earlier mention is still among more messages, but may have been read of fewer */
  function take({ dialogId, message, isPinned, isUnanswered }: RecentConversation, count: number): void {
    told.add(dialogId)
    const known = previews.get(dialogId)
    const isKept = known?.message?.id === message?.id || (known?.isMention === true && count >= (readAt.get(dialogId) ?? 0))
    previews.set(dialogId, { message, isPinned, isUnanswered, isMention: isKept ? known?.isMention ?? mentionIn(message) : mentionIn(message) })
  }

  /** True where the last message mentions the reader; else an earlier unread one still may. */
  function mentionIn(message: LastMessage | null): boolean | null {
    return message !== null && mentionsReader(message.text.mentions, connection.portal?.userId ?? null) ? true : null
  }

  /** Why the portal would refuse any other request as well, which may count; null: it would not. */
  const refusal = (): Failure | null => (isDue(source, frameClock.now()) ? null : limit)

  /** Resolves when no page is on its way: it may be older than what is known by then. */
  const idle = async (): Promise<void> => void await reading

  /** Somebody may be answering an open line: whether it still waits is asked for again with the next counters. */
  function askAgain(dialogId: string): void {
    if (rawPreviews.get(dialogId)?.isUnanswered != null) readAt.delete(dialogId)
  }

  /** What was told of an open line is not so any more. */
  async function forgetLine(dialogId: string): Promise<void> {
    dropLine(dialogId)
    await idle()
    dropLine(dialogId)
  }

  function dropLine(dialogId: string): void {
    askAgain(dialogId)
    const known = rawPreviews.get(dialogId)
    if (known !== undefined && known.isUnanswered !== null) previews.set(dialogId, { ...known, isUnanswered: null })
  }

  /** Forgets what is not listed any more: should it come back, its last message is asked for. What no page tells needs no page. */
  function keepOnly(listed: ReadonlySet<string>): void {
    for (const dialogId of told) {
      if (listed.has(dialogId)) continue
      told.delete(dialogId)
      readAt.delete(dialogId)
    }
  }

  useManualRefreshStore().onRefresh(() => { source = retried(source, frameClock.now()) })

  /** Whether a page has told this conversation. */
  const tells = (dialogId: string): boolean => told.has(dialogId)

  return { isReady, readFor, tells, refusal, idle, askAgain, forgetLine, keepOnly }
})

const cardOf = ({ dialogId, name, kind, avatar, color, entity }: RecentConversation) => ({ dialogId, name, kind, avatar, color, entity })
