import type { ChatCard } from './chat.ts'
import type { ConversationKind } from './conversation.ts'
import type { MessagePreview } from './message-text.ts'

/** Who wrote something. */
export interface Author {
  readonly id: number
  /** Empty where the portal does not tell, as for the reader's own messages. Written by people: text, never markup. */
  readonly name: string
  /** Whether it is the person who looks at the app; null where nobody has told who that is. */
  readonly isReader: boolean | null
}

/** The last message of a conversation, as a row shows it. */
export interface LastMessage {
  readonly id: number
  /** Null: the system. */
  readonly author: Author | null
  readonly text: MessagePreview
  /** ISO 8601. */
  readonly at: string | null
}

/** A conversation of the messenger's list of recent ones. Null is "not told". What is unread in it the counters say. */
export interface RecentConversation {
  /** `chatN`, or the other person's user id in a private chat. */
  readonly dialogId: string
  readonly chatId: number | null
  readonly kind: ConversationKind
  /** Written by people: text, never markup. */
  readonly name: string
  /** An address that is safe to load, or null. */
  readonly avatar: string | null
  /** `#rgb` or `#rrggbb`, or null. */
  readonly color: string | null
  readonly message: LastMessage | null
  readonly isPinned: boolean
  /** Whether no operator has answered the visitor of an open line yet. */
  readonly isUnanswered: boolean | null
  /** What the chat is linked to: a task, a deal, a workgroup. */
  readonly entity: ChatCard['entity']
}

/** How many conversations a page has at most (documented). The next page starts so many further, however many it has. */
export const recentPageLength = 200

/** A part of that list. */
export interface RecentPage {
  readonly conversations: readonly RecentConversation[]
  /** Rows that could not be understood, and are left out. */
  readonly dropped: number
  readonly hasMore: boolean
}
