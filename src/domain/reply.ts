import type { Failure } from './failure.ts'
import type { Message } from './message.ts'
import { type MessageText, parseMessageText } from './message-text.ts'

/**
 * How far a reply is.
 *
 * - `looking`: nobody knows whether the portal has taken it, so the app looks for it in the chat
 * - `refused`: the portal has not taken it
 * - `unsent`: there was no answer, and it is not in the chat
 * - `unknown`: there was no answer, and the chat could not be read either
 * - `sent-before`: what was sent earlier did arrive; the text in the field is another one
 */
export type Sending =
  | { readonly status: 'idle' | 'sending' | 'looking' | 'sent-before' }
  | { readonly status: 'refused' | 'unsent' | 'unknown', readonly failure: Failure }

export const idle: Sending = { status: 'idle' }

/** Texts that were sent without an answer. */
export interface Attempt {
  readonly texts: readonly string[]
  /** None of them is this message or an older one. */
  readonly after: number
}

/** The message that one of these texts has become; null where there is none. */
export function findSent(messages: readonly Message[], texts: readonly string[]): { readonly id: number, readonly text: string } | null {
  for (const { id, author, text } of messages) {
    // Where nobody has told who the reader is, the same text counts: rather not sent again than sent twice.
    const sent = author?.isReader === true || author?.isReader === null
      ? texts.find(one => spelling(parseMessageText(one)) === spelling(text))
      : undefined
    if (sent !== undefined) return { id, text: sent }
  }
  return null
}

/** Portals trim texts, and may keep other line ends and spaces. */
const spelling = ({ blocks }: MessageText): string => blocks.map(({ text }) => text).join(' ').replace(/\s+/g, ' ').trim()
