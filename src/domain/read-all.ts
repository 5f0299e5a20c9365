import { type Conversation, mayBeUnanswered } from './conversation.ts'
import { messagesIn } from './conversation-list.ts'
import { type Amount, type Counters, unlistedIn } from './counters.ts'

/** What reading all chats reads, as far as the portal tells: muted chats too, listed or not. */
export interface ReadAllScope {
  readonly chats: Amount & { readonly count: number }
  readonly messages: Amount & { readonly count: number }
  /** Whether some of it may stay: visitors of open lines who wait for an answer. */
  readonly mayStay: boolean
}

/** @param stays whether a conversation is known to stay */
export function readAllScope(counters: Counters, stays: (conversation: Conversation) => boolean = () => false): ReadAllScope {
  const { listsAll } = counters
  const conversations = counters.conversations.filter(one => !stays(one))
  const unlisted = unlistedIn(counters, null)
  const listed = conversations.reduce((sum, { count, uncertain }) => sum + (uncertain ? 0 : count), 0)
  const isBounded = conversations.some(({ atLeast, uncertain }) => atLeast ?? uncertain)
  return {
    chats: { count: conversations.length, atLeast: !listsAll || unlisted.count > 0 },
    messages: { count: listed + unlisted.count, atLeast: unlisted.atLeast || isBounded || counters.atLeast.includes('messenger') },
    mayStay: counters.conversations.some(mayBeUnanswered),
  }
}

/** What reading these chats reads, and whether some of those shown may stay. */
export function readScopeOf(conversations: readonly Conversation[], shown: readonly Conversation[]): ReadAllScope {
  return {
    chats: { count: conversations.length, atLeast: false },
    messages: messagesIn(conversations),
    mayStay: shown.some(mayBeUnanswered),
  }
}
