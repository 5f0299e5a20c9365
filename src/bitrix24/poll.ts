import type { B24Frame } from '@bitrix24/b24jssdk'
import { yieldIfDue } from '../browser/yield-to-main.ts'
import type { Person } from '../domain/chat.ts'
import { privateUserId } from '../domain/dialog-id.ts'
import { type Result, ok } from '../domain/failure.ts'
import { dialogIdOf, type SourceAnswer, type SourceKey } from '../domain/source.ts'
import { askBatch, type Command, type CommandAnswer } from './batch.ts'
import { parseCountersInTime } from './counters.ts'
import { parsed, parsedInTime } from './parsed.ts'
import { parseTaskCounters } from './task-counters.ts'

export const dialogCommand = (dialogId: string): Command => ({ method: 'im.dialog.get', params: { DIALOG_ID: dialogId } })
export const usersCommand = (ids: readonly number[]): Command => ({ method: 'im.user.list.get', params: { ID: [...ids] } })

/** The code that reads a chat's answer; null where it can't be fetched: there is no network, or another release. */
export const loadChatCode = () => import('./chat-source.ts').catch(() => null)

/** Asks for sources, and for more if need be, in one batch. A chat is left out whose answer there is no code to read. */
export async function askSources(
  b24: B24Frame,
  sources: readonly SourceKey[],
  extra: Readonly<Record<string, Command>> = {},
): Promise<Result<{ readonly answers: readonly SourceAnswer[], readonly extra: Readonly<Record<string, CommandAnswer>> }>> {
  const personIds = sources.map(dialogIdOf).map(id => (id === null ? null : privateUserId(id))).filter(id => id !== null)
  const commands: Record<string, Command> = { ...extra }
  for (const source of sources) commands[source] = commandFor(source)
  if (personIds.length > 0) commands.people = usersCommand(personIds)

  // A chat's answer is read by code that the left menu can do without.
  const needsChats = sources.some(source => dialogIdOf(source) !== null)
  const code = needsChats ? loadChatCode() : null
  const batch = await askBatch(b24, commands)
  if (!batch.ok) return batch
  const chats = await code
  await yieldIfDue()
  const origin = b24.getTargetOrigin()
  const messenger = sources.includes('messenger') ? await parsedInTime(batch.value.messenger, parseCountersInTime) : null
  const people = chats?.peopleIn(batch.value.people, origin) ?? new Map<number, Person>()
  return ok({
    answers: sources.flatMap((source): SourceAnswer | [] => {
      const answer = batch.value[source]
      if (source === 'messenger') return messenger === null ? [] : { source, ...messenger }
      if (source === 'tasks') return { source, ...parsed(answer, parseTaskCounters) }
      return chats?.chatAnswer(source, answer, people, origin) ?? []
    }),
    extra: batch.value,
  })
}

function commandFor(source: SourceKey): Command {
  if (source === 'messenger') return { method: 'im.counters.get' }
  if (source === 'tasks') return { method: 'tasks.task.counters.get' }
  return dialogCommand(dialogIdOf(source) ?? '')
}
