import type { ChatAction } from './chat-action.ts'
import { type Conversation, type ConversationKind, mayBeUnanswered } from './conversation.ts'

/** What one may do to a chat from its row. */
export type ChatCommand = 'mark-read' | 'mark-unread' | 'clear-mark' | 'mute' | 'unmute' | 'answer' | 'skip'

/** Whether a command changes a conversation. One that is muted already is not muted: undo would unmute it. */
export function isChange(command: ChatCommand, { muted, marked }: Conversation): boolean {
  switch (command) {
    case 'mute': return !muted
    case 'unmute': return muted
    case 'mark-unread': return !marked
    case 'clear-mark': return marked
    default: return true
  }
}

/**
 * What a command does to a conversation. A chat that is only marked has nothing to read: its mark is cleared.
 *
 * @param kind of the chat: the counters do not tell that of a muted one
 */
export function actionFor(command: ChatCommand, conversation: Conversation, kind: ConversationKind): ChatAction {
  const { dialogId } = conversation
  switch (command) {
    case 'mark-read':
      return conversation.count === 0 ? { kind: 'unmark', dialogId } : readingOf(conversation)
    case 'mark-unread':
      return { kind: 'mark', dialogId, chatKind: conversation.kind }
    case 'clear-mark':
      return { kind: 'unmark', dialogId }
    case 'unmute':
      return { kind: 'unmute', dialogId, chatKind: kind }
    case 'mute':
    case 'answer':
    case 'skip':
      return { kind: command, dialogId }
  }
}

/** Reads what the row shows: of a channel with nothing else to read, its comments. */
function readingOf(conversation: Conversation): ChatAction {
  const { dialogId, commentChats, count, comments, kind, marked } = conversation
  const hasCommentsOnly = count === comments && kind !== 'channel-comment' && !marked
  return {
    kind: 'read', dialogId,
    ...(commentChats !== undefined && { alsoIn: commentChats, ...(hasCommentsOnly && { commentsOnly: true }) }),
    ...(mayBeUnanswered(conversation) && { mayBeUnanswered: true }),
  }
}
