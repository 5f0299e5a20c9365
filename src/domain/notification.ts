import type { MessageAuthor } from './message.ts'

/** `confirm` waits for an answer by one of its buttons; `person` is from somebody or an app; `system` from the portal. */
export type NotificationKind = 'confirm' | 'person' | 'system'

export interface NotificationButton {
  /** Text, never markup. */
  readonly label: string
  /** What the portal is told when it is pressed. */
  readonly value: string
  /** `#rgb` or `#rrggbb`, or null. */
  readonly color: string | null
}

export interface NotificationItem {
  readonly id: number
  readonly kind: NotificationKind
  /** Null: the system. */
  readonly author: MessageAuthor | null
  /** ISO 8601. */
  readonly at: string | null
  /** Plain, with its lines. */
  readonly title: string
  readonly text: string
  readonly isRead: boolean
  readonly buttons: readonly NotificationButton[]
  /** Whether it takes an answer in words. */
  readonly canAnswer: boolean
  /** A page of the portal it is about; null where it links to nothing, or elsewhere. */
  readonly url: string | null
  /** The portal's own words for where it comes from, such as `tasks` and `comment`. */
  readonly module: string
  readonly event: string
}

/** How many notifications im.notify.get tells of at most (documented). */
export const notificationPageLength = 50

/** A part of the notifications: first those to confirm, then the newest. */
export interface NotificationPage {
  readonly notifications: readonly NotificationItem[]
  /** Notifications that could not be understood, and are left out. */
  readonly dropped: number
  /** Null where the portal does not tell. */
  readonly total: number | null
  readonly unread: number | null
}
