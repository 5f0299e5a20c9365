import type { Portal } from '../state/portal.ts'
import { readChat } from '../state/conversation.ts'
import { demo } from './demo.ts'
import { ME } from './demo-people.ts'

/** The office of `demo` on the evening when everybody has read everything. */
export function empty(portal: Portal): void {
  demo(portal)
  for (const chat of portal.chats.values()) {
    chat.unanswered = false
    for (const userId of chat.members) {
      readChat(portal, chat, userId)
    }
  }
  for (const task of portal.tasks.values()) {
    task.overdue = false
    task.unreadComments.clear()
  }
  portal.unreadNotifications.set(ME, 0)
}
