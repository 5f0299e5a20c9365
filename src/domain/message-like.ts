import type { Message } from './message.ts'

/** The reader likes a message, or no longer does. */
export interface MessageLike {
  readonly kind: 'like'
  readonly messageId: number
  readonly likes: boolean
}

export const isMessageLike = (action: { readonly kind: string }): action is MessageLike => action.kind === 'like'

/** A message as it is once liked or unliked. Where it is not known whether the reader likes it, they may be among those who do. */
export function withLike(message: Message, likes: boolean): Message {
  const { isLikedByReader } = message
  const change = likes === isLikedByReader || isLikedByReader === null ? 0 : likes ? 1 : -1
  return { ...message, isLikedByReader: likes, likes: Math.max(message.likes + change, Number(likes)) }
}
