import type { ChatAction } from './chat-action.ts'
import type { Conversation, ConversationKind } from './conversation.ts'

/** What is remembered of an action, to take it back. */
export interface Undoable {
  readonly action: ChatAction
  /** The conversation as it was before; null where it was not listed. */
  readonly before: Conversation | null
  /** The first message that was unread in each chat, by dialog id; absent where the portal has not told. */
  readonly unreadFrom?: Readonly<Record<string, number>> | undefined
}

/**
 * The action that takes another one back; null where nothing does. Where the portal has not told what was unread, a
 * chat that was read can only be marked.
 *
 * @param kind of the chat, for one that was not listed
 */
export function inverseOf({ action, before, unreadFrom = {} }: Undoable, kind: ConversationKind): ChatAction | null {
  if (action.kind === 'read-all') return null
  const { dialogId } = action
  const chatKind = before?.kind ?? kind
  switch (action.kind) {
    case 'read':
      return Object.keys(unreadFrom).length > 0
        ? { kind: 'unread', dialogId, from: unreadFrom, conversation: before }
        : { kind: 'mark', dialogId, chatKind }
    case 'unmark':
      return { kind: 'mark', dialogId, chatKind }
    case 'mark':
      return { kind: 'unmark', dialogId }
    case 'mute':
      return { kind: 'unmute', dialogId, chatKind }
    case 'unmute':
      return { kind: 'mute', dialogId }
    case 'unread':
    case 'answer':
    case 'skip':
      return null
  }
}
