import * as v from 'valibot'
import { isCapped } from '../domain/caps.ts'
import type { AttachmentKind } from '../domain/bbcode.ts'
import { parsePreview } from '../domain/message-text.ts'
import { type Author, type LastMessage, type LineStatus, type RecentConversation, type RecentPage, recentPageLength } from '../domain/recent.ts'
import { isReader, type ReaderContext, textOptions } from './authors.ts'
import type { Command } from './batch.ts'
import { entityLink, entityOf, kindOf } from './chat.ts'
import { safeUrl } from './links.ts'
import { parseRowsInSlices } from './rows.ts'
import { anything, color, count, date, flag, listOf, objectOf, optional, text } from './wire.ts'

export interface RecentRequest {
  /** The next page starts `recentPageLength` further, however many rows a page has. @default 0 */
  readonly offset?: number
  /** @default true */
  readonly unreadOnly?: boolean
}

/**
 * Recent conversations with their last messages, BBCode and all. It leaves out task chats and comments (seen in server
 * code), and marks nothing as read. It costs some 0.3 s of operating time.
 */
export const recentCommand = ({ offset = 0, unreadOnly = true }: RecentRequest = {}): Command => ({
  method: 'im.recent.list',
  params: { ...(unreadOnly && { UNREAD_ONLY: 'Y' }), GET_ORIGINAL_TEXT: 'Y', LIMIT: recentPageLength, OFFSET: offset },
})

/** Recent chats, among them those of tasks, which im.recent.list leaves out. All in one answer; texts without BBCode. */
export const recentChatsCommand = (): Command => ({ method: 'im.recent.get', params: { SKIP_OPENLINES: 'Y', SKIP_DIALOG: 'Y' } })

/** im.recent.list answers with a page, im.recent.get with a bare list. */
const pageSchema = v.union([
  v.object({ items: listOf(v.unknown()), hasMore: optional(flag), hasMorePages: optional(flag) }),
  v.pipe(v.array(v.unknown()), v.transform(items => ({ items, hasMore: false, hasMorePages: false }))),
])

/** Whatever stands there but "nothing" means that something came along. */
const presence = v.pipe(anything, v.transform(value => !(
  value === null || value === false || value === 0 || value === '' || value === '0' || value === 'N'
  || (Array.isArray(value) && value.length === 0)
)))

const messageSchema = v.object({
  id: optional(count),
  text: optional(text),
  author_id: optional(count),
  date,
  file: anything,
  attach: presence,
  sticker: presence,
})

/** Either a list of ids, or a map from ids to whether they have muted the chat. */
const muteListSchema = v.union([
  v.pipe(v.array(count), v.transform((ids): ReadonlySet<number> => new Set(ids))),
  v.pipe(v.record(v.pipe(v.string(), v.regex(/^\d+$/)), flag), v.transform((map): ReadonlySet<number> => (
    new Set(Object.entries(map).filter(([, mutes]) => mutes).map(([id]) => Number(id)))
  ))),
])

const itemSchema = v.object({
  id: v.pipe(text, v.regex(/^(?:chat)?[1-9]\d*$/)),
  chat_id: optional(count),
  title: optional(text),
  avatar: optional(objectOf({ url: anything, color })),
  message: optional(objectOf(messageSchema.entries)),
  /** im.recent.get dates the row, not its message. */
  date,
  counter: optional(count),
  last_id: optional(count),
  pinned: optional(flag),
  unread: optional(flag),
  user: anything,
  chat: optional(objectOf({ id: optional(count), type: optional(v.string()), mute_list: v.fallback(optional(muteListSchema), undefined), entity_link: v.fallback(entityLink, undefined) })),
  lines: v.fallback(optional(objectOf({ id: count, status: optional(count), date_create: date })), undefined),
})
type WireItem = v.InferOutput<typeof itemSchema>

const userSchema = v.object({ id: count, name: optional(text) })

/**
 * A page of im.recent.list, or the answer of im.recent.get. A row that cannot be understood is left out and counted.
 * Rejects with a ValiError when the answer is none.
 */
export async function parseRecent(answer: unknown, context: ReaderContext): Promise<RecentPage> {
  const { items, hasMore, hasMorePages } = v.parse(pageSchema, answer)
  const { rows, dropped } = await parseRowsInSlices(items, item => conversationOf(v.parse(itemSchema, item), context))
  return { conversations: rows, dropped, hasMore: hasMore ?? hasMorePages ?? items.length >= recentPageLength }
}

function conversationOf(wire: WireItem, context: ReaderContext): RecentConversation {
  const isPrivate = !wire.id.startsWith('chat')
  return {
    dialogId: wire.id,
    chatId: wire.chat_id ?? wire.chat?.id ?? (isPrivate ? null : Number(wire.id.slice(4))),
    kind: isPrivate ? 'dialog' : kindOf(wire.chat?.type),
    name: wire.title ?? '',
    avatar: safeUrl(wire.avatar?.url, context.origin),
    color: wire.avatar?.color ?? null,
    message: messageOf(wire, context),
    isPinned: wire.pinned ?? false,
    isMarked: wire.unread ?? false,
    isMuted: isMuted(wire.chat?.mute_list, context.userId),
    count: wire.counter ?? null,
    ...(wire.counter !== undefined && isCapped(wire.counter) && { atLeast: true }),
    lastReadId: wire.last_id ?? null,
    line: lineOf(wire.lines),
    entity: entityOf(wire.chat?.entity_link, context.origin),
  }
}

function messageOf({ id, message, date: rowDate, user }: WireItem, context: ReaderContext): LastMessage | null {
  if (message?.id === undefined || message.id === 0) return null
  return {
    id: message.id,
    author: authorOf(message.author_id ?? 0, id, user, context),
    text: parsePreview(message.text ?? '', { ...textOptions(context), attachment: attachmentOf(message) }),
    at: message.date ?? rowDate,
  }
}

/**
 * `user` of a private chat is the other person, whoever wrote; `user` of a group chat is the last message's author. So in a
 * private chat, whoever is not the other person is the reader.
 */
function authorOf(authorId: number, dialogId: string, wire: unknown, context: ReaderContext): Author | null {
  if (authorId === 0) return null
  const parsed = v.safeParse(userSchema, wire)
  const name = parsed.success && parsed.output.id === authorId ? parsed.output.name ?? '' : ''
  const told = isReader(authorId, context)
  return { id: authorId, name, isReader: told ?? (/^\d+$/.test(dialogId) && dialogId !== String(authorId) ? true : null) }
}

const fileSchema = v.object({ type: v.picklist(['image', 'video', 'audio']) })

/** `file` is a flag, or says what the file is. */
function attachmentOf({ file, attach, sticker }: v.InferOutput<typeof messageSchema>): AttachmentKind | null {
  if (sticker) return 'sticker'
  const described = v.safeParse(fileSchema, file)
  if (described.success) return described.output.type
  if (v.parse(presence, file)) return 'file'
  return attach ? 'attachment' : null
}

/** Some portals list everybody who has muted the chat, others only the reader. */
function isMuted(muters: ReadonlySet<number> | undefined, userId: number | null): boolean | null {
  if (muters === undefined) return null
  if (muters.size === 0) return false
  return userId === null ? null : muters.has(userId)
}

/** New sessions have the status 0, skipped ones 5; 10 is an operator's answer (seen in server code). */
const firstAnswered = 10

function lineOf(wire: WireItem['lines']): LineStatus | null {
  if (wire == null) return null
  const { id, status, date_create: createdAt } = wire
  return { id, status: status ?? null, isUnanswered: status === undefined ? null : status < firstAnswered, createdAt }
}
