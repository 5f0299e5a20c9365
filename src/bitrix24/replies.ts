import type { B24Frame } from '@bitrix24/b24jssdk'
import { ok, type Result } from '../domain/failure.ts'
import { askBatch } from './batch.ts'
import { likeCommand, parseSentId, sendMessageCommand } from './messages.ts'
import { parsed } from './parsed.ts'

/** Writes to a chat; see `Portal.send`. One HTTP request, which is never repeated. */
export async function sendMessage(b24: B24Frame, dialogId: string, text: string, replyToId?: number): Promise<Result<number>> {
  const answers = await askBatch(b24, { sent: sendMessageCommand(dialogId, text, replyToId) })
  return answers.ok ? parsed(answers.value.sent, parseSentId).outcome : answers
}

/** Sets or takes away the reader's like; one that is as wanted already is done. One HTTP request. */
export async function likeMessage(b24: B24Frame, messageId: number, likes: boolean): Promise<Result<undefined>> {
  const answers = await askBatch(b24, { like: likeCommand(messageId, likes) })
  if (!answers.ok) return answers
  const { outcome } = answers.value.like
  return outcome.ok || outcome.failure.code === 'WITHOUT_CHANGES' ? ok(undefined) : outcome
}
