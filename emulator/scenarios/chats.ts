import type { Chat } from '../state/model'
import type { Portal } from '../state/portal'
import { sendMessage } from '../state/conversation'

/** Messages nobody has read, one a minute, the last of them a minute ago. */
export function addUnread(portal: Portal, chat: Chat, count: number, authorId: number): void {
  for (let left = count; left > 0; left -= 1) {
    sendMessage(portal, chat, { authorId, at: portal.now() - left * 60_000 })
  }
}

export function markUnread(chat: Chat, userId: number, at: number): void {
  chat.marks.set(userId, { messageId: chat.messages.at(-1)?.id ?? 0, at })
}
