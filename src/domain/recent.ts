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

/** How far an open line is (seen in server code: the lower the status, the earlier). */
export interface LineStatus {
  readonly id: number
  /** The portal's own number; null where it tells none. */
  readonly status: number | null
  /** No operator has taken the visitor yet; null where the status does not say. */
  readonly isUnanswered: boolean | null
  /** ISO 8601. */
  readonly createdAt: string | null
}

/** A conversation of the messenger's list of recent ones. Null is "not told". */
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
  /** Marked as unread by hand. */
  readonly isMarked: boolean
  readonly isMuted: boolean | null
  readonly count: number | null
  /** Present where `count` is a lower bound. */
  readonly atLeast?: true
  /** The last message this person has read; 0: none. */
  readonly lastReadId: number | null
  /** Open lines only. */
  readonly line: LineStatus | null
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
