import type { ConversationKind } from './conversation.ts'

export const roles = ['none', 'guest', 'member', 'manager', 'owner'] as const
export type Role = typeof roles[number]

/** The least role that may do something; `none`: nobody may. */
export const levels = ['member', 'manager', 'owner', 'none'] as const
export type Level = typeof levels[number]

interface Permission {
  /** The portal's name of it, such as `manage_users_add`. */
  readonly name: string
  readonly level: Level
}

interface Restriction {
  /** The portal's name of the action, such as `rename`. */
  readonly name: string
  readonly allowed: boolean
}

/** How far somebody has read: everything, only earlier messages, or nothing yet; null where it cannot be told. */
export type ReadState = 'all' | 'some' | 'none' | null

export interface Reader {
  readonly userId: number
  readonly name: string
  readonly read: ReadState
  /** When they read last, as ISO 8601. */
  readonly at: string | null
}

/** Who has seen the last message: how many, and the first few by name. */
export interface Views {
  readonly count: number
  readonly first: readonly { readonly userId: number, readonly name: string, readonly at: string | null }[]
}

/** What a chat looks like in a list. */
export interface ChatCard {
  readonly dialogId: string
  /** Empty in a private chat whose other person is not known. Written by people: text, never markup. */
  readonly name: string
  readonly kind: ConversationKind
  /** An address that is safe to load, or null. */
  readonly avatar: string | null
  /** `#rgb` or `#rrggbb`, or null. */
  readonly color: string | null
  /** The object the chat belongs to: a deal, a task, … */
  readonly entity: { readonly type: string, readonly url: string } | null
  /** The other person's user id, where a private chat goes by its chat id. */
  readonly personId?: number
}

/** What the portal says of a chat to this person. Null is "not known". */
export interface Chat extends ChatCard {
  readonly chatId: number
  /** The portal's own word for the type, an open set: `chat`, `open`, `crm`, `tasksTask`, … */
  readonly type: string
  readonly description: string
  readonly isExtranet: boolean
  readonly muted: boolean
  readonly role: Role | null
  readonly unread: number | null
  readonly participants: number | null
  readonly messages: number | null
  readonly ownerId: number | null
  readonly managerIds: readonly number[]
  /** ISO 8601. */
  readonly createdAt: string | null
  readonly publicUrl: string | null
  /** Everybody in the chat but the current user. */
  readonly readers: readonly Reader[]
  /** Whether everybody is among the readers: the portal told of them, and all were understood. */
  readonly listsAllReaders: boolean
  readonly views: Views | null
  readonly permissions: readonly Permission[]
  readonly restrictions: readonly Restriction[]
  readonly canWrite: boolean
}

/** Somebody as the messenger shows them. */
export interface Person {
  readonly userId: number
  readonly name: string
  readonly avatar: string | null
  readonly color: string | null
  readonly position: string
  /** The portal's own word, such as `online` or `dnd`. */
  readonly status: string
  /** ISO 8601. */
  readonly lastActivityAt: string | null
}

/** Whether somebody with this role may do what needs that level; null where the role is not known. */
export function permits(level: Level, role: Role | null): boolean | null {
  if (level === 'none') return false
  return role === null ? null : roles.indexOf(role) >= roles.indexOf(level)
}
