import { defineStore } from 'pinia'
import { onScopeDispose, toRaw } from 'vue'
import type { MessagesRequest } from '../bitrix24/messages.ts'
import { frameClock } from '../browser/frame-clock.ts'
import { inSlices } from '../browser/slices.ts'
import { yieldToMain } from '../browser/yield-to-main.ts'
import { believedFor } from '../domain/caps.ts'
import type { Conversation } from '../domain/conversation.ts'
import { privateUserId } from '../domain/dialog-id.ts'
import { err, type Failure, isPassing } from '../domain/failure.ts'
import { type Look, withLook } from '../domain/look.ts'
import type { Message, MessagePage } from '../domain/message.ts'
import { previewOf } from '../domain/message-text.ts'
import { isOneToOne, type Preview } from '../domain/preview.ts'
import type { LastMessage } from '../domain/recent.ts'
import { afterReport, freshSource, isDue, retried } from '../polling/sources.ts'
import { useConnectionStore } from './connection.ts'
import { useManualRefreshStore } from './manual-refresh.ts'
import { usePreviewsStore } from './previews.ts'
import { useRecentPagesStore } from './recent-pages.ts'
import { useUnreadStore } from './unread.ts'

/** Messages looked through in one chat at once: as many as im.dialog.messages.get tells. */
const mostMessages = 50
/** Chats looked into in one request at most. */
const mostChats = 25

const notSeen: Look = { isMention: null, seen: 0, before: null }

/** What was found in a chat, and when. */
interface ChatLook extends Look {
  readonly count: number
  /** Its last message then. */
  readonly last?: number | undefined
  /** Why it could not be read, if so. */
  readonly failure?: Failure
  /** In ms of the frame's clock. */
  readonly at: number
}

/**
 * Looks through the unread messages of rows on screen: of those that the pages of the list leave out (task chats,
 * comments), and of those in which an earlier message than the last may mention the reader.
 */
export const useMentionsStore = defineStore('mentions', () => {
  const connection = useConnectionStore()
  const unread = useUnreadStore()
  const recentPages = useRecentPagesStore()
  const store = usePreviewsStore()
  const { previews } = store
  const rawPreviews: ReadonlyMap<string, Preview> = toRaw(previews)

  let source = freshSource
  /** One look at a time, at whatever is on screen by then. */
  let looking: Promise<void> | null = null
  let onScreen: readonly string[] = []
  const looks = new Map<string, ChatLook>()
  let isOver = false
  onScopeDispose(() => { isOver = true })

  /** Resolves once nothing is left to look for in these rows, or the portal has refused. */
  async function lookFor(rows: readonly string[]): Promise<void> {
    onScreen = rows
    await (looking ??= look().finally(() => { looking = null }))
  }

  async function look(): Promise<void> {
    if (connection.portal === null || !isDue(source, frameClock.now())) return
    const seen = new Set(onScreen)
    const conversations = new Map(unread.conversations.filter(({ dialogId }) => seen.has(dialogId)).map(one => [one.dialogId, one]))
    const asked = onScreen.flatMap(dialogId => requestOf(conversations.get(dialogId))).slice(0, mostChats)
    if (asked.length === 0) return
    const at = frameClock.now()
    const answer = await connection.portal.messages(asked)
    await yieldToMain()
    let failure = answer.ok ? null : answer.failure
    await inSlices(asked, (request) => {
      const conversation = conversations.get(request.dialogId)
      if (!answer.ok || conversation === undefined) return
      const page = answer.value.get(request.dialogId) ?? err({ kind: 'malformed', code: 'MALFORMED_ANSWER' })
      if (page.ok) take(conversation, page.value, request, at)
      else if (page.failure.kind === 'operating') failure = page.failure
      else looks.set(request.dialogId, { ...notSeen, count: conversation.count, at, failure: page.failure })
    })
    source = afterReport(source, { failure, operating: null }, frameClock.now(), Math.random)
    await yieldToMain()
    if (isOver || !answer.ok) return
    await store.show()
    await look()
  }

  /** What to ask for, if anything: a row without a preview, or one in which a mention may hide. */
  function requestOf(conversation: Conversation | undefined): readonly MessagesRequest[] {
    if (conversation === undefined) return []
    const { dialogId, count, kind } = conversation
    const preview = previews.get(dialogId)
    const isAlone = isOneToOne(kind) || privateUserId(dialogId) !== null
    if (isLookedThrough(conversation)) {
      const before = looks.get(dialogId)?.before ?? null
      return before === null || isAlone ? [] : [{ dialogId, limit: mostMessages, before }]
    }
    if (preview !== undefined && recentPages.tells(dialogId) && (isAlone || count <= 1 || preview.isMention === true)) return []
    return [{ dialogId, limit: isAlone ? 1 : Math.max(1, Math.min(count, mostMessages)) }]
  }

  /** Whether nothing has come since: a count at its cap does not tell. Nor does a fault that passes. */
  function isLookedThrough({ dialogId, count, atLeast }: Conversation): boolean {
    const look = looks.get(dialogId)
    if (look?.count !== count) return false
    const isNew = frameClock.now() - look.at < believedFor
    if (look.failure !== undefined) return isNew || !isPassing(look.failure)
    if (atLeast !== true) return true
    return recentPages.tells(dialogId) ? look.last === rawPreviews.get(dialogId)?.message?.id : isNew
  }

  function take(conversation: Conversation, page: MessagePage, { limit = mostMessages, before }: MessagesRequest, at: number): void {
    const { dialogId, count } = conversation
    const known = previews.get(dialogId)
    const look = looks.get(dialogId)
    const after = withLook(before === undefined ? undefined : look, page, conversation, limit, connection.portal?.userId ?? null)
    const newest = before === undefined ? page.messages[0] : undefined
    looks.set(dialogId, { ...after, count, last: newest?.id ?? look?.last ?? known?.message?.id, at })
    previews.set(dialogId, {
      message: newest === undefined || (known?.message != null && known.message.id >= newest.id) ? known?.message ?? null : lastMessageOf(newest),
      isPinned: known?.isPinned ?? false,
      isUnanswered: known?.isUnanswered ?? null,
      isMention: after.isMention,
    })
  }

  /** Forgets what is not listed any more. */
  function keepOnly(listed: ReadonlySet<string>): void {
    for (const dialogId of looks.keys()) if (!listed.has(dialogId)) looks.delete(dialogId)
  }

  useManualRefreshStore().onRefresh(() => {
    source = retried(source, frameClock.now())
    for (const [dialogId, { failure }] of looks) if (failure !== undefined) looks.delete(dialogId)
  })

  return { lookFor, keepOnly }
})

const lastMessageOf = ({ id, author, text, at, files }: Message): LastMessage => ({
  id, author, at, text: previewOf({ ...text, attachment: files[0]?.kind ?? text.attachment, isDeleted: text.isDeleted && files.length === 0 }),
})
