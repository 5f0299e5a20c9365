import type { Chat } from './chat.ts'
import type { Conversation, ConversationKind } from './conversation.ts'
import { contributionOf } from './conversation.ts'
import { type Counters, mutedMessagesOf } from './counters.ts'
import type { PendingAction } from './pending-action.ts'

/** What a person can do about a chat from here. */
export type ChatAction =
  /** Reads the chat, and the chats of its comments. */
  | { readonly kind: 'read', readonly dialogId: string, readonly alsoIn?: readonly string[] }
  /** Reads every chat, muted ones too. Notifications stay. */
  | { readonly kind: 'read-all' }
  /** Marks a chat as unread by hand. Its kind is kept, for a chat that is not listed. */
  | { readonly kind: 'mark', readonly dialogId: string, readonly chatKind: ConversationKind }
  | { readonly kind: 'unmark', readonly dialogId: string }
  | { readonly kind: 'mute', readonly dialogId: string }
  /** The counters do not tell the kind of a muted chat, so whoever unmutes it does. */
  | { readonly kind: 'unmute', readonly dialogId: string, readonly chatKind: ConversationKind }

/** The counters as they are once all these actions have taken effect, in their order. */
export function withActions(counters: Counters, pending: readonly PendingAction[]): Counters {
  return pending.reduce(withAction, counters)
}

function withAction(counters: Counters, { action, left }: PendingAction): Counters {
  const byKind = { ...counters.byKind }
  let { muted } = counters
  let change = 0

  function count(conversation: Conversation, sign: 1 | -1): void {
    muted += sign * mutedMessagesOf(conversation)
    for (const [key, messages] of Object.entries(contributionOf(conversation))) {
      const kind = key as ConversationKind
      const after = Math.max(0, byKind[kind] + sign * messages)
      change += after - byKind[kind]
      byKind[kind] = after
    }
  }

  const conversations: Conversation[] = []
  let isListed = false
  for (const conversation of counters.conversations) {
    if (action.kind !== 'read-all' && action.dialogId !== conversation.dialogId) {
      conversations.push(conversation)
      continue
    }
    isListed = true
    const after = afterAction(conversation, action, left)
    count(conversation, -1)
    if (after === null) continue
    count(after, 1)
    conversations.push(after)
  }
  if (action.kind === 'mark' && !isListed) {
    const marked: Conversation = {
      dialogId: action.dialogId, kind: action.chatKind, count: 0, comments: 0, muted: false, marked: true,
    }
    count(marked, 1)
    conversations.push(marked)
  }

  return {
    ...counters,
    all: Math.max(0, counters.all + change),
    messenger: counters.messenger === null ? null : Math.max(0, counters.messenger + change),
    byKind,
    muted: Math.max(0, muted),
    conversations,
  }
}

/** Null: nothing is unread in it any more. */
function afterAction(conversation: Conversation, action: ChatAction, left: number): Conversation | null {
  switch (action.kind) {
    case 'read': {
      // Comments are read only where the action names their chats.
      const rest = action.alsoIn === undefined ? conversation : withoutComments(conversation)
      const count = left + rest.comments
      return count > 0 ? { ...rest, count, marked: false } : null
    }
    case 'read-all':
      return null
    case 'mark':
      return { ...conversation, marked: true }
    case 'unmark':
      return conversation.count > 0 ? { ...conversation, marked: false } : null
    case 'mute':
      return { ...withoutComments(conversation), count: conversation.count, muted: true }
    case 'unmute':
      return { ...conversation, kind: action.chatKind, muted: false }
  }
}

function withoutComments({ dialogId, kind, muted, marked }: Conversation): Conversation {
  return { dialogId, kind, count: 0, comments: 0, muted, marked }
}

/** What a chat's own page shows of it once all these actions have taken effect. */
export function chatWithActions<T extends Pick<Chat, 'dialogId' | 'unread' | 'muted'>>(
  chat: T,
  pending: readonly PendingAction[],
): T {
  return pending.reduce((shown, { action, left }) => {
    if (action.kind !== 'read-all' && action.dialogId !== chat.dialogId) return shown
    switch (action.kind) {
      case 'read':
      case 'read-all':
        return { ...shown, unread: left }
      case 'mute':
      case 'unmute':
        return { ...shown, muted: action.kind === 'mute' }
      default:
        return shown
    }
  }, chat)
}
