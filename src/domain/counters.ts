import { isCapped, mayContainCapped } from './caps.ts'
import { boundsOf, type Conversation, type ConversationKind, conversationKinds, mayHaveMoreMessages, messagesOf } from './conversation.ts'

/** A number of the messenger that may be a lower bound. */
export const boundedKeys = ['all', 'messenger', 'notify', 'muted', ...conversationKinds] as const
export type BoundedKey = 'all' | 'messenger' | 'notify' | 'muted' | ConversationKind

/** Unread counters of the messenger at one moment. Every number is a non-negative integer; null is "not known". */
export interface Counters {
  /** Messages and notifications. No place of the portal shows this number. */
  readonly all: number
  /** Messages, without notifications. */
  readonly messenger: number | null
  readonly notify: number | null
  /** Messages by kind. The kinds add up to `messenger`: nothing is counted twice. */
  readonly byKind: Readonly<Record<ConversationKind, number>>
  /** Unread messages in muted chats; they are in no total. */
  readonly muted: number
  /** Whether this portal counts the chats of tasks: then new comments of tasks are messages, and in `all` already. */
  readonly countsTaskChats: boolean
  readonly conversations: readonly Conversation[]
  /** Which of the numbers are lower bounds: see `caps.ts`. */
  readonly atLeast: readonly BoundedKey[]
  /** Whether every unread chat is listed. Portals list the newest 1,000. */
  readonly listsAll: boolean
}

/** The totals a portal states itself; it leaves out what it does not know (older portals state less). */
export interface StatedTotals {
  readonly all: number
  readonly messenger?: number | undefined
  readonly notify?: number | undefined
  /** Group chats; copilot chats and collabs are counted in it as well. */
  readonly chat?: number | undefined
  readonly dialog?: number | undefined
  readonly lines?: number | undefined
  readonly copilot?: number | undefined
  readonly collab?: number | undefined
  readonly tasksTask?: number | undefined
}

/**
 * The exact counters from what a portal states and the conversations it lists.
 *
 * A stated total wins over a sum of ours, since it is what the portal says. Messages of kinds this code
 * does not know are the rest of the messenger's total, as `other`.
 *
 * @param unknownKindChats chats from lists this code has never heard of. Nobody can tell whether such a list counts
 *   messages at all; it is believed when it makes up exactly that rest, and then its chats are listed as `other`.
 * @param listsAll whether the answer has room for more chats
 */
export function buildCounters(
  stated: StatedTotals,
  conversations: readonly Conversation[],
  countsTaskChats: boolean,
  unknownKindChats: readonly Conversation[] = [],
  listsAll = true,
): Counters {
  const listed = sumByKind(conversations)
  const copilot = stated.copilot ?? listed.copilot
  const collab = stated.collab ?? listed.collab
  const known = {
    'dialog': stated.dialog ?? listed.dialog,
    'chat': difference(stated.chat, copilot + collab) ?? listed.chat,
    copilot,
    collab,
    'lines': stated.lines ?? listed.lines,
    'tasks-task': stated.tasksTask ?? listed['tasks-task'],
    'channel-comment': listed['channel-comment'],
  }
  const messenger = stated.messenger ?? difference(stated.all, stated.notify)
  const notify = stated.notify ?? difference(stated.all, stated.messenger)
  const other = difference(messenger, sum(Object.values(known))) ?? 0
  const rows = withMutedMarks(conversations, kind => listed[kind] - (kind === 'other' ? 0 : known[kind]))
  const believed = other > 0 && sum(unknownKindChats.map(({ count }) => count)) === other ? unknownKindChats : []
  const counters = {
    all: stated.all,
    messenger,
    notify,
    byKind: { ...known, other },
    muted: sum(rows.map(mutedMessagesOf)),
    countsTaskChats,
    conversations: believed.length === 0 ? rows : [...rows, ...believed],
    listsAll,
  }
  return { ...counters, atLeast: lowerBoundsOf(counters) }
}

/** One number as a person is told it. */
export interface Amount {
  /** Null: not known. */
  readonly count: number | null
  /** Whether there may be more. */
  readonly atLeast: boolean
}

/** "At least none" says nothing. */
export const amount = (count: number | null, atLeast = false): Amount => (
  count === null || (atLeast && count === 0) ? { count: null, atLeast: false } : { count, atLeast }
)

export function amountOf(counters: Counters, key: BoundedKey): Amount {
  const count = key === 'all' || key === 'messenger' || key === 'notify' || key === 'muted' ? counters[key] : counters.byKind[key]
  return amount(count, counters.atLeast.includes(key))
}

/**
 * A kind is a lower bound where one of its chats is, where older chats may be left out, and where it has enough
 * messages in unlisted chats to hide one that is capped. What is made up of lower bounds is one.
 */
function lowerBoundsOf(counters: Omit<Counters, 'atLeast'>): BoundedKey[] {
  const { all, messenger, notify, byKind, conversations, listsAll } = counters
  const unlisted = unlistedByKind(counters)
  const bounded = new Set(conversations.filter(({ atLeast, uncertain }) => atLeast ?? uncertain).flatMap(boundsOf))
  const kinds = conversationKinds.filter(kind => !listsAll || bounded.has(kind) || mayContainCapped(unlisted[kind]))
  const isMutedBounded = !listsAll || conversations.some(one => one.muted && (one.uncertain ?? mayHaveMoreMessages(one)))
  const isNotifyBounded = notify !== null && isCapped(notify)
  const isRestBounded = messenger === null && mayContainCapped(all - sum(Object.values(byKind)))
  return [
    ...(kinds.length > 0 || isNotifyBounded || isRestBounded ? ['all' as const] : []),
    ...(kinds.length > 0 ? ['messenger' as const] : []),
    ...(isNotifyBounded ? ['notify' as const] : []),
    ...(isMutedBounded ? ['muted' as const] : []),
    ...kinds,
  ]
}

/**
 * A muted chat that is only marked stands among the marks, but not among the muted chats. Where marks are all that
 * the list has too much of, compared with the total of their kind, they are muted.
 */
function withMutedMarks(
  conversations: readonly Conversation[],
  excessOf: (kind: ConversationKind) => number,
): readonly Conversation[] {
  const isMarkOnly = ({ count, muted, marked }: Conversation) => marked && !muted && count === 0
  const marks = conversations.filter(isMarkOnly)
  const mutedKinds = new Set(marks.map(({ kind }) => kind).filter((kind) => {
    const excess = excessOf(kind)
    return excess > 0 && excess === marks.filter(mark => mark.kind === kind).length
  }))
  if (mutedKinds.size === 0) return conversations
  return conversations.map(row => (isMarkOnly(row) && mutedKinds.has(row.kind) ? { ...row, muted: true } : row))
}

/** What conversations add to each kind. */
export function sumByKind(conversations: readonly Conversation[]): Record<ConversationKind, number> {
  const sums = Object.fromEntries(conversationKinds.map(kind => [kind, 0])) as Record<ConversationKind, number>
  for (const conversation of conversations) {
    sums[conversation.kind] += messagesOf(conversation)
    if (!conversation.uncertain) sums['channel-comment'] += conversation.comments
  }
  return sums
}

/** Unread messages that are muted. */
export const mutedMessagesOf = ({ muted, count, comments, uncertain }: Conversation): number => (
  muted && !uncertain ? count - comments : 0
)

/**
 * Messages of each kind that are counted, but in no chat the portal lists. Together with what the listed chats add,
 * they make up `byKind`.
 */
export function unlistedByKind({ byKind, conversations }: Pick<Counters, 'byKind' | 'conversations'>): Record<ConversationKind, number> {
  const listed = sumByKind(conversations)
  const entries = conversationKinds.map(kind => [kind, Math.max(0, byKind[kind] - listed[kind])])
  return Object.fromEntries(entries) as Record<ConversationKind, number>
}

/** The same of one kind, or of all (null). */
export function unlistedIn(counters: Counters, kind: ConversationKind | null): Amount & { readonly count: number } {
  const unlisted = unlistedByKind(counters)
  const counts = kind === null ? Object.values(unlisted) : [unlisted[kind]]
  return { count: sum(counts), atLeast: !counters.listsAll || counts.some(mayContainCapped) }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)

/** What is left of a whole; null where that is not known or cannot be. */
function difference(whole: number | null | undefined, part: number | undefined): number | null {
  return whole == null || part === undefined || part > whole ? null : whole - part
}
