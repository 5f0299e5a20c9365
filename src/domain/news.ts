import type { Conversation } from './conversation.ts'

/** More unread in a chat than before. */
export interface News {
  readonly dialogId: string
  /** How many more; 0 for a mark set by hand. */
  readonly added: number
}

/** What is new since the last look. Muted chats make no noise, and what has been read is no news. */
export function newsBetween(before: readonly Conversation[], after: readonly Conversation[]): News[] {
  const news: News[] = []
  let counts: ReadonlyMap<string, number> | null = null
  for (const [index, { dialogId, count, muted }] of after.entries()) {
    // Most stand where they stood.
    const same = before[index]
    const known = same?.dialogId === dialogId ? same.count : (counts ??= countsOf(before)).get(dialogId)
    if (!muted && (known === undefined || count > known)) news.push({ dialogId, added: count - (known ?? 0) })
  }
  return news
}

const countsOf = (conversations: readonly Conversation[]): ReadonlyMap<string, number> => (
  new Map(conversations.map(({ dialogId, count }) => [dialogId, count]))
)

/** Several pieces of news as one, for somebody who has not heard of either yet. */
export function joinNews(first: readonly News[], second: readonly News[]): News[] {
  const added = new Map(first.map(news => [news.dialogId, news.added]))
  for (const { dialogId, added: more } of second) added.set(dialogId, (added.get(dialogId) ?? 0) + more)
  return [...added].map(([dialogId, sum]) => ({ dialogId, added: sum }))
}
