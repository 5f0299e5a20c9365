import { defineStore } from 'pinia'
import { onScopeDispose, toRaw } from 'vue'
import type { MessagesRequest } from '../bitrix24/messages.ts'
import { frameClock } from '../browser/frame-clock.ts'
import { inSlices } from '../browser/slices.ts'
import { yieldToMain } from '../browser/yield-to-main.ts'
import { believedFor } from '../domain/caps.ts'
import type { Conversation } from '../domain/conversation.ts'
import { privateUserId } from '../domain/dialog-id.ts'
import type { Message, MessagePage } from '../domain/message.ts'
import { mentionsReader, previewOf } from '../domain/message-text.ts'
import { isOneToOne, type Preview } from '../domain/preview.ts'
import type { LastMessage } from '../domain/recent.ts'
import { afterReport, freshSource, isDue, retried } from '../polling/sources.ts'
import { useConnectionStore } from './connection.ts'
import { useManualRefreshStore } from './manual-refresh.ts'
import { usePreviewsStore } from './previews.ts'
import { useUnreadStore } from './unread.ts'

/** Messages looked through in one chat at most: as many as im.dialog.messages.get tells. */
const mostMessages = 50
/** Chats looked into in one request at most. */
const mostChats = 25

/**
 * Looks through the unread messages of rows on screen: of those that the pages of the list leave out (task chats,
 * comments), and of those in which an earlier message than the last may mention the reader.
 */
export const useMentionsStore = defineStore('mentions', () => {
  const connection = useConnectionStore()
  const unread = useUnreadStore()
  const store = usePreviewsStore()
  const { previews } = store
  const rawPreviews: ReadonlyMap<string, Preview> = toRaw(previews)

  let source = freshSource
  /** One look at a time, at whatever is on screen by then. */
  let looking: Promise<void> | null = null
  let onScreen: readonly string[] = []
  /** What was unread in each chat, and its last message, when it was looked through, in ms of the frame's clock. */
  const looks = new Map<string, { readonly count: number, readonly last: number | undefined, readonly at: number }>()
  /** Chats that no page of the list tells. */
  const leftOut = new Set<string>()
  let isOver = false
  onScopeDispose(() => { isOver = true })

  /** Resolves once nothing is left to look for in these rows, or the portal has refused. */
  async function lookFor(rows: readonly string[]): Promise<void> {
    onScreen = rows
    await (looking ??= look().finally(() => { looking = null }))
  }

  async function look(): Promise<void> {
    if (connection.portal === null || !isDue(source, frameClock.now())) return
    const conversations = conversationsOnScreen()
    const asked = onScreen.flatMap(dialogId => requestOf(conversations.get(dialogId))).slice(0, mostChats)
    if (asked.length === 0) return
    const at = frameClock.now()
    for (const { dialogId } of asked) {
      looks.set(dialogId, { count: conversations.get(dialogId)?.count ?? 0, last: rawPreviews.get(dialogId)?.message?.id, at })
    }
    const answer = await connection.portal.messages(asked)
    source = afterReport(source, { failure: answer.ok ? null : answer.failure, operating: null }, frameClock.now(), Math.random)
    if (!answer.ok) {
      for (const { dialogId } of asked) looks.delete(dialogId)
      return
    }
    await yieldToMain()
    await inSlices(answer.value, ([dialogId, page]) => {
      if (page.ok) take(dialogId, page.value, conversations.get(dialogId)?.count ?? 0)
    })
    await yieldToMain()
    if (isOver) return
    await store.show()
    await look()
  }

  function conversationsOnScreen(): ReadonlyMap<string, Conversation> {
    const seen = new Set(onScreen)
    return new Map(unread.conversations.filter(({ dialogId }) => seen.has(dialogId)).map(one => [one.dialogId, one]))
  }

  /** What to ask for, if anything: a row without a preview, or one in which a mention may hide. */
  function requestOf(conversation: Conversation | undefined): readonly MessagesRequest[] {
    if (conversation === undefined || isLookedThrough(conversation)) return []
    const { dialogId, count, kind } = conversation
    const preview = previews.get(dialogId)
    const isAlone = isOneToOne(kind) || privateUserId(dialogId) !== null
    if (preview !== undefined && !leftOut.has(dialogId) && (isAlone || count <= 1 || preview.isMention === true)) return []
    return [{ dialogId, limit: isAlone ? 1 : Math.max(1, Math.min(count, mostMessages)) }]
  }

  /** Whether nothing has come since: a count at its cap does not tell. */
  function isLookedThrough({ dialogId, count, atLeast }: Conversation): boolean {
    const last = looks.get(dialogId)
    if (last?.count !== count) return false
    if (atLeast !== true) return true
    return leftOut.has(dialogId) ? frameClock.now() - last.at < believedFor : last.last === rawPreviews.get(dialogId)?.message?.id
  }

  function take(dialogId: string, { messages }: MessagePage, count: number): void {
    const known = previews.get(dialogId)
    const newest = messages[0]
    const look = looks.get(dialogId)
    if (look !== undefined && newest !== undefined) looks.set(dialogId, { ...look, last: newest.id })
    const reader = connection.portal?.userId ?? null
    const isMention = messages.some((message, index) => (message.isUnread ?? index < count) && mentionsReader(message.text.mentions, reader))
    if (known === undefined) leftOut.add(dialogId)
    previews.set(dialogId, {
      message: newest === undefined || (known?.message != null && known.message.id >= newest.id) ? known?.message ?? null : lastMessageOf(newest),
      isPinned: known?.isPinned ?? false,
      isUnanswered: known?.isUnanswered ?? null,
      isMention,
    })
  }

  /** Forgets what is not listed any more. */
  function keepOnly(listed: ReadonlySet<string>): void {
    for (const dialogId of looks.keys()) if (!listed.has(dialogId)) looks.delete(dialogId)
  }

  useManualRefreshStore().onRefresh(() => { source = retried(source, frameClock.now()) })

  return { lookFor, keepOnly }
})

const lastMessageOf = ({ id, author, text, at, files }: Message): LastMessage => ({
  id, author, at, text: previewOf({ ...text, attachment: files[0]?.kind ?? text.attachment, isDeleted: text.isDeleted && files.length === 0 }),
})
