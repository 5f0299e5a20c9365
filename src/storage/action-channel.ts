import * as v from 'valibot'
import type { ChatAction } from '../domain/chat-action.ts'
import type { NotificationEffect } from '../domain/notification-action.ts'
import type { MessageLike } from '../domain/message-like.ts'
import type { PendingAction } from '../domain/pending-action.ts'
import { conversation, conversationKind, count, dialogId } from './schemas.ts'
import { type FrameChannel, openFrameChannel } from './frame-channel.ts'
import { frameClock } from '../browser/frame-clock.ts'

/** What frames of one person tell each other about what that person does to chats, notifications and messages. */
export type ActionMessage =
  /** From a new frame: tell me what is on its way. */
  | { readonly type: 'hello' }
  /** An action of the sender's that is on its way, or has been confirmed. */
  | { readonly type: 'acted', readonly pending: PendingAction<ChatAction | NotificationEffect | MessageLike> }
  /** The portal has refused it: it never happened. */
  | { readonly type: 'undone', readonly id: string }
  /** From a frame that is being closed: these it has told of, and not sent. Somebody may do it. */
  | { readonly type: 'handed', readonly ids: readonly string[] }

const actionSchema = v.variant('kind', [
  v.object({
    kind: v.literal('read'), dialogId,
    alsoIn: v.exactOptional(v.array(dialogId)), commentsOnly: v.exactOptional(v.literal(true)), mayBeUnanswered: v.exactOptional(v.literal(true)),
  }),
  v.object({ kind: v.literal('read-all') }),
  v.object({ kind: v.literal('unread'), dialogId, from: v.record(dialogId, count), conversation: v.nullable(conversation) }),
  v.object({ kind: v.picklist(['mark', 'unmute']), dialogId, chatKind: conversationKind }),
  v.object({ kind: v.picklist(['unmark', 'mute', 'answer', 'skip']), dialogId }),
  v.object({ kind: v.picklist(['notification-read', 'notification-unread', 'notification-gone']), id: count, wasRead: v.boolean() }),
  v.object({ kind: v.literal('notifications-read') }),
  v.object({ kind: v.literal('like'), messageId: count, likes: v.boolean() }),
])

const messageSchema = v.variant('type', [
  v.object({ type: v.literal('hello') }),
  v.object({
    type: v.literal('acted'),
    pending: v.object({ id: v.string(), action: actionSchema, confirmedAt: v.nullable(v.pipe(v.number(), v.maxValue(0))), left: count }),
  }),
  v.object({ type: v.literal('undone'), id: v.string() }),
  v.object({ type: v.literal('handed'), ids: v.pipe(v.array(v.string()), v.nonEmpty()) }),
])

/**
 * Opens the channel on which the frames that join under one name tell each other of actions. What cannot be
 * understood is dropped. The clocks of two frames have nothing in common: on the way, a moment counts from the sending.
 * Null where the browser has no such thing.
 */
export function openActionChannel(
  name: string,
  onMessage: (message: ActionMessage) => void,
): FrameChannel<ActionMessage> | null {
  const channel = openFrameChannel<ActionMessage>(`${name}:actions`, (data) => {
    const parsed = v.safeParse(messageSchema, data)
    if (parsed.success) onMessage(moved(parsed.output, frameClock.now()))
  })
  return channel && { ...channel, post: message => channel.post(moved(message, -frameClock.now())) }
}

function moved(message: ActionMessage, by: number): ActionMessage {
  if (message.type !== 'acted' || message.pending.confirmedAt === null) return message
  return { ...message, pending: { ...message.pending, confirmedAt: message.pending.confirmedAt + by } }
}
