import { isCapped } from './caps.ts'
import type { NotificationAction, NotificationEffect } from './notification-action.ts'
import type { NotificationItem, NotificationPage } from './notification.ts'

/** The notifications that have been read so far, in the portal's order: those to confirm, then the newest. */
export interface NotificationList {
  readonly items: readonly NotificationItem[]
  /** Notifications that could not be understood, and are left out. */
  readonly dropped: number
  /** Whether the portal may know older ones. */
  readonly hasMore: boolean
}

/** @param size how many the portal was asked for */
const isFull = ({ notifications, dropped }: NotificationPage, size: number): boolean => (
  notifications.length > 0 && notifications.length + dropped >= size
)

/**
 * The list after its first page has been read anew. What stood below stays, so that nobody who has scrolled down loses
 * their place; not where the portal counts fewer than that would be.
 */
export function listFrom(page: NotificationPage, size: number, before: NotificationList | null): NotificationList {
  const { notifications, dropped, total, unread } = page
  const fresh = { items: notifications, dropped, hasMore: isFull(page, size) }
  const last = notifications.at(-1)
  if (before === null || last === undefined || !fresh.hasMore) return fresh
  const known = new Set(notifications.map(({ id }) => id))
  const older = before.items.filter(item => comesAfter(item, last) && !known.has(item.id))
  const items = [...notifications, ...older]
  const isTooLong = total !== null && items.length > total
  const isTooUnread = unread !== null && !isCapped(unread) && items.filter(({ isRead }) => !isRead).length > unread
  return older.length === 0 || isTooLong || isTooUnread ? fresh : { items, dropped, hasMore: before.hasMore }
}

/** The list with one page more. A page that brings nothing new is the last one. */
export function withPage(list: NotificationList, page: NotificationPage, size: number): NotificationList {
  const known = new Set(list.items.map(({ id }) => id))
  const fresh = page.notifications.filter(({ id }) => !known.has(id))
  return { items: [...list.items, ...fresh], dropped: list.dropped + page.dropped, hasMore: fresh.length > 0 && isFull(page, size) }
}

/** Portals number notifications in the order of their coming. */
function comesAfter(item: NotificationItem, last: NotificationItem): boolean {
  const isLater = (one: NotificationItem) => Number(one.kind !== 'confirm')
  return isLater(item) === isLater(last) ? item.id < last.id : isLater(item) > isLater(last)
}

/** The list once these have taken effect. */
export function withListEffects(list: NotificationList, effects: readonly NotificationEffect[]): NotificationList {
  return effects.reduce((shown, effect) => ({ ...shown, items: itemsAfter(shown.items, effect) }), list)
}

function itemsAfter(items: readonly NotificationItem[], effect: NotificationEffect): readonly NotificationItem[] {
  if (effect.kind === 'notifications-read') return items.map(item => (item.kind === 'confirm' ? item : { ...item, isRead: true }))
  if (effect.kind === 'notification-gone') return items.filter(({ id }) => id !== effect.id)
  const isRead = effect.kind === 'notification-read'
  return items.map(item => (item.id === effect.id ? { ...item, isRead } : item))
}

/**
 * Whether an action has been done, as far as a first page that was asked for after it tells: null where it does not.
 * The page tells nothing of an answer, nor of what stands further down.
 *
 * @param before the list the person acted in
 */
export function wasDone(
  action: NotificationAction,
  before: readonly NotificationItem[],
  page: NotificationPage,
  size: number,
): boolean | null {
  if (action.kind === 'answer') return null
  if (action.kind === 'read-all') {
    const known = new Set(before.map(({ id }) => id))
    return page.notifications.every(({ id, kind, isRead }) => isRead || kind === 'confirm' || !known.has(id))
  }
  const item = page.notifications.find(({ id }) => id === action.id)
  const isGone = action.kind === 'confirm' || action.kind === 'delete'
  if (item !== undefined) return !isGone && item.isRead === (action.kind === 'read')
  return isGone && isListed(action.id, before, page, size) === false ? true : null
}

/**
 * Whether the portal still lists a notification, as far as a first page tells: null where it may stand further down, or
 * among those that could not be understood.
 *
 * @param before the list that is known
 */
export function isListed(id: number, before: readonly NotificationItem[], page: NotificationPage, size: number): boolean | null {
  if (page.notifications.some(one => one.id === id)) return true
  const last = page.notifications.at(-1)
  const seen = before.find(one => one.id === id)
  const isFurtherDown = isFull(page, size) && (seen === undefined || last === undefined || comesAfter(seen, last))
  return page.dropped > 0 || isFurtherDown ? null : false
}
