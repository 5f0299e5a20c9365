import type { Chat, Message, MessageExtras } from './model.ts'
import { MadeUpMessage } from './made-up-message.ts'
import type { Portal } from './portal.ts'

export interface NewMessage extends MessageExtras {
  authorId: number
  /** Left out: one is made up when somebody looks */
  text?: string | undefined
  at?: number
  id?: number
}

export function sendMessage(portal: Portal, chat: Chat, { authorId, text, at = portal.now(), id: wanted, ...extras }: NewMessage): Message {
  const id = portal.takeMessageId(wanted)
  const message: Message = text === undefined ? Object.assign(new MadeUpMessage(id, authorId, at), extras) : { id, authorId, at, text, ...extras }
  chat.messages.push(message)
  if (chat.members.has(authorId)) {
    chat.reads.set(authorId, { messageId: message.id, at })
  }
  return message
}

export function lastMessage(chat: Chat): Message | undefined {
  return chat.messages.at(-1)
}

export function lastReadId(chat: Chat, userId: number): number {
  return chat.reads.get(userId)?.messageId ?? 0
}

/** Unread messages, the oldest first; one's own are never unread. */
export function unreadMessages(chat: Chat, userId: number): Message[] {
  if (!chat.members.has(userId)) {
    return []
  }
  const readUpTo = lastReadId(chat, userId)
  let first = chat.messages.length
  while (first > 0 && (chat.messages[first - 1]?.id ?? 0) > readUpTo) {
    first -= 1
  }
  return chat.messages.slice(first).filter(message => message.authorId !== userId)
}

/** What a portal says is unread in a chat: no more than its cap, and 1 for an open line that nobody has answered. */
export function unreadCount(portal: Portal, chat: Chat, userId: number): number {
  if (chat.unanswered && chat.members.has(userId)) {
    return 1
  }
  return Math.min(portal.caps.messages, unreadMessages(chat, userId).length)
}

/** Whether reading clears the count of a chat: an open line has to be answered or skipped instead. */
export function isReadable(chat: Chat, userId: number): boolean {
  return chat.members.has(userId) && !chat.unanswered
}

/** An operator takes an open line: for everybody else in the queue it is done. */
export function answerLine(portal: Portal, chat: Chat, userId: number): void {
  chat.unanswered = false
  for (const member of chat.members) {
    if (member !== userId) {
      readChat(portal, chat, member)
    }
  }
}

/** An operator leaves an open line to the others in the queue. */
export function skipLine(chat: Chat, userId: number): void {
  chat.members.delete(userId)
}

/** Reads up to a message (default: the last one) and takes the mark away. */
export function readChat(portal: Portal, chat: Chat, userId: number, upTo?: number): void {
  const last = lastMessage(chat)?.id ?? 0
  const messageId = Math.max(lastReadId(chat, userId), Math.min(upTo ?? last, last))
  chat.reads.set(userId, { messageId, at: portal.now() })
  chat.marks.delete(userId)
  if (unreadMessages(chat, userId).length === 0) {
    readTaskComments(portal, chat, userId)
  }
}

/**
 * Makes unread from a message on, as it was before it was read. One's own messages stay read. On portals whose tasks have
 * chats the comments of the task come back as well.
 */
export function unreadFrom(portal: Portal, chat: Chat, userId: number, messageId: number): void {
  const before = chat.messages.findLast(message => message.id < messageId)?.id ?? 0
  if (before >= lastReadId(chat, userId)) {
    return
  }
  chat.reads.set(userId, { messageId: before, at: portal.now() })
  const task = [...portal.tasks.values()].find(({ chatId }) => chatId === chat.id)
  task?.unreadComments.set(userId, unreadMessages(chat, userId).length)
}

/** A portal keeps so many conversations at the top of a person's list. */
const MAX_PINS = 45

/** Returns whether there is room for another. */
export function pinChat(portal: Portal, chat: Chat, userId: number, pin: boolean): boolean {
  if (!pin) {
    chat.pinnedBy.delete(userId)
    return true
  }
  const pinned = portal.chatsOf(userId).filter(({ pinnedBy }) => pinnedBy.has(userId)).length
  if (!chat.pinnedBy.has(userId) && pinned >= MAX_PINS) {
    return false
  }
  chat.pinnedBy.add(userId)
  return true
}

export function markChat(portal: Portal, chat: Chat, userId: number, unread: boolean): void {
  chat.marks.delete(userId)
  if (unread) {
    chat.marks.set(userId, { messageId: lastMessage(chat)?.id ?? 0, at: portal.now() })
  }
}

export function muteChat(chat: Chat, userId: number, mute: boolean): void {
  if (mute) {
    chat.mutedBy.add(userId)
  } else {
    chat.mutedBy.delete(userId)
  }
}

/** A task's comments are the messages of its chat. */
function readTaskComments(portal: Portal, chat: Chat, userId: number): void {
  for (const task of portal.tasks.values()) {
    if (task.chatId === chat.id) {
      task.unreadComments.delete(userId)
    }
  }
}
