import * as v from 'valibot'
import type { Message, MessageFile, MessagePage } from '../domain/message.ts'
import type { AttachmentKind } from '../domain/bbcode.ts'
import { parseMessageText } from '../domain/message-text.ts'
import { authorsIn, isReader, type ReaderContext, textOptions } from './authors.ts'
import type { Command } from './batch.ts'
import { portalUrl } from './links.ts'
import { parseRows } from './rows.ts'
import { anything, count, date, flag, listOf, objectOf, optional, text } from './wire.ts'

export interface MessagesRequest {
  readonly dialogId: string
  /** At most 50; where more are unread the portal tells more (documented). @default 20 */
  readonly limit?: number
  /** Only messages older than this one. */
  readonly before?: number
  /** Only messages newer than this one; 0: from the first one on. */
  readonly after?: number
}

/** Messages of a chat, the newest ones where nothing else is said. Marks nothing as read. */
export const messagesCommand = ({ dialogId, limit = 20, before, after }: MessagesRequest): Command => ({
  method: 'im.dialog.messages.get',
  params: {
    DIALOG_ID: dialogId,
    LIMIT: limit,
    ...(before !== undefined && { LAST_ID: before }),
    ...(after !== undefined && { FIRST_ID: after }),
  },
})

/** Writes to a chat, which marks the chat as read up to the message, and clears its mark (seen in server code). */
export const sendMessageCommand = (dialogId: string, message: string, replyToId?: number): Command => ({
  method: 'im.message.add',
  params: { DIALOG_ID: dialogId, MESSAGE: message, ...(replyToId !== undefined && { REPLY_ID: replyToId }) },
})

/** Sets or takes away the reader's like. One that is set already is refused with WITHOUT_CHANGES. */
export const likeCommand = (messageId: number, likes: boolean): Command => (
  { method: 'im.message.like', params: { MESSAGE_ID: messageId, ACTION: likes ? 'plus' : 'minus' } }
)

/** Makes a chat unread from this message on (documented). */
export const unreadFromCommand = (dialogId: string, messageId: number): Command => (
  { method: 'im.dialog.unread', params: { DIALOG_ID: dialogId, MESSAGE_ID: messageId } }
)

const pageSchema = v.object({
  chat_id: optional(count),
  messages: listOf(v.unknown()),
  users: anything,
  files: v.fallback(optional(listOf(v.unknown())), undefined),
})

/** Ids in a list, or one alone. */
const ids = v.fallback(optional(v.union([listOf(count), v.pipe(count, v.transform((id): readonly number[] => [id]))])), undefined)

const paramsSchema = objectOf({
  LIKE: ids,
  FILE_ID: ids,
  REPLY_ID: v.fallback(optional(count), undefined),
  CODE: anything,
  IS_DELETED: v.fallback(optional(flag), undefined),
  IS_EDITED: v.fallback(optional(flag), undefined),
  ATTACH: anything,
  STICKER_PARAMS: anything,
})

const messageSchema = v.object({
  id: count,
  author_id: count,
  date,
  // Null: it cannot be read. That does not make it a deleted message.
  text: v.optional(v.union([optional(text), v.pipe(v.unknown(), v.transform(() => null))])),
  unread: v.fallback(optional(flag), undefined),
  params: v.fallback(optional(paramsSchema), undefined),
})

const fileSchema = v.object({
  id: count,
  type: v.fallback(v.picklist(['file', 'image', 'video', 'audio']), 'file'),
  name: optional(text),
  size: v.fallback(optional(count), undefined),
  urlShow: anything,
  urlDownload: anything,
})

/** @throws ValiError when the answer is none; a message that cannot be understood is left out and counted */
export function parseMessages(answer: unknown, context: ReaderContext): MessagePage {
  const wire = v.parse(pageSchema, answer)
  const authorOf = authorsIn(wire.users, context)
  const files = new Map(parseRows(wire.files ?? [], file => fileOf(v.parse(fileSchema, file), context.origin)).rows.map(file => [file.id, file]))
  const { rows, dropped } = parseRows(wire.messages, (row): Message => {
    const { id, author_id: authorId, date: at, text: raw = '', unread, params } = v.parse(messageSchema, row)
    const own = (params?.FILE_ID ?? []).flatMap(fileId => files.get(fileId) ?? [])
    const likes = params?.LIKE ?? []
    const isDeleted = params?.IS_DELETED ?? false
    const message = parseMessageText(isDeleted ? '' : raw ?? '', { ...textOptions(context), attachment: isDeleted ? null : attachmentOf(params, own) })
    return {
      id,
      author: authorOf(authorId),
      at,
      text: raw === null ? { ...message, isDeleted } : message,
      isUnread: unread ?? null,
      isSystem: authorId === 0 || isFilled(params?.CODE),
      isEdited: params?.IS_EDITED ?? false,
      likes: likes.length,
      isLikedByReader: context.userId === null ? null : likes.some(userId => isReader(userId, context) === true),
      files: isDeleted ? [] : own,
      replyToId: idOrNone(params?.REPLY_ID),
    }
  })
  return { chatId: wire.chat_id ?? null, messages: rows.toSorted((one, other) => other.id - one.id), dropped }
}

/** 0 names nothing. */
const idOrNone = (id: number | undefined): number | null => (id === undefined || id === 0 ? null : id)

function attachmentOf(params: v.InferOutput<typeof paramsSchema> | undefined, files: readonly MessageFile[]): AttachmentKind | null {
  if (isFilled(params?.STICKER_PARAMS)) return 'sticker'
  const [file] = files
  if (file !== undefined) return file.kind
  // A file the answer does not describe is one nevertheless.
  if ((params?.FILE_ID ?? []).length > 0) return 'file'
  return isFilled(params?.ATTACH) ? 'attachment' : null
}

const nothing: readonly unknown[] = [undefined, null, false, '', 0, '0', 'N']

/** Whether something stands there that PHP does not take for nothing. */
const isFilled = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : !nothing.includes(value))

function fileOf(wire: v.InferOutput<typeof fileSchema>, origin: string): MessageFile {
  return {
    id: wire.id,
    name: wire.name ?? '',
    kind: wire.type,
    size: wire.size ?? null,
    url: portalUrl(wire.urlShow, origin) ?? portalUrl(wire.urlDownload, origin),
  }
}

/** The id of the message that im.message.add has sent. @throws ValiError when the answer is none */
export const parseSentId = (answer: unknown): number => v.parse(count, answer)
