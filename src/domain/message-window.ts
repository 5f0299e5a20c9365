import type { Message, MessagePage } from './message.ts'
import type { LastMessage } from './recent.ts'

/** The messages of a chat that are known: a part of it without gaps. */
export interface MessageWindow {
  /** The oldest first. */
  readonly messages: readonly Message[]
  /** The reader's own ones that no page has held yet, the oldest first. */
  readonly sent: readonly Message[]
  /** Messages among these that could not be understood, and are left out: at least so many. */
  readonly dropped: number
  readonly hasEarlier: boolean
  /** Ids of unread messages. */
  readonly unread: ReadonlySet<number>
  /** The message that unread ones begin with, or began with before they were read; null: there have been none. */
  readonly unreadFrom: number | null
}

export const emptyWindow: MessageWindow = { messages: [], sent: [], dropped: 0, hasEarlier: false, unread: new Set(), unreadFrom: null }

export interface PageRequest {
  /** How many messages were asked for: fewer means that there are no others. */
  readonly limit: number
  /** Unread messages as the counters tell it, for a portal that flags none; null where they do not. */
  readonly count: number | null
}

/** What a row of the list knows already. */
export function windowOf({ id, author, text, at }: LastMessage, count: number | null): MessageWindow {
  const message: Message = {
    id, at, isUnread: null, isSystem: author === null, isEdited: false, likes: 0, isLikedByReader: null, files: [], replyToId: null,
    author: author && { ...author, avatar: null, color: null },
    text: { ...text, blocks: text.text === '' ? [] : [{ kind: 'text', text: text.text, author: null }] },
  }
  const unread = unreadIn([message], count)
  return { ...emptyWindow, messages: [message], unread, unreadFrom: oldestOf(unread) }
}

/** With the newest messages. A page that does not reach back to what was known takes its place. */
export function withNewest(known: MessageWindow, page: MessagePage, { limit, count }: PageRequest): MessageWindow {
  const oldest = page.messages.at(-1)?.id ?? Infinity
  const newest = page.messages[0]?.id ?? 0
  const touches = oldest <= (known.messages.at(-1)?.id ?? 0)
  const older = touches ? known.messages.filter(({ id }) => id < oldest) : []
  const isSameStart = touches && (older.length > 0 || known.messages[0]?.id === oldest)
  // Whatever is older than a message that has been read has been read as well.
  const isOlderRead = page.messages.some(isReadOne)
  const unread = new Set([
    ...(isOlderRead ? [] : older.filter(({ id }) => known.unread.has(id)).map(({ id }) => id)),
    ...unreadIn(page.messages, count),
  ])
  return {
    messages: [...older, ...page.messages.toReversed()],
    sent: known.sent.filter(({ id }) => id > newest),
    dropped: isSameStart ? Math.max(known.dropped, page.dropped) : page.dropped,
    hasEarlier: isSameStart ? known.hasEarlier : isFull(page, limit),
    unread,
    unreadFrom: beginningOf(unread, known),
  }
}

/** With the messages before the oldest known one. */
export function withEarlier(known: MessageWindow, page: MessagePage, { limit, count }: PageRequest): MessageWindow {
  const oldest = known.messages[0]?.id ?? Infinity
  const earlier = page.messages.filter(({ id }) => id < oldest)
  const unread = new Set([...unreadIn(earlier, count === null ? null : count - known.unread.size), ...known.unread])
  return {
    ...known,
    messages: [...earlier.toReversed(), ...known.messages],
    dropped: page.dropped + (known.messages.length === 0 ? 0 : known.dropped),
    hasEarlier: isFull(page, limit) && earlier.length > 0,
    unread,
    unreadFrom: beginningOf(unread, known),
  }
}

/** With a message the reader has just sent. */
export function withSent(known: MessageWindow, message: Message): MessageWindow {
  if (messagesIn(known).some(({ id }) => id === message.id)) return known
  return { ...known, sent: [...known.sent, message] }
}

/** Once all has been read. What was unread still says where it began. */
export const withAllRead = (known: MessageWindow): MessageWindow => (
  known.unread.size === 0 ? known : { ...known, unread: new Set() }
)

/** All that is known, the oldest first. */
export const messagesIn = ({ messages, sent }: MessageWindow): readonly Message[] => (
  sent.length === 0 ? messages : [...messages, ...sent]
)

/** Whether there may be messages before these. */
export const isFull = ({ messages, dropped }: MessagePage, limit: number): boolean => messages.length + dropped >= limit

/** Whether the reader has read it, and so whatever is older. */
export const isReadOne = ({ isUnread, author }: Message): boolean => isUnread === false && author?.isReader === false

/** Ids of the unread ones among these, the newest first: as the portal flags them, else so many of others as are counted. */
export function unreadIn(messages: readonly Message[], count: number | null): ReadonlySet<number> {
  const unread = new Set<number>()
  let left = count ?? 0
  for (const { id, isUnread, author } of messages) {
    const isCounted = left > 0 && author?.isReader !== true
    if (isCounted) left -= 1
    if (isUnread ?? isCounted) unread.add(id)
  }
  return unread
}

const oldestOf = (ids: ReadonlySet<number>): number | null => (ids.size === 0 ? null : Math.min(...ids))

/** Unread messages that come after all had been read begin anew; else the beginning only moves back. */
function beginningOf(unread: ReadonlySet<number>, known: MessageWindow): number | null {
  const oldest = oldestOf(unread)
  if (oldest === null || known.unreadFrom === null) return oldest ?? known.unreadFrom
  return known.unread.size === 0 ? oldest : Math.min(oldest, known.unreadFrom)
}
