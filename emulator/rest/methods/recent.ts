import { lastMessage, lastReadId, pinChat, unreadCount } from '../../state/conversation.ts'
import { dialogIdOf } from '../../state/dialog-id.ts'
import type { Chat, Message } from '../../state/model.ts'
import type { Portal } from '../../state/portal.ts'
import type { MethodCall, Methods } from '../method.ts'
import { flagParam, textParam } from '../params.ts'
import { atomDate } from '../php.ts'
import { plainMessage } from '../plain-text.ts'
import { describeChat } from './dialog.ts'
import { dialogParam } from './dialog-param.ts'
import { fileWire } from './messages.ts'
import { describeUser } from './users.ts'

const DEFAULT_LIMIT = 50
const MAX_LIMIT = 200
/** What the documentation's sample of im.recent.list cost, in seconds. */
const LIST_SECONDS = 0.26

export const recentMethods: Methods = {
  'im.recent.list': { scope: 'im', seconds: LIST_SECONDS, run: call => ({ result: list(call), total: -1 }) },
  'im.recent.get': { scope: 'im', run: call => ({ result: shortList(call) }) },
  'im.recent.pin': { scope: 'im', run: call => ({ result: pin(call) }) },
}

/** Page by page, pinned ones first. Task chats and comments are in no page. */
function list({ portal, params, auth: { userId } }: MethodCall): unknown {
  const limit = Math.min(MAX_LIMIT, Number(textParam(params, 'LIMIT')) || DEFAULT_LIMIT)
  const offset = Number(textParam(params, 'OFFSET')) || 0
  const isOriginal = flagParam(params, 'GET_ORIGINAL_TEXT', false)
  const unreadOnly = flagParam(params, 'UNREAD_ONLY', false)
  const chats = wanted({ portal, params, userId })
    .filter(chat => chat.section !== 'task' && (!unreadOnly || isUnread(portal, chat, userId)))
    .sort((one, other) => Number(other.pinnedBy.has(userId)) - Number(one.pinnedBy.has(userId)) || lastAt(other) - lastAt(one))
  const hasMore = chats.length > offset + limit
  return {
    items: chats.slice(offset, offset + limit).map(chat => item(chat, portal, userId, isOriginal)),
    hasMorePages: hasMore,
    hasMore,
    copilot: { chats: null, messages: null, roles: [], recommendedRoles: [] },
    messagesAutoDeleteConfigs: [],
  }
}

/** All at once, with task chats and without BBCode. */
function shortList({ portal, params, auth: { userId } }: MethodCall): unknown {
  return wanted({ portal, params, userId }).sort((one, other) => lastAt(other) - lastAt(one)).map(chat => item(chat, portal, userId, false))
}

function wanted({ portal, params, userId }: Pick<MethodCall, 'portal' | 'params'> & { userId: number }): Chat[] {
  const skips = (name: string) => flagParam(params, name, false)
  const [noLines, noDialogs, noChats] = [skips('SKIP_OPENLINES'), skips('SKIP_DIALOG'), skips('SKIP_CHAT')]
  return portal.chatsOf(userId).filter(({ section }) => {
    switch (section) {
      case 'comment': return false
      case 'lines': return !noLines
      case 'private': return !noDialogs
      default: return !noChats
    }
  })
}

const isUnread = (portal: Portal, chat: Chat, userId: number) => chat.marks.has(userId) || unreadCount(portal, chat, userId) > 0
const lastAt = (chat: Chat) => lastMessage(chat)?.at ?? chat.createdAt

function item(chat: Chat, portal: Portal, userId: number, isOriginal: boolean): unknown {
  const dialogId = dialogIdOf(chat, userId)
  const message = lastMessage(chat)
  const isPrivate = chat.section === 'private'
  const other = isPrivate ? portal.users.get(Number(dialogId)) : undefined
  const user = other ?? portal.users.get(message?.authorId ?? 0)
  const date = atomDate(lastAt(chat), portal.utcOffset)
  const isMuted = chat.mutedBy.has(userId)
  return {
    id: isPrivate ? Number(dialogId) : dialogId,
    chat_id: chat.id,
    type: isPrivate ? 'user' : 'chat',
    avatar: { url: other?.avatar ?? chat.avatar, color: other?.color ?? chat.color },
    title: other ? `${other.firstName} ${other.lastName}` : chat.name,
    message: message ? describeLast(message, portal, isOriginal) : [],
    counter: unreadCount(portal, chat, userId),
    last_id: lastReadId(chat, userId),
    pinned: chat.pinnedBy.has(userId),
    unread: chat.marks.has(userId),
    has_reminder: false,
    date_update: date,
    date_last_activity: date,
    user: user ? describeUser(user, portal) : [],
    chat: isPrivate
      ? { text_field_enabled: chat.textFieldEnabled, background_id: null, mute_list: isMuted ? { [userId]: true } : [] }
      : { ...describeChat(chat, portal, userId), role: role(chat, userId), mute_list: isMuted ? { [userId]: true } : [] },
    ...chat.section === 'lines' && { lines: lineState(chat, portal) },
    options: [],
  }
}

/** Older portals do not tell who waits. */
function lineState(chat: Chat, portal: Portal): unknown {
  const date = { date_create: atomDate(chat.createdAt, portal.utcOffset) }
  return portal.shape === 'older' ? { id: chat.id, ...date } : { id: chat.id, status: lineStatus(chat), ...date }
}

/** In capitals here. */
function role(chat: Chat, userId: number): string {
  if (chat.ownerId === userId) {
    return 'OWNER'
  }
  return chat.managers.includes(userId) ? 'MANAGER' : 'MEMBER'
}

/** 0: new; 40: an operator has answered (seen in server code) */
function lineStatus(chat: Chat): number {
  return chat.unanswered ? 0 : 40
}

function describeLast(message: Message, portal: Portal, isOriginal: boolean): unknown {
  return {
    id: message.id,
    text: isOriginal ? message.text : plainMessage(message),
    file: message.file ? portal.shape === 'newest' ? fileWire(message.file, message.id) : true : false,
    author_id: message.authorId,
    attach: message.attach ?? false,
    sticker: message.sticker ? message.id : null,
    date: atomDate(message.at, portal.utcOffset),
    status: 'received',
    uuid: null,
  }
}

function pin(call: MethodCall): boolean {
  const { chat } = dialogParam(call)
  return chat.section !== 'comment' && pinChat(call.portal, chat, call.auth.userId, flagParam(call.params, 'PIN', true))
}
