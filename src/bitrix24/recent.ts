import * as v from 'valibot'
import type { AttachmentKind } from '../domain/bbcode.ts'
import { parsePreview } from '../domain/message-text.ts'
import { type Author, type LastMessage, type RecentConversation, type RecentPage, recentPageLength } from '../domain/recent.ts'
import { isReader, type ReaderContext, textOptions } from './authors.ts'
import type { Command } from './batch.ts'
import { entityLink, entityOf, kindOf } from './chat.ts'
import { safeUrl } from './links.ts'
import { parseRowsInSlices } from './rows.ts'
import { anything, color, count, date, flag, listOf, objectOf, optional, text } from './wire.ts'

/**
 * Unread conversations with their last messages, BBCode and all. It leaves out task chats and comments (seen in server
 * code), and marks nothing as read. It costs some 0.3 s of operating time.
 *
 * @param offset the next page starts `recentPageLength` further, however many rows a page has
 */
export const recentCommand = (offset = 0): Command => ({
  method: 'im.recent.list',
  params: { UNREAD_ONLY: 'Y', GET_ORIGINAL_TEXT: 'Y', LIMIT: recentPageLength, OFFSET: offset },
})

const pageSchema = v.object({ items: listOf(v.unknown()), hasMore: optional(flag), hasMorePages: optional(flag) })

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

const itemSchema = v.object({
  id: v.pipe(text, v.regex(/^(?:chat)?[1-9]\d*$/)),
  chat_id: optional(count),
  title: optional(text),
  avatar: optional(objectOf({ url: anything, color })),
  message: optional(objectOf(messageSchema.entries)),
  pinned: optional(flag),
  user: anything,
  chat: optional(objectOf({ id: optional(count), type: optional(v.string()), entity_link: entityLink })),
  lines: v.fallback(optional(objectOf({ status: optional(count) })), undefined),
})
type WireItem = v.InferOutput<typeof itemSchema>

const userSchema = v.object({ id: count, name: optional(text) })

/**
 * A page of im.recent.list. A row that cannot be understood is left out and counted.
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
    isUnanswered: isUnanswered(wire.lines),
    entity: entityOf(wire.chat?.entity_link, context.origin),
  }
}

function messageOf({ id, message, user }: WireItem, context: ReaderContext): LastMessage | null {
  if (message?.id === undefined || message.id === 0) return null
  return {
    id: message.id,
    author: authorOf(message.author_id ?? 0, id, user, context),
    text: parsePreview(message.text ?? '', { ...textOptions(context), attachment: attachmentOf(message) }),
    at: message.date,
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

/** New sessions have the status 0, skipped ones 5; 10 is an operator's answer (seen in server code). */
const firstAnswered = 10

function isUnanswered(line: WireItem['lines']): boolean | null {
  return line?.status === undefined ? null : line.status < firstAnswered
}
