import { byImportance, type Conversation, type ConversationKind } from './conversation.ts'

/** What the list is narrowed to. */
export interface ListFilter {
  /** Null: everything. */
  readonly only: ConversationKind | 'muted' | null
  /** Whether a chat fits what the person searches for. Null: no search. */
  readonly found: ((dialogId: string) => boolean) | null
}

/**
 * The conversations in a calm order: whoever was there keeps their place, whatever their count is now; new ones come
 * in where they belong by importance; gone ones leave. Without a previous order it is that of importance.
 *
 * @param previous dialog ids in the order they stand on screen
 */
export function mergeOrder(conversations: readonly Conversation[], previous: readonly string[] = []): Conversation[] {
  const coming = new Map<string, Conversation>()
  for (const conversation of conversations) coming.set(conversation.dialogId, conversation)
  const staying: Conversation[] = []
  for (const dialogId of previous) {
    const conversation = coming.get(dialogId)
    if (conversation !== undefined) staying.push(conversation)
  }
  if (staying.length === conversations.length) return staying
  for (const { dialogId } of staying) coming.delete(dialogId)
  return merge(staying, [...coming.values()].sort(byImportance))
}

/** Each of `fresh` (sorted) before the first of `staying` that matters less. */
function merge(staying: readonly Conversation[], fresh: readonly Conversation[]): Conversation[] {
  const merged: Conversation[] = []
  let next = 0
  for (const conversation of staying) {
    for (let one = fresh[next]; one !== undefined && byImportance(one, conversation) < 0; one = fresh[next]) {
      merged.push(one)
      next += 1
    }
    merged.push(conversation)
  }
  return [...merged, ...fresh.slice(next)]
}

/** Whether a conversation is behind the number of a kind: a channel's comments are in the channel's row. */
export function isOfKind({ kind, comments, muted }: Conversation, only: ConversationKind | 'muted'): boolean {
  if (only === 'muted') return muted
  return !muted && (kind === only || (only === 'channel-comment' && comments > 0))
}

/** The two parts of the list, each in the order given: what calls for attention, and what is muted. */
export function narrow(
  conversations: readonly Conversation[],
  { only, found }: ListFilter,
): { attentive: Conversation[], muted: Conversation[] } {
  const attentive: Conversation[] = []
  const muted: Conversation[] = []
  for (const conversation of conversations) {
    if (only !== null && !isOfKind(conversation, only)) continue
    if (found !== null && !found(conversation.dialogId)) continue
    (conversation.muted ? muted : attentive).push(conversation)
  }
  return { attentive, muted }
}
