import { computed, ref } from 'vue'
import type { Conversation, ConversationKind } from '../../domain/conversation.ts'
import { groupByKind, type ListParts } from '../../domain/conversation-list.ts'

/** Above a part of the list, which it shows and hides. */
export interface Heading {
  readonly heading: ConversationKind | 'later' | 'muted'
  readonly isOpen: boolean
  readonly conversations: readonly Conversation[]
}

/** `unlisted` says how many messages stand in chats that are not listed. */
export type Row = Conversation | Heading | 'unlisted'

export const isConversation = (row: Row | undefined): row is Conversation => typeof row === 'object' && 'dialogId' in row
export const isHeading = (row: Row | undefined): row is Heading => typeof row === 'object' && 'heading' in row
export const keyOf = (row: Row): string => (row === 'unlisted' ? row : 'heading' in row ? row.heading : row.dialogId)

export interface ListRowsOptions {
  readonly parts: () => ListParts
  /** Whether what calls for attention is divided by kind. */
  readonly isGrouped: () => boolean
  /** Whether chats that are put aside or muted stay away until somebody asks for them. */
  readonly folds: () => boolean
  /** Messages that are counted, but in no chat the portal lists. */
  readonly unlisted: () => number
}

/** The rows of the list: conversations, and the headings one may open and close. */
export function useListRows({ parts, isGrouped, folds, unlisted }: ListRowsOptions) {
  /** Those headings that somebody has opened or closed. */
  const opened = ref<ReadonlyMap<Heading['heading'], boolean>>(new Map())
  function toggle({ heading, isOpen }: Heading): void {
    opened.value = new Map([...opened.value, [heading, !isOpen]])
  }

  function under(heading: Heading['heading'], conversations: readonly Conversation[], isUsuallyOpen: boolean): Row[] {
    const isOpen = opened.value.get(heading) ?? isUsuallyOpen
    return [{ heading, isOpen, conversations }, ...(isOpen ? conversations : [])]
  }
  const foldedAway = (heading: 'later' | 'muted', conversations: readonly Conversation[]): readonly Row[] => (
    !folds() || conversations.length === 0 ? conversations : under(heading, conversations, false)
  )

  const grouped = computed(() => groupByKind(parts().attentive).flatMap(({ kind, conversations }) => under(kind, conversations, true)))
  const rows = computed<readonly Row[]>(() => [
    ...(isGrouped() ? grouped.value : parts().attentive),
    ...(unlisted() > 0 ? ['unlisted' as const] : []),
    ...foldedAway('later', parts().later),
    ...foldedAway('muted', parts().muted),
  ])

  return { rows, toggle }
}
