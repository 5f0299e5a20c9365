import { isCapped } from './caps.ts'
import type { Chat } from './chat.ts'
import {
  boundsOf, type Conversation, type ConversationKind, contributionOf, mayBeUnanswered, mayHaveMoreComments, mayHaveMoreMessages, withCount,
} from './conversation.ts'
import { type BoundedKey, boundedKeys, type Counters, mutedMessagesOf, unlistedByKind } from './counters.ts'
import type { PendingAction } from './pending-action.ts'

/** What a person can do about a chat from here. */
export type ChatAction =
  /**
   * Reads the chat, and the chats of its comments, or those alone. The portal refuses to read an open line nobody has
   * answered.
   */
  | {
    readonly kind: 'read', readonly dialogId: string, readonly alsoIn?: readonly string[], readonly commentsOnly?: true
    readonly mayBeUnanswered?: true
  }
  /**
   * Reads every chat. Portals differ in what else it does: newest ones read muted chats too, and clear the
   * notifications (seen in server code); an open line that waits for an answer stays.
   */
  | { readonly kind: 'read-all' }
  /**
   * Takes a `read` back: unread again from these messages on, by the dialog ids of the chats they stand in, and marked
   * where it was. With the conversation as it was before; null where it was not listed.
   */
  | {
    readonly kind: 'unread', readonly dialogId: string
    readonly from: Readonly<Record<string, number>>, readonly conversation: Conversation | null
  }
  /** Marks a chat as unread by hand. Its kind is kept, for a chat that is not listed. */
  | { readonly kind: 'mark', readonly dialogId: string, readonly chatKind: ConversationKind }
  /** Clears the mark. Some portals read the chat as well (documented), others do not (seen in server code). */
  | { readonly kind: 'unmark', readonly dialogId: string }
  | { readonly kind: 'mute', readonly dialogId: string }
  /** The counters do not tell the kind of a muted chat, so whoever unmutes it does. */
  | { readonly kind: 'unmute', readonly dialogId: string, readonly chatKind: ConversationKind }
  /** Takes the visitor of an open line. What is unread then, the portal has to say. */
  | { readonly kind: 'answer', readonly dialogId: string }
  /** Leaves the visitor of an open line to the next operator. */
  | { readonly kind: 'skip', readonly dialogId: string }

/**
 * The counters as they are once all these actions have taken effect, in their order. What an action may or may not
 * change, and what it changes by an unknown number, is a lower bound or not known until the portal is asked anew.
 */
export function withActions(counters: Counters, pending: readonly PendingAction[]): Counters {
  return pending.reduce(withAction, counters)
}

/** Whether an action may change what the portal says of a chat. */
export const isOn = (action: ChatAction, dialogId: string | null): boolean => (
  action.kind === 'read-all' || action.dialogId === dialogId || (action.kind === 'read' && action.alsoIn?.includes(dialogId ?? '') === true)
)

/** Whether the portal has done it by now, as far as its counters tell. They do not tell a visitor with one message from one who waits. */
export function isInEffect(action: ChatAction, { conversations }: Counters): boolean {
  if (action.kind === 'read-all') return conversations.every(mayOutlastReadAll)
  const one = conversations.find(({ dialogId }) => dialogId === action.dialogId)
  const { count, comments, muted, marked } = one ?? { count: 0, comments: 0, muted: null, marked: false }
  switch (action.kind) {
    case 'read':
      if (action.commentsOnly === true) return comments === 0
      return !marked && count === (action.alsoIn === undefined ? comments : 0)
    case 'unread':
      return (action.dialogId in action.from ? count : comments) > 0
    case 'mark':
    case 'unmark':
      return marked === (action.kind === 'mark')
    case 'mute':
    case 'unmute':
      return muted !== (action.kind === 'unmute')
    case 'answer':
    case 'skip':
      return count !== 1
  }
}

function withAction(counters: Counters, pending: PendingAction): Counters {
  const { action } = pending
  if (action.kind === 'read-all') return withAllRead(counters)
  const byKind = { ...counters.byKind }
  const bounded = new Set(counters.atLeast)
  let { muted } = counters
  let change = 0

  function setKind(kind: ConversationKind, count: number): void {
    const after = Math.max(0, count)
    change += after - byKind[kind]
    byKind[kind] = after
  }

  function count(conversation: Conversation, sign: 1 | -1): void {
    muted += sign * mutedMessagesOf(conversation)
    for (const [key, messages] of Object.entries(contributionOf(conversation))) {
      const kind = key as ConversationKind
      setKind(kind, byKind[kind] + sign * messages)
    }
    for (const key of boundsWithTotals(conversation)) bounded.add(key)
  }

  /** Of what the portal counts beyond its list, a part may be what it does not count of a capped chat. */
  function forgetUnlisted(conversation: Conversation): void {
    if (!conversation.atLeast) return
    const unlisted = unlistedByKind(counters)
    for (const kind of boundsOf(conversation)) setKind(kind, byKind[kind] - unlisted[kind])
  }

  const conversations: Conversation[] = []
  let isListed = false
  for (const conversation of counters.conversations) {
    if (action.dialogId !== conversation.dialogId) {
      conversations.push(conversation)
      continue
    }
    isListed = true
    const after = afterAction(conversation, pending)
    forgetUnlisted(conversation)
    count(conversation, -1)
    if (after === null) continue
    count(after, 1)
    conversations.push(after)
  }
  const added = isListed ? null : addedBy(action)
  if (added !== null) {
    count(added, 1)
    conversations.push(added)
  }

  return {
    ...counters,
    all: Math.max(0, counters.all + change),
    messenger: counters.messenger === null ? null : Math.max(0, counters.messenger + change),
    byKind,
    muted: Math.max(0, muted),
    conversations,
    atLeast: boundedKeys.filter(key => bounded.has(key)),
  }
}

/** What an action puts into the list where its chat is not there. */
function addedBy(action: ChatAction): Conversation | null {
  if (action.kind === 'unread') return action.conversation && { ...action.conversation, dialogId: action.dialogId }
  return action.kind === 'mark'
    ? { dialogId: action.dialogId, kind: action.chatKind, count: 0, comments: 0, muted: false, marked: true }
    : null
}

/** The numbers that are lower bounds because of a conversation. */
function boundsWithTotals(conversation: Conversation): BoundedKey[] {
  const kinds = boundsOf(conversation)
  return [
    ...(kinds.length > 0 ? ['all', 'messenger', ...kinds] as const : []),
    ...(conversation.muted && (conversation.uncertain ?? mayHaveMoreMessages(conversation)) ? ['muted' as const] : []),
  ]
}

const mayOutlastReadAll = (conversation: Conversation): boolean => conversation.muted || mayBeUnanswered(conversation)

/** Of notifications, muted chats and visitors who may wait for an answer, only the portal can tell what is left. */
function withAllRead(counters: Counters): Counters {
  const conversations = counters.conversations
    .filter(mayOutlastReadAll)
    .map((conversation): Conversation => ({ ...conversation, uncertain: true }))
  const bounded = new Set<BoundedKey>(['all', ...conversations.flatMap(boundsWithTotals)])
  if (unlistedByKind(counters).lines > 0 || !counters.listsAll) bounded.add('lines').add('messenger')
  if (!counters.listsAll) bounded.add('muted')
  return {
    ...counters,
    all: 0,
    messenger: counters.messenger === null ? null : 0,
    notify: null,
    byKind: nothingByKind,
    muted: 0,
    conversations,
    atLeast: boundedKeys.filter(key => bounded.has(key)),
  }
}

const nothingByKind: Counters['byKind'] = {
  'dialog': 0, 'chat': 0, 'copilot': 0, 'collab': 0, 'lines': 0, 'tasks-task': 0, 'channel-comment': 0, 'other': 0,
}

/** Null: nothing is unread in it any more. */
function afterAction(
  conversation: Conversation,
  { action, confirmedAt, left }: PendingAction,
): Conversation | null {
  switch (action.kind) {
    case 'read': {
      if (confirmedAt === null && mayBeUnanswered(conversation)) return { ...conversation, uncertain: true }
      if (action.commentsOnly === true) {
        if (conversation.comments === 0) return conversation
        const count = conversation.count - conversation.comments + left
        if (count === 0 && !conversation.marked) return null
        return withCount({ ...withoutComments(conversation), comments: left }, count, isCapped(left) || mayHaveMoreMessages(conversation))
      }
      // Comments are read only where the action names their chats.
      const rest = action.alsoIn === undefined ? conversation : withoutComments(conversation)
      const count = left + rest.comments
      if (count === 0) return null
      return withCount({ ...rest, marked: false }, count, isCapped(left) || mayHaveMoreComments(rest))
    }
    case 'read-all':
      return null
    case 'mark':
      return { ...conversation, marked: true }
    case 'unmark':
      return conversation.count > 0 ? { ...conversation, marked: false, uncertain: true } : null
    case 'mute':
      return { ...withoutComments(conversation), count: conversation.count, muted: true }
    case 'unmute':
      return { ...conversation, kind: action.chatKind, muted: false }
    // More has come since: what is unread in all, the portal has to say.
    case 'unread':
    case 'answer':
    case 'skip':
      return { ...conversation, uncertain: true }
  }
}

function withoutComments({ dialogId, kind, muted, marked, atLeast, uncertain }: Conversation): Conversation {
  return { dialogId, kind, count: 0, comments: 0, muted, marked, ...(atLeast && { atLeast }), ...(uncertain && { uncertain }) }
}

/** What a chat's own page shows of it once all these actions have taken effect; see `withActions`. */
export function chatWithActions<T extends Pick<Chat, 'dialogId' | 'kind' | 'unread' | 'muted'>>(
  chat: T,
  pending: readonly PendingAction[],
): T {
  return pending.reduce((shown, { action, confirmedAt, left }) => {
    if (action.kind !== 'read-all' && action.dialogId !== chat.dialogId) return shown
    const isUnanswered = shown.unread !== null && mayBeUnanswered({ kind: shown.kind, count: shown.unread })
    switch (action.kind) {
      case 'read':
        if (action.commentsOnly === true) return shown
        return { ...shown, unread: isUnanswered && confirmedAt === null ? null : left }
      case 'read-all':
        return { ...shown, unread: isUnanswered || shown.muted ? null : left }
      case 'mute':
      case 'unmute':
        return { ...shown, muted: action.kind === 'mute' }
      case 'unmark':
        return { ...shown, unread: shown.unread === 0 ? 0 : null }
      case 'unread':
        return { ...shown, unread: shown.unread === 0 && action.conversation !== null ? action.conversation.count - action.conversation.comments : null }
      case 'answer':
      case 'skip':
        return { ...shown, unread: null }
      case 'mark':
        return shown
    }
  }, chat)
}
