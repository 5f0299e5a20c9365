import { type ConversationKind, messagesOf } from './conversation.ts'
import { type Amount, amount, amountOf, type BoundedKey, type Counters } from './counters.ts'
import type { TaskCounters } from './task-counters.ts'

/** How the total of what waits comes about, for somebody who compares it with the messenger. */
export interface TotalExplained {
  readonly messages: Amount
  /** How many of the messages are none, but chats marked as unread by hand: each counts as one. */
  readonly marks: number
  readonly notifications: Amount
  readonly overdue: number | null
  /** New comments of tasks; `counted` where they are no messages already. */
  readonly comments: { readonly count: number | null, readonly counted: boolean }
  /** Unread messages in muted chats, which are not counted. */
  readonly muted: Amount
  readonly sections: MessengerSections
  /** Whether the portal counts no further somewhere. */
  readonly atLeast: boolean
}

/**
 * What the messenger itself shows, a number for each of its sections and one in the title of the browser's tab (seen in
 * its code). No place of the portal shows the sum of all.
 */
interface MessengerSections {
  /** Everything but open lines and task chats. CoPilot chats and collabs are part of it. */
  readonly chats: Amount
  readonly copilot: Amount
  readonly collab: Amount
  readonly tasks: Amount
  readonly lines: Amount
  readonly notify: Amount
  /** Chats, open lines and notifications. */
  readonly title: Amount
}

export function explainTotal(counters: Counters, tasks: TaskCounters | null): TotalExplained {
  const marked = counters.conversations.filter(conversation => (
    conversation.marked && conversation.count === conversation.comments && messagesOf(conversation) === 1
  ))
  return {
    messages: amountOf(counters, 'messenger'),
    marks: marked.length,
    notifications: amountOf(counters, 'notify'),
    overdue: tasks?.expired ?? null,
    comments: { count: tasks?.newComments ?? null, counted: !counters.countsTaskChats },
    muted: amountOf(counters, 'muted'),
    sections: sectionsOf(counters),
    atLeast: counters.atLeast.length > 0,
  }
}

const kindsOfChats: readonly ConversationKind[] = ['dialog', 'chat', 'copilot', 'collab', 'channel-comment', 'other']

function sectionsOf(counters: Counters): MessengerSections {
  return {
    chats: sumOf(counters, kindsOfChats),
    copilot: amountOf(counters, 'copilot'),
    collab: amountOf(counters, 'collab'),
    tasks: amountOf(counters, 'tasks-task'),
    lines: amountOf(counters, 'lines'),
    notify: amountOf(counters, 'notify'),
    title: sumOf(counters, [...kindsOfChats, 'lines', 'notify']),
  }
}

function sumOf(counters: Counters, keys: readonly BoundedKey[]): Amount {
  // A lower bound of none is not known by itself, but may be part of a sum.
  const counts = keys.map(key => (key === 'notify' ? counters.notify : amountOf(counters, key).count ?? 0))
  const known = counts.filter(count => count !== null)
  const isKnown = known.length === counts.length
  return amount(
    isKnown ? known.reduce((sum, count) => sum + count, 0) : null,
    keys.some(key => counters.atLeast.includes(key)),
  )
}
