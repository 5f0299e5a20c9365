import type { Conversation } from './conversation.ts'

/** More unread in a chat than before. */
export interface News {
  readonly dialogId: string
  /** How many more; 0 for a mark set by hand. */
  readonly added: number
}

/** What is new since the last look. Muted chats make no noise, and what has been read is no news. */
export function newsBetween(before: readonly Conversation[], after: readonly Conversation[]): News[] {
  const counts = new Map(before.map(({ dialogId, count }) => [dialogId, count]))
  return after.flatMap(({ dialogId, count, muted }) => {
    const added = count - (counts.get(dialogId) ?? 0)
    const isNew = added > 0 || !counts.has(dialogId)
    return muted || !isNew ? [] : [{ dialogId, added: Math.max(0, added) }]
  })
}

/** Several pieces of news as one, for somebody who has not heard of either yet. */
export function joinNews(first: readonly News[], second: readonly News[]): News[] {
  const added = new Map(first.map(news => [news.dialogId, news.added]))
  for (const { dialogId, added: more } of second) added.set(dialogId, (added.get(dialogId) ?? 0) + more)
  return [...added].map(([dialogId, sum]) => ({ dialogId, added: sum }))
}
