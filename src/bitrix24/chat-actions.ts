import type { B24Frame } from '@bitrix24/b24jssdk'
import * as v from 'valibot'
import type { ChatAction } from '../domain/chat-action.ts'
import { err, isRefusedRequest, type Result, ok } from '../domain/failure.ts'
import { askBatch, type Command, type CommandAnswer, maxBatchLength } from './batch.ts'
import { failureFrom } from './failure.ts'
import { unreadFromCommand } from './messages.ts'
import { dialogCommand } from './poll.ts'
import type { ActionDone } from './portal.ts'
import { count, flag, optional } from './wire.ts'

/** im.dialog.read answers with what is left unread, or false when it could not read; the others with true or false. */
const readSchema = v.union([v.object({ counter: optional(count) }), flag])

/** The first unread message, in the answer of im.dialog.get; 0: there is none. */
const firstUnreadSchema = v.object({ unread_id: count })

/** Asks for the first unread message of a chat just before the chat is read, so that it can be made unread again. */
interface Look {
  readonly dialogId: string
  readonly command: Command
}

function looksFor(action: ChatAction): Look[] {
  if (action.kind !== 'read') return []
  return chatsReadBy(action).map(dialogId => ({ dialogId, command: dialogCommand(dialogId) }))
}

const chatsReadBy = ({ dialogId, alsoIn = [], commentsOnly }: Extract<ChatAction, { kind: 'read' }>): readonly string[] => (
  commentsOnly === true ? alsoIn : [dialogId, ...alsoIn]
)

const markCommand = (dialogId: string, marks: boolean): Command => (
  { method: 'im.recent.unread', params: { DIALOG_ID: dialogId, ACTION: marks ? 'Y' : 'N' } }
)

function commandsFor(action: ChatAction): Command[] {
  switch (action.kind) {
    case 'read':
      return chatsReadBy(action).map(id => ({ method: 'im.dialog.read', params: { DIALOG_ID: id } }))
    case 'unread':
      return [
        ...Object.entries(action.from).map(([dialogId, messageId]) => unreadFromCommand(dialogId, messageId)),
        ...(action.conversation?.marked === true ? [markCommand(action.dialogId, true)] : []),
      ]
    case 'read-all':
      return [{ method: 'im.dialog.read.all' }]
    case 'mark':
    case 'unmark':
      return [markCommand(action.dialogId, action.kind === 'mark')]
    case 'answer':
    case 'skip':
      return [{ method: `imopenlines.operator.${action.kind}`, params: { CHAT_ID: Number(action.dialogId.replace('chat', '')) } }]
    case 'mute':
    case 'unmute':
      return [{ method: 'im.chat.mute', params: { DIALOG_ID: action.dialogId, MUTE: action.kind === 'mute' ? 'Y' : 'N' } }]
  }
}

/** One command of a batch; with a `dialogId` it looks, else it acts. */
interface Step {
  readonly index: number
  readonly command: Command
  readonly dialogId?: string
}

/**
 * Does things to chats, in their order, in as few HTTP requests as their commands fit in; each has its own outcome. An
 * answer of `false` is a refusal (code REFUSED). Once the office has asked for too much, nothing more is sent: the rest fails.
 */
export async function actOn(b24: B24Frame, actions: readonly ChatAction[]): Promise<readonly Result<ActionDone>[]> {
  const steps = actions.flatMap((action, index): Step[] => [
    ...looksFor(action).map(look => ({ ...look, index })),
    ...commandsFor(action).map(command => ({ command, index })),
  ])
  const outcomes: Result<ActionDone>[][] = actions.map(() => [])
  const firstUnread: Record<string, number | null>[] = actions.map(() => ({}))
  let refused: Result<never> | null = null
  for (let start = 0; start < steps.length; start += maxBatchLength) {
    const part = steps.slice(start, start + maxBatchLength)
    // Keys that look like numbers would be put in another order.
    const batch: Awaited<ReturnType<typeof askBatch>> = refused ?? await askBatch(b24, Object.fromEntries(part.map(({ command }, key) => [`c${key}`, command])))
    if (!batch.ok && isRefusedRequest(batch.failure)) refused = batch
    for (const [key, { index, dialogId }] of part.entries()) {
      const answer = batch.ok ? batch.value[`c${key}`] : undefined
      const seen = firstUnread[index]
      if (dialogId === undefined) outcomes[index]?.push(batch.ok ? doneFrom(answer) : batch)
      else if (seen !== undefined) seen[dialogId] = firstUnreadIn(answer)
    }
  }
  return outcomes.map((parts, index) => join(parts, firstUnread[index] ?? {}))
}

function firstUnreadIn(answer: CommandAnswer | undefined): number | null {
  const parsed = v.safeParse(firstUnreadSchema, answer?.outcome.ok === true ? answer.outcome.value : null)
  return parsed.success ? parsed.output.unread_id : null
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
function join(parts: readonly Result<ActionDone>[], firstUnread: Readonly<Record<string, number | null>>): Result<ActionDone> {
  let left = 0
  for (const part of parts) {
    if (!part.ok) return part
    left += part.value.left
  }
  const known = Object.entries(firstUnread).filter((entry): entry is [string, number] => entry[1] !== null)
  const isKnown = known.length > 0 && known.length === Object.keys(firstUnread).length
  return ok({ left, ...(isKnown && { unreadFrom: Object.fromEntries(known.filter(([, messageId]) => messageId > 0)) }) })
}
