import { lastReadId, readChat, sendMessage, unreadFrom, unreadMessages } from '../../state/conversation.ts'
import type { Chat, ChatFile, Message } from '../../state/model.ts'
import type { Portal } from '../../state/portal.ts'
import { RestError } from '../errors.ts'
import type { MethodCall, Methods } from '../method.ts'
import { param, textParam } from '../params.ts'
import { atomDate, phpArray } from '../php.ts'
import { dialogParam } from './dialog-param.ts'
import { describeUser } from './users.ts'

const DEFAULT_LIMIT = 20
const MAX_LIMIT = 50

export const messageMethods: Methods = {
  'im.dialog.messages.get': { scope: 'im', run: call => ({ result: messages(call) }) },
  'im.dialog.unread': { scope: 'im', run: call => ({ result: unread(call) }) },
  'im.message.add': { scope: 'im', run: call => ({ result: add(call) }) },
  'im.message.like': { scope: 'im', run: call => ({ result: like(call) }) },
}

/** Newest first. Reads nothing. */
function messages(call: MethodCall): unknown {
  const { portal, auth: { userId } } = call
  const { chat } = dialogParam(call)
  const told = wantedMessages(call, chat)
  const readUpTo = chat.members.has(userId) ? lastReadId(chat, userId) : Infinity
  const authors = new Set(told.map(({ authorId }) => authorId))
  return {
    chat_id: chat.id,
    messages: told.map(message => ({
      id: message.id,
      chat_id: chat.id,
      author_id: message.authorId,
      date: atomDate(message.at, portal.utcOffset),
      text: message.text,
      unread: message.authorId !== userId && message.id > readUpTo,
      uuid: null,
      replaces: [],
      params: messageParams(message),
    })),
    users: [...authors].flatMap((id) => {
      const user = portal.users.get(id)
      return user ? [describeUser(user, portal)] : []
    }),
    files: told.flatMap(message => message.file && !message.deleted ? [describeFile(message.file, message, chat, portal)] : []),
  }
}

/** More than the limit where more are unread, as long as nobody pages; earlier generations keep to the limit. */
function wantedMessages({ portal, params, auth: { userId } }: MethodCall, chat: Chat): Message[] {
  const limit = Math.min(MAX_LIMIT, Number(textParam(params, 'LIMIT')) || DEFAULT_LIMIT)
  if (param(params, 'FIRST_ID') !== undefined) {
    const first = Number(textParam(params, 'FIRST_ID'))
    return chat.messages.filter(({ id }) => id > first).slice(0, limit).reverse()
  }
  const last = Number(textParam(params, 'LAST_ID'))
  if (last > 0) {
    return chat.messages.filter(({ id }) => id < last).slice(-limit).reverse()
  }
  const unreadOnes = portal.shape === 'newest' ? Math.min(portal.caps.messages, unreadMessages(chat, userId).length) : 0
  return chat.messages.slice(-Math.max(limit, unreadOnes)).reverse()
}

function messageParams({ id, likes, file, sticker, attach, deleted, replyTo, code }: Message): unknown {
  return phpArray(Object.entries({
    ...likes && likes.size > 0 && { LIKE: [...likes] },
    ...file && !deleted && { FILE_ID: [id] },
    ...sticker && { STICKER_PARAMS: { id, packId: 1 } },
    ...attach && { ATTACH: [{ ID: String(id), BLOCKS: [{ MESSAGE: 'Offer 17: 4,200.00 EUR' }], COLOR: '#29619b' }] },
    ...deleted && { IS_DELETED: 'Y' },
    ...replyTo !== undefined && { REPLY_ID: replyTo },
    ...code !== undefined && { CODE: code },
  }))
}

/** A file goes by the id of its message here. */
export function fileWire({ type, name }: ChatFile, id: number): object {
  return { id, type, name }
}

function describeFile(file: ChatFile, message: Message, chat: Chat, portal: Portal): unknown {
  const isImage = file.type === 'image'
  const author = portal.users.get(message.authorId)
  return {
    ...fileWire(file, message.id),
    chatId: chat.id,
    date: atomDate(message.at, portal.utcOffset),
    size: file.size,
    image: isImage ? { width: 960, height: 640 } : false,
    status: 'done',
    progress: 100,
    authorId: message.authorId,
    authorName: author ? `${author.firstName} ${author.lastName}` : '',
    urlPreview: isImage ? `/upload/avatar/${message.id % 24}.svg` : '',
    urlShow: `/bitrix/services/main/ajax.php?action=disk.file.show&fileId=${message.id}`,
    urlDownload: `/bitrix/services/main/ajax.php?action=disk.file.download&fileId=${message.id}`,
  }
}

function unread(call: MethodCall): boolean {
  const { portal, params, auth: { userId } } = call
  const { chat } = dialogParam(call)
  const messageId = Number(textParam(params, 'MESSAGE_ID'))
  if (!(messageId > 0)) {
    throw new RestError('MESSAGE_ID_ERROR', 'Message ID can\'t be empty', 400)
  }
  if (!chat.members.has(userId)) {
    return false
  }
  unreadFrom(portal, chat, userId, messageId)
  return true
}

/** Whoever writes has read what was there; the mark goes as well. */
function add(call: MethodCall): number {
  const { portal, params, auth: { userId } } = call
  const { chat } = dialogParam(call)
  const text = textParam(params, 'MESSAGE').trim()
  if (text === '') {
    throw new RestError('MESSAGE_EMPTY', 'Message can\'t be empty', 400)
  }
  if (!chat.members.has(userId) || !chat.textFieldEnabled) {
    throw new RestError('ACCESS_ERROR', 'You do not have permission to send messages to this dialog')
  }
  const replyTo = replyParam(call, chat)
  const { id } = sendMessage(portal, chat, { authorId: userId, text, ...replyTo !== undefined && { replyTo } })
  readChat(portal, chat, userId)
  return id
}

function replyParam({ portal, params, auth: { userId } }: MethodCall, chat: Chat): number | undefined {
  const id = Number(textParam(params, 'REPLY_ID'))
  if (!(id > 0)) {
    return undefined
  }
  const found = findMessage(portal, id)
  if (!found || !portal.mayOpen(found.chat, userId)) {
    throw new RestError('REPLY_ACCESS_ERROR', 'Action unavailable', 400)
  }
  if (found.chat !== chat) {
    throw new RestError('REPLY_FROM_OTHER_CHAT_ERROR', 'You can only reply to a message within the same chat', 400)
  }
  return id
}

function like({ portal, params, auth: { userId } }: MethodCall): boolean {
  const found = findMessage(portal, Number(textParam(params, 'MESSAGE_ID')))
  if (!found || !portal.mayOpen(found.chat, userId)) {
    throw new RestError('MESSAGE_ID_ERROR', 'Message ID can\'t be empty', 400)
  }
  const { message } = found
  const likes = message.likes ?? new Set()
  const action = textParam(params, 'ACTION') || 'auto'
  const wants = action === 'auto' ? !likes.has(userId) : action === 'plus'
  if (wants === likes.has(userId)) {
    throw new RestError('WITHOUT_CHANGES', 'Action completed without changes', 400)
  }
  if (wants) {
    likes.add(userId)
  } else {
    likes.delete(userId)
  }
  message.likes = likes
  return true
}

function findMessage(portal: Portal, id: number): { chat: Chat, message: Message } | undefined {
  for (const chat of portal.chats.values()) {
    const message = chat.messages.find(candidate => candidate.id === id)
    if (message) {
      return { chat, message }
    }
  }
  return undefined
}
