import type { Conversation } from './conversation.ts'
import type { MessagePage } from './message.ts'
import { mentionsReader } from './message-text.ts'
import { isFull, isReadOne, unreadIn } from './message-window.ts'

/** So far the unread messages of a chat have been looked through, the newest first. */
export interface Look {
  /** Whether one of them mentions the reader; null: an earlier one still may. */
  readonly isMention: boolean | null
  /** How many unread messages have been seen. */
  readonly seen: number
  /** The message before which others are worth a look; null: none are. */
  readonly before: number | null
}

/**
 * With one more page. A portal may send no more than the limit, however many are unread, and a count at its cap says
 * "or more": nothing is left only where the page is not full, reaches what is read, or all that is counted has been seen.
 *
 * @param limit how many messages were asked for
 */
export function withLook(
  known: Look | undefined,
  page: MessagePage,
  { count, atLeast }: Pick<Conversation, 'count' | 'atLeast'>,
  limit: number,
  reader: number | null,
): Look {
  const { messages } = page
  const unread = unreadIn(messages, count - (known?.seen ?? 0))
  const seen = (known?.seen ?? 0) + unread.size
  const isFound = known?.isMention === true || messages.some(({ id, text }) => unread.has(id) && mentionsReader(text.mentions, reader))
  const isAll = !isFull(page, limit) || messages.some(isReadOne) || (seen >= count && atLeast !== true)
  const oldest = messages.at(-1)?.id ?? 0
  // A portal that pages in circles is not followed.
  const isOver = isFound || isAll || seen >= count || oldest >= (known?.before ?? Infinity)
  return { isMention: isFound || (isAll ? false : null), seen, before: isOver ? null : oldest }
}
