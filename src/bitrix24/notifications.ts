import * as v from 'valibot'
import { parseNotificationText } from '../domain/message-text.ts'
import { type NotificationButton, type NotificationItem, type NotificationKind, notificationPageLength, type NotificationPage } from '../domain/notification.ts'
import { authorsIn, type ReaderContext, textOptions } from './authors.ts'
import type { Command } from './batch.ts'
import { portalUrl } from './links.ts'
import { parseRows } from './rows.ts'
import { anything, color, count, date, flag, listOf, objectOf, optional, text } from './wire.ts'

export interface NotificationsRequest {
  /** The last notification of the page before. */
  readonly after?: Pick<NotificationItem, 'id' | 'kind'>
  /** @default notificationPageLength */
  readonly limit?: number
}

/** Notifications: first those to confirm, then the newest. Marks nothing as read. */
export const notificationsCommand = ({ after, limit = notificationPageLength }: NotificationsRequest = {}): Command => ({
  method: 'im.notify.get',
  // The next page goes on either among those to confirm (1), or among all the others (3).
  params: { LIMIT: limit, ...(after !== undefined && { LAST_ID: after.id, LAST_TYPE: after.kind === 'confirm' ? 1 : 3 }) },
})

/** The documentation names the notification ID, server code NOTIFY_ID. */
const named = (id: number) => ({ ID: id, NOTIFY_ID: id })

/** Presses a button. */
export const confirmNotificationCommand = (id: number, value: string): Command => (
  { method: 'im.notify.confirm', params: { ...named(id), NOTIFY_VALUE: value } }
)
export const answerNotificationCommand = (id: number, answer: string): Command => (
  { method: 'im.notify.answer', params: { ...named(id), ANSWER_TEXT: answer } }
)
/** Reads one notification, or makes it unread: without ONLY_CURRENT the portal would take all from it on. */
export const readNotificationCommand = (id: number, isRead = true): Command => (
  { method: 'im.notify.read', params: { ID: id, ONLY_CURRENT: 'Y', ACTION: isRead ? 'Y' : 'N' } }
)
/** Reads all of them but those to confirm. */
export const readAllNotificationsCommand = (): Command => ({ method: 'im.notify.read.all' })
export const deleteNotificationCommand = (id: number): Command => ({ method: 'im.notify.delete', params: { ID: id } })

const pageSchema = v.object({
  notifications: listOf(v.unknown()),
  users: anything,
  total_count: optional(count),
  total_unread_count: optional(count),
})

const notificationSchema = v.object({
  id: count,
  author_id: optional(count),
  date,
  notify_type: optional(count),
  notify_module: optional(text),
  notify_event: optional(text),
  notify_title: optional(text),
  text: optional(text),
  notify_read: flag,
  notify_buttons: anything,
  params: v.fallback(optional(objectOf({ CAN_ANSWER: v.fallback(optional(flag), undefined) })), undefined),
})

/** @throws ValiError when the answer is none; a notification that cannot be understood is left out and counted */
export function parseNotifications(answer: unknown, context: ReaderContext): NotificationPage {
  const wire = v.parse(pageSchema, answer)
  const authorOf = authorsIn(wire.users, context)
  const { rows, dropped } = parseRows(wire.notifications, (row): NotificationItem => {
    const notification = v.parse(notificationSchema, row)
    const { text: plain, link } = parseNotificationText(notification.text ?? '', textOptions(context))
    return {
      id: notification.id,
      kind: kindOf(notification.notify_type),
      author: authorOf(notification.author_id ?? 0),
      at: notification.date,
      title: parseNotificationText(notification.notify_title ?? '', textOptions(context)).text,
      text: plain,
      isRead: notification.notify_read,
      buttons: buttonsIn(notification.notify_buttons, notification.id),
      canAnswer: notification.params?.CAN_ANSWER ?? false,
      // An app may have written the link.
      url: portalUrl(link, context.origin),
      module: notification.notify_module ?? '',
      event: notification.notify_event ?? '',
    }
  })
  return { notifications: rows, dropped, total: wire.total_count ?? null, unread: wire.total_unread_count ?? null }
}

function kindOf(type: number | undefined): NotificationKind {
  if (type === 1) return 'confirm'
  return type === 2 ? 'person' : 'system'
}

const words = v.fallback(optional(text), undefined)
const buttonSchema = v.object({
  TITLE: words,
  TEXT: words,
  COMMAND: v.literal('notifyConfirm'),
  COMMAND_PARAMS: v.pipe(v.string(), v.regex(/^\d+\|./s)),
  BG_COLOR: color,
})

/** The keyboard: a JSON string of a list of buttons, among line breaks. Of other buttons than for answering, none is kept. */
function buttonsIn(keyboard: unknown, notificationId: number): readonly NotificationButton[] {
  const list = v.safeParse(listOf(v.unknown()), typeof keyboard === 'string' ? jsonIn(keyboard) : keyboard)
  if (!list.success) return []
  return list.output.flatMap((item) => {
    const button = v.safeParse(buttonSchema, item)
    if (!button.success) return []
    const { TITLE, TEXT, COMMAND_PARAMS, BG_COLOR } = button.output
    const bar = COMMAND_PARAMS.indexOf('|')
    const label = parseNotificationText(TITLE || (TEXT ?? '')).text
    // A button of another notification is not pressed for this one.
    if (Number(COMMAND_PARAMS.slice(0, bar)) !== notificationId || label === '') return []
    return [{ label, value: COMMAND_PARAMS.slice(bar + 1), color: BG_COLOR }]
  })
}

function jsonIn(value: string): unknown {
  try {
    return JSON.parse(value) as unknown
  } catch {
    return null
  }
}

const replySchema = v.object({ result_message: v.fallback(v.union([listOf(text), v.pipe(text, v.transform((line): readonly string[] => [line]))]), []) })

/** What the portal says to a confirmation or an answer, as plain lines; often nothing. Never throws. */
export function parseNotificationReply(answer: unknown): readonly string[] {
  const parsed = v.safeParse(replySchema, answer)
  return parsed.success ? parsed.output.result_message.map(line => parseNotificationText(line).text).filter(line => line !== '') : []
}
