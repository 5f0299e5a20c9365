import type { Chat } from './model.ts'
import type { Portal } from './portal.ts'

/** `chatN`, or for a private chat the id of the other person. */
export function dialogIdOf(chat: Chat, userId: number): string {
  if (chat.section !== 'private') {
    return `chat${chat.id}`
  }
  const other = [...chat.members].find(id => id !== userId)
  return String(other ?? userId)
}

/** Understands `chatN`, `sgN` (the chat of workgroup N) and a user id, seen by `userId`. */
export function findChat(portal: Portal, dialogId: string, userId: number): Chat | undefined {
  const [, kind, digits] = /^(chat|sg)?(\d+)$/.exec(dialogId) ?? []
  if (digits === undefined) {
    return undefined
  }
  const id = Number(digits)
  if (kind === 'chat') {
    return portal.chats.get(id)
  }
  if (kind === 'sg') {
    const chatId = portal.groups.get(id)?.chatId
    return chatId ? portal.chats.get(chatId) : undefined
  }
  return portal.users.has(id) && id !== userId ? portal.openPrivateChat(userId, id) : undefined
}
