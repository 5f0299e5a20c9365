import { sendMessage } from '../state/conversation.ts'
import { findChat } from '../state/dialog-id.ts'
import type { Chat } from '../state/model.ts'
import type { Portal } from '../state/portal.ts'
import { ControlError } from './control-error.ts'

/** Whose eyes to look with: a private chat is named by the other person. Default: the current user. */
export interface Viewpoint {
  userId?: number | undefined
}

export interface MessageRequest extends Viewpoint {
  dialogId: string
  /** Author; somebody else in the chat when left out */
  from?: number | undefined
  text?: string | undefined
  count?: number | undefined
}

const TEXTS = [
  'Have a look when you have a minute, please.',
  'Done, the new version is in the folder.',
  'Can we move this to tomorrow morning?',
  'Thanks, that helps a lot!',
  'I have added two comments on page 3.',
]

export function chatOf(portal: Portal, { dialogId, userId }: Viewpoint & { dialogId: string }): Chat {
  const chat = findChat(portal, dialogId, userId ?? portal.currentUserId)
  if (!chat) {
    throw new ControlError(`No chat ${dialogId}`)
  }
  return chat
}

export function sendAs(portal: Portal, { count = 1, ...request }: MessageRequest): number[] {
  const chat = chatOf(portal, request)
  const authorId = request.from ?? somebodyElse(portal, chat, request.userId ?? portal.currentUserId)
  return Array.from({ length: count }, () => {
    const text = request.text ?? TEXTS[chat.messages.length % TEXTS.length] ?? ''
    return sendMessage(portal, chat, { authorId, text }).id
  })
}

function somebodyElse(portal: Portal, chat: Chat, userId: number): number {
  const others = [...chat.members].filter(id => id !== userId && portal.users.get(id)?.active)
  return others[chat.messages.length % others.length] ?? 0
}
