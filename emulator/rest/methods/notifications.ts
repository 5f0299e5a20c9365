import type { PortalNotification } from '../../state/notifications.ts'
import type { Portal } from '../../state/portal.ts'
import { RestError } from '../errors.ts'
import type { MethodCall, Methods } from '../method.ts'
import { flagParam, listParam, param, textParam } from '../params.ts'
import { atomDate } from '../php.ts'
import { describeUser } from './users.ts'

const MAX_LIMIT = 50
const CONFIRM = 1
/** Where the pages go on: among those to confirm, or among the others. */
const OTHERS = 3
/** The chat that holds a person's notifications */
const FIRST_CHAT = 900_000

export const notificationMethods: Methods = {
  'im.notify.get': { scope: 'im', run: call => ({ result: list(call) }) },
  'im.notify.confirm': { scope: 'im', run: call => ({ result: confirm(call) }) },
  'im.notify.answer': { scope: 'im', run: call => ({ result: answer(call) }) },
  'im.notify.read': { scope: 'im', run: call => ({ result: read(call) }) },
  'im.notify.read.list': { scope: 'im', run: call => ({ result: readList(call) }) },
  'im.notify.read.all': { scope: 'im', run: call => ({ result: readAll(call) }) },
  'im.notify.delete': { scope: 'im', run: call => ({ result: remove(call) }) },
}

/** Those to confirm first, then the others, the newest first. */
function list({ portal, params, auth: { userId } }: MethodCall): unknown {
  const limit = Math.min(MAX_LIMIT, Number(textParam(params, 'LIMIT')) || MAX_LIMIT)
  const all = portal.unreadNotifications.of(userId)
  const page = pageAfter(all, cursor({ params })).slice(0, limit)
  const authors = new Set(page.map(({ authorId }) => authorId))
  return {
    total_count: all.length,
    total_unread_count: portal.unreadNotifications.get(userId),
    chat_id: FIRST_CHAT + userId,
    notifications: page.map(notification => describe(notification, portal, userId)),
    users: [...authors].flatMap((id) => {
      const user = portal.users.get(id)
      return user ? [describeUser(user, portal)] : []
    }),
  }
}

interface Cursor {
  id: number
  type: number
}

function cursor({ params }: Pick<MethodCall, 'params'>): Cursor | null {
  const [id, type] = [param(params, 'LAST_ID'), param(params, 'LAST_TYPE')]
  if (id === undefined && type === undefined) {
    return null
  }
  if (id === undefined || type === undefined) {
    throw new RestError('LAST_ID_AND_LAST_TYPE', 'Parameters LAST_ID and LAST_TYPE should be used together.', 400)
  }
  if (!/^\d+$/.test(textParam(params, 'LAST_ID'))) {
    throw new RestError('LAST_ID_STRING', 'Last notification ID can\'t be string', 400)
  }
  return { id: Number(textParam(params, 'LAST_ID')), type: Number(textParam(params, 'LAST_TYPE')) }
}

function pageAfter(all: readonly PortalNotification[], last: Cursor | null): PortalNotification[] {
  const newestFirst = [...all].sort((one, other) => other.at - one.at || other.id - one.id)
  const confirms = newestFirst.filter(({ type }) => type === CONFIRM)
  const others = newestFirst.filter(({ type }) => type !== CONFIRM)
  const after = (part: PortalNotification[], id: number) => part.slice(part.findIndex(notification => notification.id === id) + 1)
  if (last === null) {
    return [...confirms, ...others]
  }
  return last.type === OTHERS ? after(others, last.id) : [...after(confirms, last.id), ...others]
}

function describe(notification: PortalNotification, portal: Portal, userId: number): unknown {
  const { id, type, authorId, at, title, text, module, event, buttons, canAnswer, read: isRead } = notification
  return {
    id,
    chat_id: FIRST_CHAT + userId,
    author_id: authorId,
    date: atomDate(at, portal.utcOffset),
    notify_type: type,
    notify_module: module,
    notify_event: event,
    notify_tag: '',
    notify_sub_tag: '',
    notify_title: title,
    setting_name: `${module}|${event}`,
    text,
    notify_read: isRead ? 'Y' : 'N',
    ...buttons.length > 0 && { notify_buttons: JSON.stringify(buttons.map(button => ({
      BOT_ID: 0,
      APP_ID: 0,
      TYPE: 'BUTTON',
      TITLE: button.title,
      COMMAND: 'notifyConfirm',
      COMMAND_PARAMS: `${id}|${button.value}`,
      BG_COLOR: button.value === 'Y' ? '#8bc84b' : '#ef4b57',
      TEXT_COLOR: '#fff',
      DISPLAY: 'LINE',
    }))) },
    params: canAnswer ? { CAN_ANSWER: 'Y' } : null,
  }
}

/** The answer given, the notification is gone. */
function confirm(call: MethodCall): unknown {
  const { portal, params, auth: { userId } } = call
  const notification = notificationParam(call)
  const value = textParam(params, 'NOTIFY_VALUE')
  if (value === '') {
    throw new RestError('NOTIFY_VALUE_ERROR', 'Notification Value can\'t be empty', 400)
  }
  const button = notification?.buttons.find(candidate => candidate.value === value)
  if (!notification || !button) {
    return { result_message: false }
  }
  portal.unreadNotifications.delete(userId, notification.id)
  return { result_message: [`<b>${button.title}</b>: done`] }
}

function answer(call: MethodCall): unknown {
  const notification = notificationParam(call)
  if (textParam(call.params, 'ANSWER_TEXT').trim() === '') {
    throw new RestError('ANSWER_TEXT_ERROR', 'Answer text can\'t be empty', 400)
  }
  if (!notification?.canAnswer) {
    return { result_message: false }
  }
  notification.read = true
  return { result_message: ['Your answer has been posted'] }
}

/** Without ONLY_CURRENT: all from that one on. */
function read({ portal, params, auth: { userId } }: MethodCall): boolean {
  const id = Number(textParam(params, 'ID'))
  const onlyCurrent = flagParam(params, 'ONLY_CURRENT', false)
  const isRead = flagParam(params, 'ACTION', true)
  for (const notification of portal.unreadNotifications.of(userId)) {
    if (notification.id === id || (!onlyCurrent && notification.id > id)) {
      notification.read = isRead
    }
  }
  return true
}

function readList({ portal, params, auth: { userId } }: MethodCall): boolean {
  const ids = listParam(params, 'IDS').map(Number)
  const isRead = flagParam(params, 'ACTION', true)
  if (ids.length === 0) {
    throw new RestError('PARAMS_ERROR', 'No IDS param or it is not an array', 400)
  }
  for (const notification of portal.unreadNotifications.of(userId)) {
    if (ids.includes(notification.id)) {
      notification.read = isRead
    }
  }
  return true
}

/** Those to confirm stay unread. */
function readAll({ portal, auth: { userId } }: MethodCall): boolean {
  for (const notification of portal.unreadNotifications.of(userId)) {
    if (notification.type !== CONFIRM) {
      notification.read = true
    }
  }
  return true
}

function remove({ portal, params, auth: { userId } }: MethodCall): boolean {
  const id = Number(textParam(params, 'ID'))
  if (!portal.unreadNotifications.find(userId, id)) {
    return false
  }
  portal.unreadNotifications.delete(userId, id)
  return true
}

/** By NOTIFY_ID; the documentation says ID. */
function notificationParam({ portal, params, auth: { userId } }: MethodCall): PortalNotification | undefined {
  const id = textParam(params, 'NOTIFY_ID') || textParam(params, 'ID')
  if (!/^\d+$/.test(id)) {
    throw new RestError('ID_ERROR', 'Notification ID can\'t be empty', 400)
  }
  return portal.unreadNotifications.find(userId, Number(id))
}
