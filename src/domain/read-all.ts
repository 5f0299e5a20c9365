import { type Conversation, mayBeUnanswered } from './conversation.ts'
import { messagesIn } from './conversation-list.ts'
import { type Amount, type Counters, unlistedByKind } from './counters.ts'

/** What reading all chats reads, as far as the portal tells: muted chats too, listed or not. */
export interface ReadAllScope {
  readonly chats: Amount & { readonly count: number }
  readonly messages: Amount & { readonly count: number }
  /** Whether some of it may stay: visitors of open lines who wait for an answer. */
  readonly mayStay: boolean
}

export function readAllScope(counters: Counters): ReadAllScope {
  const { conversations, listsAll } = counters
  const unlisted = Object.values(unlistedByKind(counters)).reduce((sum, count) => sum + count, 0)
  const listed = conversations.reduce((sum, { count }) => sum + count, 0)
  const isCapped = conversations.some(({ atLeast }) => atLeast)
  return {
    chats: { count: conversations.length, atLeast: !listsAll || unlisted > 0 },
    messages: { count: listed + unlisted, atLeast: !listsAll || isCapped || counters.atLeast.includes('messenger') },
    mayStay: conversations.some(mayBeUnanswered),
  }
}

/** What reading these chats reads. */
export function readScopeOf(conversations: readonly Conversation[]): ReadAllScope {
  return {
    chats: { count: conversations.length, atLeast: false },
    messages: messagesIn(conversations),
    mayStay: conversations.some(mayBeUnanswered),
  }
}
