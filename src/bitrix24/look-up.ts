import type { B24Frame } from '@bitrix24/b24jssdk'
import type { ChatCard, Person } from '../domain/chat.ts'
import { privateUserId } from '../domain/dialog-id.ts'
import { err, type Result, ok } from '../domain/failure.ts'
import { askBatch, type Command, type CommandAnswer } from './batch.ts'
import { parseChatCard, parseChatDialogId } from './chat.ts'
import { parsed } from './parsed.ts'
import { parsePeople } from './person.ts'
import { dialogCommand, usersCommand } from './poll.ts'

/**
 * What chats look like in a list. One HTTP request for up to `maxLookUp` of them.
 *
 * @param whose user ids whose private chats are to be found by their own dialog ids (`chatN`) as well. Those that can't
 *   be read are left out.
 */
export async function lookUp(
  b24: B24Frame,
  dialogIds: readonly string[],
  whose: readonly number[] = [],
): Promise<Result<ReadonlyMap<string, Result<ChatCard>>>> {
  const origin = b24.getTargetOrigin()
  const personIds = [...new Set([...dialogIds.map(privateUserId).filter(id => id !== null), ...whose])]
  const chatIds = dialogIds.filter(id => privateUserId(id) === null)
  const asked = [...chatIds, ...whose.map(String)]
  const commands: Record<string, Command> = Object.fromEntries(asked.map(id => [`dialog${id}`, dialogCommand(id)]))
  if (personIds.length > 0) commands.people = usersCommand(personIds)
  const answers = await askBatch(b24, commands)
  if (!answers.ok) return answers
  const people = new Map(personCards(answers.value.people, personIds, origin))
  const cards = new Map<string, Result<ChatCard>>(people)
  for (const id of chatIds) {
    cards.set(id, parsed(answers.value[`dialog${id}`], result => parseChatCard(result, { dialogId: id, origin })).outcome)
  }
  for (const personId of whose) {
    const { outcome: dialogId } = parsed(answers.value[`dialog${String(personId)}`], parseChatDialogId)
    const person = people.get(String(personId))
    if (dialogId.ok && person?.ok === true) cards.set(dialogId.value, ok({ ...person.value, dialogId: dialogId.value, personId }))
  }
  return ok(cards)
}

/** Names of people, by user id. One HTTP request. */
export async function askPeople(b24: B24Frame, userIds: readonly number[]): Promise<Result<ReadonlyMap<number, Person>>> {
  const answers = await askBatch(b24, { people: usersCommand(userIds) })
  return answers.ok ? parsed(answers.value.people, answer => parsePeople(answer, b24.getTargetOrigin())).outcome : answers
}

function personCards(answer: CommandAnswer | undefined, userIds: readonly number[], origin: string): [string, Result<ChatCard>][] {
  if (userIds.length === 0) return []
  const { outcome } = parsed(answer, result => parsePeople(result, origin))
  return userIds.map(id => [String(id), outcome.ok ? cardOf(outcome.value.get(id), id) : outcome])
}

function cardOf(person: Person | undefined, userId: number): Result<ChatCard> {
  if (person === undefined) return err({ kind: 'missing', code: 'NO_SUCH_USER' })
  const { name, avatar, color } = person
  return ok({ dialogId: String(userId), name, kind: 'dialog', avatar, color, entity: null })
}
