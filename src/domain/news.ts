import type { Conversation } from './conversation.ts'

/** More unread in a chat than before. */
export interface News {
  readonly dialogId: string
  /** How many more; 0 for a mark set by hand. */
  readonly added: number
  /** Present where there may be more than that: portals count no further than to 100. */
  readonly atLeast?: true
}

/**
 * What is new between two answers of the portal. Muted chats make no noise, and what has been read is no news.
 *
 * @param before the earlier answer, less what the person has read since
 * @param listedAll whether the earlier answer listed every chat; else one that comes in may be an old one
 */
export function newsBetween(
  before: readonly Conversation[],
  after: readonly Conversation[],
  listedAll = true,
): News[] {
  const news: News[] = []
  let counts: ReadonlyMap<string, number> | null = null
  for (const [index, { dialogId, count, muted, atLeast }] of after.entries()) {
    // Most stand where they stood.
    const same = before[index]
    const known = same?.dialogId === dialogId ? same.count : (counts ??= countsOf(before)).get(dialogId)
    if (muted || (known === undefined ? !listedAll : count <= known)) continue
    news.push({ dialogId, added: count - (known ?? 0), ...(atLeast && { atLeast }) })
  }
  return news
}

const countsOf = (conversations: readonly Conversation[]): ReadonlyMap<string, number> => (
  new Map(conversations.map(({ dialogId, count }) => [dialogId, count]))
)

/** Several pieces of news as one, for somebody who has not heard of either yet. */
export function joinNews(first: readonly News[], second: readonly News[]): News[] {
  const joined = new Map(first.map(news => [news.dialogId, news]))
  for (const { dialogId, added, atLeast } of second) {
    const known = joined.get(dialogId)
    const isAtLeast = atLeast ?? known?.atLeast
    joined.set(dialogId, { dialogId, added: added + (known?.added ?? 0), ...(isAtLeast && { atLeast: isAtLeast }) })
  }
  return [...joined.values()]
}
