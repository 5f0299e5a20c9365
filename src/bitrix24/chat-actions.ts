import type { B24Frame } from '@bitrix24/b24jssdk'
import * as v from 'valibot'
import type { ChatAction } from '../domain/chat-action.ts'
import { err, type Result, ok } from '../domain/failure.ts'
import { askBatch, type Command, type CommandAnswer, maxBatchLength } from './batch.ts'
import { failureFrom } from './failure.ts'
import type { ActionDone } from './portal.ts'
import { count, flag, optional } from './wire.ts'

/** im.dialog.read answers with what is left unread, or false when it could not read; the others with true or false. */
const readSchema = v.union([v.object({ counter: optional(count) }), flag])

function commandsFor(action: ChatAction): Command[] {
  switch (action.kind) {
    case 'read':
      return [action.dialogId, ...action.alsoIn ?? []].map(id => ({ method: 'im.dialog.read', params: { DIALOG_ID: id } }))
    case 'read-all':
      return [{ method: 'im.dialog.read.all' }]
    case 'mark':
    case 'unmark':
      return [{ method: 'im.recent.unread', params: { DIALOG_ID: action.dialogId, ACTION: action.kind === 'mark' ? 'Y' : 'N' } }]
    case 'answer':
    case 'skip':
      return [{ method: `imopenlines.operator.${action.kind}`, params: { CHAT_ID: Number(action.dialogId.replace('chat', '')) } }]
    case 'mute':
    case 'unmute':
      return [{ method: 'im.chat.mute', params: { DIALOG_ID: action.dialogId, MUTE: action.kind === 'mute' ? 'Y' : 'N' } }]
  }
}

/**
 * Does things to chats, in their order, in as few HTTP requests as they fit in; each has its own outcome. An answer
 * of `false` is a refusal (code REFUSED).
 */
export async function actOn(b24: B24Frame, actions: readonly ChatAction[]): Promise<readonly Result<ActionDone>[]> {
  const commands = actions.flatMap((action, index) => commandsFor(action).map(command => ({ index, command })))
  const answers: Result<ActionDone>[][] = actions.map(() => [])
  for (let start = 0; start < commands.length; start += maxBatchLength) {
    const part = commands.slice(start, start + maxBatchLength)
    // Keys that look like numbers would be put in another order.
    const batch = await askBatch(b24, Object.fromEntries(part.map(({ command }, key) => [`c${key}`, command])))
    for (const [key, { index }] of part.entries()) {
      answers[index]?.push(batch.ok ? doneFrom(batch.value[`c${key}`]) : batch)
    }
  }
  return answers.map(join)
}

function doneFrom(answer: CommandAnswer | undefined): Result<ActionDone> {
  if (answer === undefined) return err({ kind: 'malformed', code: 'MALFORMED_ANSWER' })
  if (!answer.outcome.ok) return answer.outcome
  const parsed = v.safeParse(readSchema, answer.outcome.value)
  if (!parsed.success) return err(failureFrom(new v.ValiError(parsed.issues)))
  if (parsed.output === false) return err({ kind: 'rejected', code: 'REFUSED' })
  return ok({ left: parsed.output === true ? 0 : parsed.output.counter ?? 0 })
}

/** Done when every part is done. */
function join(parts: readonly Result<ActionDone>[]): Result<ActionDone> {
  let left = 0
  for (const part of parts) {
    if (!part.ok) return part
    left += part.value.left
  }
  return ok({ left })
}
