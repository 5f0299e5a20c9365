import { defineStore } from 'pinia'
import { onScopeDispose, shallowReactive, shallowRef, toRaw, watch } from 'vue'
import type { MessagesRequest } from '../bitrix24/messages.ts'
import { frameClock } from '../browser/frame-clock.ts'
import { inSlices } from '../browser/slices.ts'
import { yieldToMain } from '../browser/yield-to-main.ts'
import { believedFor } from '../domain/caps.ts'
import { type Conversation, mayBeUnanswered } from '../domain/conversation.ts'
import { chatDialogId, privateUserId } from '../domain/dialog-id.ts'
import type { Failure } from '../domain/failure.ts'
import type { Message, MessagePage } from '../domain/message.ts'
import { mentionsReader, previewOf } from '../domain/message-text.ts'
import { isOneToOne, type Preview } from '../domain/preview.ts'
import { type LastMessage, type RecentConversation, recentPageLength } from '../domain/recent.ts'
import { fairShareParams } from '../polling/fair-share.ts'
import { afterReport, freshSource, isDue, retried } from '../polling/sources.ts'
import { useChatCardsStore } from './chat-cards.ts'
import { useConnectionStore } from './connection.ts'
import { useManualRefreshStore } from './manual-refresh.ts'
import { usePrivateChatsStore } from './private-chats.ts'
import { useUnreadStore } from './unread.ts'

/** Messages looked through for mentions in one chat at most: as many as im.dialog.messages.get tells. */
const mostMessages = 50
/** Chats looked into in one request at most. */
const mostChats = 25

/**
 * What the rows of the list say: the last message of each conversation, and whether it is meant for the reader.
 *
 * One request tells it of up to 200 conversations. It goes out when the list is first shown, and again when the
 * counters have changed, or may have changed unseen at their cap, as far as the method's operating time allows. What it leaves out (task chats, comments) and
 * earlier unread messages are read for rows on screen. Texts stay in memory.
 */
export const usePreviewsStore = defineStore('previews', () => {
  const connection = useConnectionStore()
  const unread = useUnreadStore()
  const chatCards = useChatCardsStore()
  const privateChats = usePrivateChatsStore()
  const previews = shallowReactive(new Map<string, Preview>())
  /** The same, for looks at thousands of them. */
  const rawPreviews: ReadonlyMap<string, Preview> = toRaw(previews)
  /** Goes up with each page that has been read: rows may be sorted anew. */
  const pages = shallowRef(0)
  /** Goes up a moment later, for what is added up over all rows: both at once would be a lot. */
  const sums = shallowRef(0)
  /** Whether the first page has been read, or can't be. */
  const isReady = shallowRef(false)
  /** Whether all has been asked for once that the first rows on screen have to say: by that they are sorted. */
  const isSettled = shallowRef(false)

  let source = freshSource
  /** Why the portal refused the last page, where it has too many requests: any other would be refused as well, and may count. */
  let limit: Failure | null = null
  let messagesSource = freshSource
  /** Whether rows wait for the first answer of the day. */
  let isWaiting = false
  let nextOffset = 0
  let hasMore = true
  /** When the first page was asked for last, in ms of the frame's clock. */
  let firstPageAt = -Infinity
  /** One page at a time: whoever wants rows meanwhile waits for it. */
  let reading: Promise<void> | null = null
  /** The rows on screen when a page was read last. The page may have sorted others in their place: only new ones ask for the next. */
  let lastScreen = ''
  /** One look through messages at a time, of whatever is on screen by then. */
  let looking: Promise<void> | null = null
  /** What was unread in each conversation when its preview was read. */
  const readAt = new Map<string, number>()
  /** What was unread in it, and its last message, when its messages were looked through, in ms of the frame's clock. */
  const lookedThrough = new Map<string, { readonly count: number, readonly last: number | undefined, readonly at: number }>()
  /** Chats that im.recent.list leaves out. */
  const leftOut = new Set<string>()
  let isOver = false
  onScopeDispose(() => { isOver = true })
  let onScreen: readonly string[] = []
  let peopleToLookUp: () => readonly number[] = () => []

  function conversationsOnScreen(): ReadonlyMap<string, Conversation> {
    const seen = new Set(onScreen)
    return new Map(unread.conversations.filter(({ dialogId }) => seen.has(dialogId)).map(one => [one.dialogId, one]))
  }

  /** Whether the counters have changed since the first page was read, or what they stand for may have. */
  function hasChanged(): boolean {
    const isOld = frameClock.now() - firstPageAt >= believedFor
    return unread.conversations.some((conversation) => {
      const { dialogId, count, atLeast } = conversation
      const preview = rawPreviews.get(dialogId)
      if (preview === undefined) return readAt.get(dialogId) === undefined && !hasMore
      if (readAt.get(dialogId) !== count) return true
      return isOld && (atLeast === true || (preview.isUnanswered === true && mayBeUnanswered(conversation)))
    })
  }

  /**
   * Reads what these rows have to say.
   * @param dialogIds rows on screen, or near it
   * @param people tells user ids whose private chats may be listed a second time, by their own ids
   */
  async function want(dialogIds: readonly string[], people: () => readonly number[] = () => []): Promise<void> {
    onScreen = dialogIds
    peopleToLookUp = people
    isWaiting = isRush()
    if (isWaiting) return
    await (reading ??= readPages().finally(() => { reading = null }))
    if (limit !== null && !isDue(source, frameClock.now())) {
      chatCards.putOff(onScreen, limit)
    } else {
      chatCards.want(onScreen, peopleToLookUp())
      await (looking ??= lookThrough().finally(() => { looking = null }))
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

  async function readPages(): Promise<void> {
    if (!isReady.value || hasChanged()) await readPage(0)
    else if (hasMore && onScreen.join() !== lastScreen && onScreen.some(isBeyond)) await readPage(nextOffset)
    isReady.value = true
  }

  /** Whether a row may be on a page that has not been read yet. */
  const isBeyond = (dialogId: string): boolean => !previews.has(dialogId) && readAt.get(dialogId) === undefined

  async function readPage(offset: number): Promise<void> {
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
    await show()
  }

  async function show(): Promise<void> {
    pages.value += 1
    await yieldToMain()
    sums.value += 1
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
    const known = previews.get(dialogId)
    const isKept = known?.message?.id === message?.id || (known?.isMention === true && count >= (readAt.get(dialogId) ?? 0))
    previews.set(dialogId, { message, isPinned, isUnanswered, isMention: isKept ? known?.isMention ?? mentionIn(message) : mentionIn(message) })
  }

  /** True where the last message mentions the reader; else an earlier unread one still may. */
  function mentionIn(message: LastMessage | null): boolean | null {
    return message !== null && mentionsReader(message.text.mentions, userId()) ? true : null
  }
  const userId = (): number | null => connection.portal?.userId ?? null

  /** Whether nothing has come since: a count at its cap does not tell. */
  function isLookedThrough({ dialogId, count, atLeast }: Conversation): boolean {
    const looked = lookedThrough.get(dialogId)
    if (looked?.count !== count) return false
    if (atLeast !== true) return true
    return leftOut.has(dialogId) ? frameClock.now() - looked.at < believedFor : looked.last === rawPreviews.get(dialogId)?.message?.id
  }

  /** Reads unread messages of rows on screen: those without a preview, and those in which a mention may hide. */
  async function lookThrough(): Promise<void> {
    if (connection.portal === null || !isDue(messagesSource, frameClock.now())) return
    const conversations = conversationsOnScreen()
    const asked = onScreen.flatMap((dialogId): (MessagesRequest & { count: number })[] => {
      const conversation = conversations.get(dialogId)
      if (conversation === undefined || isLookedThrough(conversation)) return []
      const preview = previews.get(dialogId)
      const { count, kind } = conversation
      const isAlone = isOneToOne(kind) || privateUserId(dialogId) !== null
      if (preview !== undefined && !leftOut.has(dialogId) && (isAlone || count <= 1 || preview.isMention === true)) return []
      return [{ dialogId, limit: isAlone ? 1 : Math.max(1, Math.min(count, mostMessages)), count }]
    }).slice(0, mostChats)
    if (asked.length === 0) return
    const at = frameClock.now()
    for (const { dialogId, count } of asked) lookedThrough.set(dialogId, { count, last: rawPreviews.get(dialogId)?.message?.id, at })
    const answer = await connection.portal.messages(asked.map(({ dialogId, limit }) => ({ dialogId, limit: limit ?? 1 })))
    const report = { failure: answer.ok ? null : answer.failure, operating: null }
    messagesSource = afterReport(messagesSource, report, frameClock.now(), Math.random)
    if (!answer.ok) {
      for (const { dialogId } of asked) lookedThrough.delete(dialogId)
      return
    }
    await yieldToMain()
    await inSlices(answer.value, ([dialogId, page]) => {
      if (page.ok) takeMessages(dialogId, page.value, conversations.get(dialogId)?.count ?? 0)
    })
    await yieldToMain()
    if (isOver) return
    await show()
    await lookThrough()
  }

  function takeMessages(dialogId: string, { messages }: MessagePage, count: number): void {
    const known = previews.get(dialogId)
    const last = messages[0]
    const looked = lookedThrough.get(dialogId)
    if (looked !== undefined && last !== undefined) lookedThrough.set(dialogId, { ...looked, last: last.id })
    const isMention = messages.some((message, index) => (
      (message.isUnread ?? index < count) && mentionsReader(message.text.mentions, userId())
    ))
    if (known === undefined) leftOut.add(dialogId)
    previews.set(dialogId, {
      message: last === undefined || (known?.message != null && known.message.id >= last.id) ? known?.message ?? null : lastMessageOf(last),
      isPinned: known?.isPinned ?? false,
      isUnanswered: known?.isUnanswered ?? null,
      isMention,
    })
  }

  /** Somebody may be answering an open line: whether it still waits is asked for again with the next counters. */
  function askAgain(dialogId: string): void {
    if (rawPreviews.get(dialogId)?.isUnanswered != null) readAt.delete(dialogId)
  }

  /** What was told of an open line is not so any more. */
  async function forgetLine(dialogId: string): Promise<void> {
    dropLine(dialogId)
    // A page that is on its way may be older.
    await reading
    dropLine(dialogId)
  }

  function dropLine(dialogId: string): void {
    askAgain(dialogId)
    const known = rawPreviews.get(dialogId)
    if (known !== undefined && known.isUnanswered !== null) previews.set(dialogId, { ...known, isUnanswered: null })
  }

  // What is new in the counters is new in the list: nobody looks, nobody asks.
  watch(() => unread.messenger, async (state) => {
    if (!isWaiting && (state.status !== 'ready' || !isReady.value)) return
    // What has come is shown first, and what is being read may be older.
    await yieldToMain()
    await reading
    if (isOver) return
    forgetGone()
    await want(onScreen, peopleToLookUp)
  })

  useManualRefreshStore().onRefresh(() => {
    source = retried(source, frameClock.now())
    messagesSource = retried(messagesSource, frameClock.now())
  })

  function forgetGone(): void {
    const listed = new Set(unread.conversations.map(({ dialogId }) => dialogId))
    for (const dialogId of [...rawPreviews.keys()]) {
      if (listed.has(dialogId)) continue
      previews.delete(dialogId)
      readAt.delete(dialogId)
      lookedThrough.delete(dialogId)
    }
  }

  return { previews, pages, sums, isReady, isSettled, want, askAgain, forgetLine }
})

const cardOf = ({ dialogId, name, kind, avatar, color, entity }: RecentConversation) => ({ dialogId, name, kind, avatar, color, entity })

const lastMessageOf = ({ id, author, text, at, files }: Message): LastMessage => ({
  id, author, at, text: previewOf({ ...text, attachment: files[0]?.kind ?? text.attachment, isDeleted: text.isDeleted && files.length === 0 }),
})
