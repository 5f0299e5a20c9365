import type { B24Frame } from '@bitrix24/b24jssdk'
import { type Person, privateUserId } from '../domain/chat.ts'
import { type Outcome, success } from '../domain/failure.ts'
import { type ChatDetails, dialogIdOf, type SourceAnswer, type SourceKey } from '../domain/poll.ts'
import { askBatch, type Command, type CommandAnswer } from './batch.ts'
import { parseChat } from './chat.ts'
import { parseCounters } from './counters.ts'
import { parsed } from './parsed.ts'
import { parsePeople } from './person.ts'
import { parseTaskCounters } from './task-counters.ts'

export const dialogCommand = (dialogId: string): Command => ({ method: 'im.dialog.get', params: { DIALOG_ID: dialogId } })
export const usersCommand = (ids: readonly number[]): Command => ({ method: 'im.user.list.get', params: { ID: [...ids] } })

/** Asks for sources, and for more if need be, in one batch. */
export async function askSources(
  b24: B24Frame,
  sources: readonly SourceKey[],
  extra: Readonly<Record<string, Command>> = {},
): Promise<Outcome<{ readonly answers: readonly SourceAnswer[], readonly extra: Readonly<Record<string, CommandAnswer>> }>> {
  const personIds = sources.map(dialogIdOf).map(id => (id === null ? null : privateUserId(id))).filter(id => id !== null)
  const commands: Record<string, Command> = { ...extra }
  for (const source of sources) commands[source] = commandFor(source)
  if (personIds.length > 0) commands.people = usersCommand(personIds)

  const batch = await askBatch(b24, commands)
  if (!batch.ok) return batch
  const origin = b24.getTargetOrigin()
  const people = peopleIn(batch.value.people, origin)
  return success({
    answers: sources.map(source => answerOf(source, batch.value[source], people, origin)),
    extra: batch.value,
  })
}

function commandFor(source: SourceKey): Command {
  if (source === 'messenger') return { method: 'im.counters.get' }
  if (source === 'tasks') return { method: 'tasks.task.counters.get' }
  return dialogCommand(dialogIdOf(source) ?? '')
}

function answerOf(
  source: SourceKey,
  answer: CommandAnswer | undefined,
  people: ReadonlyMap<number, Person>,
  origin: string,
): SourceAnswer {
  if (source === 'messenger') return { source, ...parsed(answer, parseCounters) }
  if (source === 'tasks') return { source, ...parsed(answer, parseTaskCounters) }
  const dialogId = dialogIdOf(source) ?? ''
  return {
    source,
    ...parsed(answer, (result): ChatDetails => ({
      chat: parseChat(result, { dialogId, origin }),
      person: people.get(privateUserId(dialogId) ?? 0) ?? null,
    })),
  }
}

/** The people of a batch. Nothing else stands or falls with them: a portal that refuses still names the readers. */
export function peopleIn(answer: CommandAnswer | undefined, origin: string): ReadonlyMap<number, Person> {
  const { outcome } = parsed(answer, result => parsePeople(result, origin))
  return outcome.ok ? outcome.value : new Map()
}
