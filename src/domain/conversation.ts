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
}

/**
 * What a conversation adds to its own kind in the messenger's totals: its messages; 1 for a mark without
 * messages; nothing when muted. The comments of a channel count beside it, as a kind of their own.
 */
export function messagesOf({ count, comments, muted, marked }: Conversation): number {
  const messages = count - comments
  if (muted) return 0
  return messages > 0 ? messages : Number(marked)
}

/** What a conversation adds to each kind in the messenger's totals. */
export function contributionOf(conversation: Conversation): Partial<Record<ConversationKind, number>> {
  const messages = messagesOf(conversation)
  const { kind, comments } = conversation
  if (kind === 'channel-comment') return { [kind]: messages + comments }
  return comments > 0 ? { [kind]: messages, 'channel-comment': comments } : { [kind]: messages }
}

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
