import type { AttachmentKind } from './bbcode.ts'
import type { MessageText } from './message-text.ts'
import type { Author } from './recent.ts'

/** The author of a message, with a picture where the answer has one. */
export interface MessageAuthor extends Author {
  /** An address that is safe to load, or null. */
  readonly avatar: string | null
  /** `#rgb` or `#rrggbb`, or null. */
  readonly color: string | null
}

export interface MessageFile {
  readonly id: number
  /** Written by people: text, never markup. */
  readonly name: string
  readonly kind: Extract<AttachmentKind, 'file' | 'image' | 'video' | 'audio'>
  /** In bytes; null where it is not told. */
  readonly size: number | null
  /** Where the portal shows it: an address of the portal, or null. */
  readonly url: string | null
}

export interface Message {
  readonly id: number
  /** Null: the system. */
  readonly author: MessageAuthor | null
  /** ISO 8601. */
  readonly at: string | null
  readonly text: MessageText
  /** Null where the portal does not tell. */
  readonly isUnread: boolean | null
  /** The portal's own word on what has happened, such as somebody joining. */
  readonly isSystem: boolean
  readonly isEdited: boolean
  readonly likes: number
  /** Whether the reader likes it; null where nobody has told who that is. */
  readonly isLikedByReader: boolean | null
  readonly files: readonly MessageFile[]
  /** The message this one answers. */
  readonly replyToId: number | null
}

/** A part of a conversation, the newest message first. */
export interface MessagePage {
  readonly chatId: number | null
  readonly messages: readonly Message[]
  /** Messages that could not be understood, and are left out. */
  readonly dropped: number
}
