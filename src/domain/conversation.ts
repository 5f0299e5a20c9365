import { mayContainCapped } from './caps.ts'

/** What a conversation is, as the messenger's counters tell kinds apart. An unknown kind is `other`. */
export const conversationKinds = [
  'dialog', 'chat', 'copilot', 'collab', 'lines', 'tasks-task', 'channel-comment', 'other',
] as const

export type ConversationKind = typeof conversationKinds[number]

/** A chat with something unread in it. */
export interface Conversation {
  /** `chatN`, or the other person's user id in a private chat. */
  readonly dialogId: string
  readonly kind: ConversationKind
  /** Unread messages and comments. 0 where the chat is only marked. */
  readonly count: number
  /** The part of `count` that stands in the comments under a channel's posts. */
  readonly comments: number
  /** Dialog ids of the chats those comments stand in: a comment is read there, not in its channel. */
  readonly commentChats?: readonly string[]
  readonly muted: boolean
  /** Marked as unread by hand. */
  readonly marked: boolean
  /** Present where `count` is a lower bound: 100 or more. */
  readonly atLeast?: true
  /**
   * Present while nobody knows whether it is still unread: an action may have read it, and the portal has not been
   * asked since. Then it counts nothing, and what it would count in is a lower bound.
   */
  readonly uncertain?: true
}

/**
 * What a conversation adds to its own kind in the messenger's totals: its messages; 1 for a mark without
 * messages; nothing when muted. The comments of a channel count beside it, as a kind of their own.
 */
export function messagesOf({ count, comments, muted, marked, uncertain }: Conversation): number {
  const messages = count - comments
  if (muted || uncertain) return 0
  return messages > 0 ? messages : Number(marked)
}

/** What a conversation adds to each kind in the messenger's totals. */
export function contributionOf(conversation: Conversation): Partial<Record<ConversationKind, number>> {
  const messages = messagesOf(conversation)
  const { kind } = conversation
  const comments = conversation.uncertain ? 0 : conversation.comments
  if (kind === 'channel-comment') return { [kind]: messages + comments }
  return comments > 0 ? { [kind]: messages, 'channel-comment': comments } : { [kind]: messages }
}

/** The kinds whose totals are lower bounds because of this conversation. */
export function boundsOf(conversation: Conversation): ConversationKind[] {
  const { kind, comments, muted, uncertain } = conversation
  return [
    ...(!muted && (uncertain ?? mayHaveMoreMessages(conversation)) ? [kind] : []),
    ...((uncertain ? comments > 0 : mayHaveMoreComments(conversation)) ? ['channel-comment' as const] : []),
  ]
}

/** Whether its messages, apart from comments, are a lower bound. */
export const mayHaveMoreMessages = ({ count, comments, atLeast }: Conversation): boolean => (
  atLeast === true && mayContainCapped(count - comments)
)

/** Whether its comments are a lower bound. */
export const mayHaveMoreComments = ({ comments, atLeast }: Conversation): boolean => atLeast === true && mayContainCapped(comments)

/** The same conversation with another count. */
export function withCount(conversation: Conversation, count: number, isLowerBound: boolean): Conversation {
  const { atLeast: _, ...exact } = conversation
  return { ...exact, count, ...(isLowerBound && { atLeast: true }) }
}

/**
 * Whether this may be an open line that nobody has answered. Such a line counts 1, whatever its number of messages, and
 * reading does not clear it (seen in server code); the counters do not tell it from one with a single message.
 */
export const mayBeUnanswered = ({ kind, count }: Pick<Conversation, 'kind' | 'count'>): boolean => kind === 'lines' && count === 1

/** Whether the counters tell that a chat is marked as unread: they list no marks of open lines, so one would show until the next answer. */
export const canBeMarked = (kind: ConversationKind): boolean => kind !== 'lines'

/** People before groups before machines; then the fuller chat first; then by id, so that rows keep their place. */
export function byImportance(a: Conversation, b: Conversation): number {
  return rankOf(a.kind) - rankOf(b.kind) || b.count - a.count || compareIds(a.dialogId, b.dialogId)
}

const ranks: Readonly<Record<ConversationKind, number>> = {
  'dialog': 0, 'lines': 1, 'tasks-task': 2, 'chat': 2, 'collab': 2, 'copilot': 3, 'channel-comment': 3, 'other': 3,
}

const rankOf = (kind: ConversationKind) => ranks[kind]

function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : Number(a > b))
}
