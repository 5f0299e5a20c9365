import { isCapped } from './caps.ts'
import { type BoundedKey, boundedKeys, type Counters } from './counters.ts'
import type { NotificationItem } from './notification.ts'

/** What a person can do about notifications from here. Those to confirm are left unread by `read-all`. */
export type NotificationAction =
  /** Presses one of its buttons: the portal takes the notification away. */
  | { readonly kind: 'confirm', readonly id: number, readonly value: string }
  | { readonly kind: 'answer', readonly id: number, readonly text: string }
  | { readonly kind: 'read' | 'unread' | 'delete', readonly id: number }
  | { readonly kind: 'read-all' }

/**
 * What an action changes, as all frames of the person show it before the portal has been asked anew. It holds no text.
 * `wasRead` is what the frame saw in which the person acted: the counter follows from it.
 */
export type NotificationEffect =
  | { readonly kind: 'notification-read' | 'notification-unread' | 'notification-gone', readonly id: number, readonly wasRead: boolean }
  | { readonly kind: 'notifications-read' }

export const isNotificationEffect = (action: { readonly kind: string }): action is NotificationEffect => action.kind.startsWith('notification')

/** Null where nobody can tell: an answer may read the notification, or take it away. */
export function effectOf(action: NotificationAction, { isRead: wasRead }: Pick<NotificationItem, 'isRead'>): NotificationEffect | null {
  switch (action.kind) {
    case 'read':
    case 'unread':
      return { kind: `notification-${action.kind}`, id: action.id, wasRead }
    case 'confirm':
    case 'delete':
      return { kind: 'notification-gone', id: action.id, wasRead }
    case 'read-all':
      return { kind: 'notifications-read' }
    case 'answer':
      return null
  }
}

/**
 * The counters once these have taken effect. How many are left of all, only the portal can tell; of 100 or more, one
 * read leaves 99 or more.
 */
export function withNotificationEffects(counters: Counters, effects: readonly NotificationEffect[]): Counters {
  return effects.reduce(withEffect, counters)
}

function withEffect(counters: Counters, effect: NotificationEffect): Counters {
  const { all, notify } = counters
  if (effect.kind === 'notifications-read') return { ...counters, all: all - (notify ?? 0), notify: null, atLeast: bounded(counters, 'all') }
  const change = changeOf(effect)
  // Part of the total, or not any more: a lower bound is right in either case.
  if (notify === null) return { ...counters, all: Math.max(0, all + Math.min(0, change)), atLeast: bounded(counters, 'all') }
  const after = isCapped(notify) && change > 0 ? notify : Math.max(0, notify + change)
  return { ...counters, all: Math.max(0, all + after - notify), notify: after }
}

function changeOf(effect: Exclude<NotificationEffect, { kind: 'notifications-read' }>): -1 | 0 | 1 {
  if (effect.kind === 'notification-unread') return effect.wasRead ? 1 : 0
  return effect.wasRead ? 0 : -1
}

const bounded = ({ atLeast }: Counters, key: BoundedKey): readonly BoundedKey[] => (
  boundedKeys.filter(one => one === key || atLeast.includes(one))
)
