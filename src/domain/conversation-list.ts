import {
  byImportance, type Conversation, type ConversationKind, conversationKinds, mayHaveMoreComments, mayHaveMoreMessages, withCount,
} from './conversation.ts'
import { type Amount, amount } from './counters.ts'
import { isForMe, mayBeForMe, type Preview, type Previews } from './preview.ts'
import type { SortOrder } from './settings.ts'

/** A part of the list; null: all of it. */
export type ListPart = ConversationKind | 'for-me' | 'muted' | 'later'

/** What stands in the place of the conversations. */
const otherLists = ['notify', 'tasks-expired', 'tasks-new-comments'] as const
export type OtherList = typeof otherLists[number]
export const isOtherList = (list: string): list is OtherList => otherLists.some(one => one === list)

/** What the list is narrowed to. */
export interface ListFilter {
  readonly only: ListPart | null
  /** Whether a chat fits what the person searches for. Null: no search. */
  readonly found: ((dialogId: string) => boolean) | null
}

/** Negative where the first conversation comes before the second. */
export type Compare = (a: Conversation, b: Conversation) => number

/** How a preview is sorted: the lowest first. */
interface SortKey {
  readonly pin: number
  readonly at: number
}

/** A preview is another object once it says something else. */
type SortKeys = WeakMap<Preview, SortKey>

const sortKeys: Readonly<Record<SortOrder, SortKeys>> = { newest: new WeakMap(), oldest: new WeakMap(), weight: new WeakMap() }

const noPreview: SortKey = { pin: 0, at: Infinity }

function sortKey(preview: Preview | undefined, order: SortOrder): SortKey {
  if (preview === undefined) return noPreview
  const known = sortKeys[order].get(preview)
  if (known !== undefined) return known
  const at = order === 'weight' ? NaN : Date.parse(preview.message?.at ?? '')
  const key = { pin: preview.isPinned ? -1 : 0, at: Number.isNaN(at) ? Infinity : order === 'newest' ? -at : at }
  sortKeys[order].set(preview, key)
  return key
}

/**
 * How conversations are sorted: pinned ones first, then by the time of their last message, or by importance. Those
 * whose time is not known follow, by importance.
 */
export function compareBy(order: SortOrder, previews: Previews): Compare {
  return (a, b) => {
    const first = sortKey(previews.get(a.dialogId), order)
    const second = sortKey(previews.get(b.dialogId), order)
    return first.pin - second.pin || (first.at === second.at ? byImportance(a, b) : first.at - second.at)
  }
}

/** Where each conversation stands on screen, by its dialog id: 0 for the first. */
export type Places = ReadonlyMap<string, number>

/** @param dialogIds in the order on screen; of one that stands there twice, the first place counts */
export function placesOf(dialogIds: readonly string[]): Places {
  const places = new Map<string, number>()
  for (const [place, dialogId] of dialogIds.entries()) if (!places.has(dialogId)) places.set(dialogId, place)
  return places
}

/**
 * The conversations in an order that holds still: whoever was there keeps their place; new ones come in where they
 * belong; gone ones leave. Without places, all are sorted.
 */
export function mergeOrder(conversations: readonly Conversation[], places: Places = new Map(), compare: Compare = byImportance): readonly Conversation[] {
  const staying: Conversation[] = []
  const coming: Conversation[] = []
  for (const conversation of conversations) {
    const place = places.get(conversation.dialogId)
    if (place === undefined) coming.push(conversation)
    else staying[place] = conversation
  }
  // `flat` closes the gaps of those that are gone.
  const still = staying.flat()
  return coming.length === 0 ? still : merge(still, coming.sort(compare), compare)
}

/** Each of `fresh` (sorted) before the first of `staying` that comes after it. */
export function merge(staying: readonly Conversation[], fresh: readonly Conversation[], compare: Compare): Conversation[] {
  const merged: Conversation[] = []
  let next = 0
  for (const conversation of staying) {
    for (let one = fresh[next]; one !== undefined && compare(one, conversation) < 0; one = fresh[next]) {
      merged.push(one)
      next += 1
    }
    merged.push(conversation)
  }
  return [...merged, ...fresh.slice(next)]
}

/**
 * A conversation as a part of the list shows it; null where it does not belong there. The comments of a channel are in
 * the channel's row, and count as comments alone: so the rows of a part add up to its number.
 */
export function inPart(conversation: Conversation, part: ListPart, preview?: Preview): Conversation | null {
  const { kind, count, comments, muted, marked } = conversation
  if (part === 'later') return conversation
  if (part === 'for-me') return isForMe(conversation, preview) ? conversation : null
  if (part === 'muted' ? !muted : muted) return null
  if (comments === 0 || kind === part && kind === 'channel-comment') return part === 'muted' || kind === part ? conversation : null
  if (part === 'channel-comment') return withCount({ ...conversation, marked: false }, comments, mayHaveMoreComments(conversation))
  const messages = withCount({ ...conversation, comments: 0 }, count - comments, mayHaveMoreMessages(conversation))
  // Comments in a muted channel stand in no other part: they are read with it.
  if (part === 'muted') return messages
  if (kind !== part) return null
  const { commentChats: _, ...withoutComments } = messages
  return count > comments || marked ? withoutComments : null
}

/** The parts of a list, each in the order given. */
export interface ListParts {
  readonly attentive: readonly Conversation[]
  /** Put aside, muted or not. */
  readonly later: readonly Conversation[]
  readonly muted: readonly Conversation[]
}

/** What calls for attention, what is put aside, and what is muted. Of what is put aside alone, all calls for attention. */
export function narrow(
  conversations: readonly Conversation[],
  { only, found }: ListFilter,
  previews: Previews = new Map(),
  aside: ReadonlySet<string> = new Set(),
): ListParts {
  const attentive: Conversation[] = []
  const later: Conversation[] = []
  const muted: Conversation[] = []
  for (const whole of conversations) {
    const conversation = only === null ? whole : inPart(whole, only, previews.get(whole.dialogId))
    if (conversation === null || (found !== null && !found(conversation.dialogId))) continue
    const isAside = aside.has(conversation.dialogId)
    if (only === 'later') {
      if (isAside) attentive.push(conversation)
    } else {
      (isAside ? later : conversation.muted ? muted : attentive).push(conversation)
    }
  }
  return { attentive, later, muted }
}

/** Messages in conversations, as their rows show them; a mark without messages counts 1. */
export function messagesIn(conversations: readonly Conversation[]): Amount & { readonly count: number } {
  let count = 0
  let atLeast = false
  for (const conversation of conversations) {
    if (!conversation.uncertain) count += conversation.count > 0 ? conversation.count : Number(conversation.marked && !conversation.muted)
    atLeast ||= conversation.atLeast === true || conversation.uncertain === true
  }
  return { count, atLeast }
}

/** Messages meant for the reader in person: a lower bound while some chats have not been looked into for mentions. */
export function messagesForMe(conversations: readonly Conversation[], previews: Previews): Amount {
  const forMe: Conversation[] = []
  let isUnknown = false
  for (const conversation of conversations) {
    const preview = previews.get(conversation.dialogId)
    if (isForMe(conversation, preview)) forMe.push(conversation)
    else isUnknown ||= mayBeForMe(conversation, preview)
  }
  const { count, atLeast } = messagesIn(forMe)
  return amount(count, atLeast || isUnknown)
}

/** Conversations of one kind, in the order given. */
export interface ConversationGroup {
  readonly kind: ConversationKind
  readonly conversations: readonly Conversation[]
}

/** Conversations by kind, channels with new comments among the channels; kinds without any are left out. */
export function groupByKind(conversations: readonly Conversation[]): ConversationGroup[] {
  return conversationKinds
    .map(group => ({ kind: group, conversations: conversations.filter(({ kind, comments }) => (comments > 0 ? 'channel-comment' : kind) === group) }))
    .filter(group => group.conversations.length > 0)
}
