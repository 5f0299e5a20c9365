import { type Conversation, type ConversationKind, mayBeUnanswered } from './conversation.ts'
import type { LastMessage } from './recent.ts'

/** What a row of the list tells of a conversation beside its counters and its name. */
export interface Preview {
  readonly message: LastMessage | null
  readonly isPinned: boolean
  /** Whether an unread message mentions the reader; null where nobody has looked yet. */
  readonly isMention: boolean | null
  /** Whether no operator has answered the visitor of an open line yet; null where nobody has told. */
  readonly isUnanswered: boolean | null
}

export type Previews = ReadonlyMap<string, Preview>

/** Whether a conversation is meant for the reader in person: somebody wrote to them alone, or waits for them. */
export function isForMe(conversation: Conversation, preview: Preview | undefined): boolean {
  if (conversation.muted) return false
  if (conversation.kind === 'dialog' || preview?.isMention === true) return true
  return conversation.kind === 'lines' && (preview?.isUnanswered ?? mayBeUnanswered(conversation))
}

/**
 * Whether a visitor is known to wait in an open line for an answer: then it can't be marked as read.
 *
 * @param isRefused whether the portal has refused to read it. What the preview tells has been asked for since.
 */
export function isWaitingLine(conversation: Pick<Conversation, 'kind' | 'count'>, preview: Preview | undefined, isRefused: boolean): boolean {
  return mayBeUnanswered(conversation) && (preview?.isUnanswered ?? isRefused)
}

/** Whether nobody mentions anybody in such a chat: there is one person on the other side. */
export const isOneToOne = (kind: ConversationKind): boolean => kind === 'dialog' || kind === 'lines' || kind === 'copilot'

/** Whether nobody can tell yet if a conversation is meant for the reader: an unread message may mention them. */
export function mayBeForMe(conversation: Conversation, preview: Preview | undefined): boolean {
  const { kind, count, muted } = conversation
  if (muted || count === 0 || isOneToOne(kind) || isForMe(conversation, preview)) return false
  // Of a single unread message all is known.
  if (count === 1 && preview?.message != null) return false
  return (preview?.isMention ?? null) === null
}
