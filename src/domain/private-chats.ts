import type { ChatAction } from './chat-action.ts'
import { privateUserId } from './dialog-id.ts'
import type { Conversation } from './conversation.ts'
import type { Counters } from './counters.ts'
import type { PendingAction } from './pending-action.ts'

/**
 * The other person of a private chat, by the chat's own dialog id (`chatN`). im.counters.get lists private chats by
 * user id, and a muted one by chat id; one that is also marked as unread by hand stands in both lists.
 */
export type PrivateChats = ReadonlyMap<string, number>

/** The dialog id that names a chat everywhere else: the user id where it is known to be a private chat. */
export function usualDialogId(dialogId: string, privateChats: PrivateChats): string {
  const userId = privateChats.get(dialogId)
  return userId === undefined ? dialogId : String(userId)
}

/** The counters with each private chat once, under its person. The totals are the portal's: no muted chat is in them. */
export function withPrivateChats(counters: Counters, privateChats: PrivateChats): Counters {
  if (privateChats.size === 0) return counters
  // Few of thousands: all others are taken over as they are.
  const renamed = new Set<string>()
  for (const { dialogId } of counters.conversations) {
    const userId = privateChats.get(dialogId)
    if (userId !== undefined) renamed.add(String(userId))
  }
  if (renamed.size === 0) return counters
  const conversations: Conversation[] = []
  /** Where in the list those people stand. */
  const places = new Map<string, number>()
  for (const conversation of counters.conversations) {
    const dialogId = usualDialogId(conversation.dialogId, privateChats)
    if (!renamed.has(dialogId)) {
      conversations.push(conversation)
      continue
    }
    const place = places.get(dialogId) ?? conversations.length
    const known = conversations[place]
    places.set(dialogId, place)
    conversations[place] = known === undefined && dialogId === conversation.dialogId ? conversation : merged(dialogId, conversation, known)
  }
  return { ...counters, conversations }
}

function merged(dialogId: string, one: Conversation, other: Conversation = one): Conversation {
  const { count, atLeast } = one.count < other.count ? other : one
  return {
    dialogId,
    kind: 'dialog',
    count,
    comments: 0,
    muted: one.muted || other.muted,
    marked: one.marked || other.marked,
    ...(atLeast && { atLeast }),
  }
}

/** Actions on chats by the dialog ids their rows have now: one may have been started before the person was known. */
export function withUsualDialogIds(pending: readonly PendingAction[], privateChats: PrivateChats): readonly PendingAction[] {
  const isRenamed = ({ action }: PendingAction) => action.kind !== 'read-all' && privateChats.has(action.dialogId)
  return pending.some(isRenamed)
    ? pending.map(one => ({ ...one, action: withUsualDialogId(one.action, privateChats) }))
    : pending
}

function withUsualDialogId(action: ChatAction, privateChats: PrivateChats): ChatAction {
  return action.kind === 'read-all' ? action : { ...action, dialogId: usualDialogId(action.dialogId, privateChats) }
}

/**
 * User ids of private chats that may be listed a second time, as a muted chat: those that are only marked, while there
 * are muted chats nobody has looked at yet.
 *
 * @param isKnown whether it is known what a chat is
 */
export function possiblyTwice(conversations: readonly Conversation[], isKnown: (dialogId: string) => boolean): number[] {
  if (!conversations.some(({ dialogId, muted }) => muted && privateUserId(dialogId) === null && !isKnown(dialogId))) return []
  return conversations.filter(({ count, muted }) => !muted && count === 0).flatMap(({ dialogId }) => privateUserId(dialogId) ?? [])
}
