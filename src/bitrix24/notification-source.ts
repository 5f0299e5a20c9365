import type { B24Frame } from '@bitrix24/b24jssdk'
import * as v from 'valibot'
import type { Result } from '../domain/failure.ts'
import type { NotificationAction } from '../domain/notification-action.ts'
import type { NotificationItem, NotificationPage } from '../domain/notification.ts'
import { askBatch, type Command } from './batch.ts'
import {
  answerNotificationCommand, confirmNotificationCommand, deleteNotificationCommand, notificationsCommand, parseNotificationReply,
  parseNotifications, readAllNotificationsCommand, readNotificationCommand,
} from './notifications.ts'
import { parsed, type Parsed } from './parsed.ts'
import type { NotificationReply } from './portal.ts'
import { anything, flag } from './wire.ts'

/** A page of the notifications. One HTTP request. */
export async function askNotifications(
  b24: B24Frame,
  userId: number | null,
  after?: Pick<NotificationItem, 'id' | 'kind'>,
): Promise<Parsed<NotificationPage>> {
  const answers = await askBatch(b24, { notifications: notificationsCommand(after === undefined ? {} : { after }) })
  if (!answers.ok) return { outcome: answers, operating: null }
  return parsed(answers.value.notifications, answer => parseNotifications(answer, { origin: b24.getTargetOrigin(), userId }))
}

/** Does something to notifications. One HTTP request; the portal has acted, or says that it has not, or says nothing. */
export async function notify(b24: B24Frame, action: NotificationAction): Promise<Result<NotificationReply>> {
  const answers = await askBatch(b24, { notify: commandFor(action) })
  return answers.ok ? parsed(answers.value.notify, action.kind === 'confirm' || action.kind === 'answer' ? replyIn : flagIn).outcome : answers
}

function commandFor(action: NotificationAction): Command {
  switch (action.kind) {
    case 'confirm':
      return confirmNotificationCommand(action.id, action.value)
    case 'answer':
      return answerNotificationCommand(action.id, action.text)
    case 'read':
    case 'unread':
      return readNotificationCommand(action.id, action.kind === 'read')
    case 'read-all':
      return readAllNotificationsCommand()
    case 'delete':
      return deleteNotificationCommand(action.id)
  }
}

/** `result_message` is a list of texts, or false where nothing came of it. */
function replyIn(answer: unknown): NotificationReply {
  const { result_message: message } = v.parse(v.object({ result_message: anything }), answer)
  return { isDone: message !== false && message !== null, said: parseNotificationReply(answer) }
}

const flagIn = (answer: unknown): NotificationReply => ({ isDone: v.parse(flag, answer), said: [] })
