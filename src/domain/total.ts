import { messagesOf } from './conversation.ts'
import type { Counters } from './counters.ts'
import type { TaskCounters } from './task-counters.ts'

/** How the total of what waits comes about, for somebody who compares it with the messenger's own badge. */
export interface TotalExplained {
  /** The number on the messenger's own badge: messages and notifications. */
  readonly badge: number
  readonly messages: number | null
  /** How many of the messages are none, but chats marked as unread by hand: each counts as one. */
  readonly marks: number
  readonly notifications: number | null
  readonly overdue: number | null
  /** New comments of tasks; `counted` where they are no messages already. */
  readonly comments: { readonly count: number | null, readonly counted: boolean }
  /** Unread messages in muted chats, which are not counted. */
  readonly muted: number
}

export function explainTotal(counters: Counters, tasks: TaskCounters | null): TotalExplained {
  const marked = counters.conversations.filter(conversation => (
    conversation.marked && conversation.count === conversation.comments && messagesOf(conversation) === 1
  ))
  return {
    badge: counters.all,
    messages: counters.messenger,
    marks: marked.length,
    notifications: counters.notify,
    overdue: tasks?.expired ?? null,
    comments: { count: tasks?.newComments ?? null, counted: !counters.countsTaskChats },
    muted: counters.muted,
  }
}
