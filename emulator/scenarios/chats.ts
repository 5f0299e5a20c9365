import type { Chat } from '../state/model.ts'
import type { Portal } from '../state/portal.ts'
import { sendMessage } from '../state/conversation.ts'

/** Messages nobody has read, one a minute, the last of them a minute ago. */
export function addUnread(portal: Portal, chat: Chat, count: number, authorId: number): void {
  for (let left = count; left > 0; left -= 1) {
    sendMessage(portal, chat, { authorId, at: portal.now() - left * 60_000 })
  }
}

export function markUnread(chat: Chat, userId: number, at: number): void {
  chat.marks.set(userId, { messageId: chat.messages.at(-1)?.id ?? 0, at })
}
