import type { B24Frame } from '@bitrix24/b24jssdk'
import { type ChatCard, type Person, privateUserId } from '../domain/chat.ts'
import { failed, type Outcome, success } from '../domain/failure.ts'
import { askBatch, type Command, type CommandAnswer, maxBatchLength } from './batch.ts'
import { parseChatCard, parseChatDialogId } from './chat.ts'
import { parsed } from './parsed.ts'
import { parsePeople } from './person.ts'
import { dialogCommand, usersCommand } from './poll.ts'

/** What chats look like in a list. One HTTP request for up to `maxLookUp` of them. */
export async function lookUp(
  b24: B24Frame,
  dialogIds: readonly string[],
): Promise<Outcome<ReadonlyMap<string, Outcome<ChatCard>>>> {
  const origin = b24.getTargetOrigin()
  const personIds = dialogIds.map(privateUserId).filter(id => id !== null)
  const chatIds = dialogIds.filter(id => privateUserId(id) === null)
  const commands: Record<string, Command> = Object.fromEntries(chatIds.map(id => [id, dialogCommand(id)]))
  if (personIds.length > 0) commands.people = usersCommand(personIds)
  const answers = await askBatch(b24, commands)
  if (!answers.ok) return answers
  const { people, ...chats } = answers.value
  const cards = new Map<string, Outcome<ChatCard>>()
  for (const [id, answer] of Object.entries(chats)) {
    cards.set(id, parsed(answer, result => parseChatCard(result, { dialogId: id, origin })).outcome)
  }
  for (const [id, card] of personCards(people, personIds, origin)) cards.set(id, card)
  return success(cards)
}

/**
 * The chats behind private dialogs, as dialog id `chatN` → user id, in one HTTP request for up to `maxBatchLength`
 * people. Chats that can't be read are left out.
 */
export async function askPrivateChats(b24: B24Frame, userIds: readonly number[]): Promise<Outcome<ReadonlyMap<string, number>>> {
  const asked = userIds.slice(0, maxBatchLength).map(id => [`person${id}`, id] as const)
  const answers = await askBatch(b24, Object.fromEntries(asked.map(([key, id]) => [key, dialogCommand(String(id))])))
  if (!answers.ok) return answers
  return success(new Map(asked.flatMap(([key, id]) => {
    const { outcome } = parsed(answers.value[key], parseChatDialogId)
    return outcome.ok ? [[outcome.value, id] as const] : []
  })))
}

/** Names of people, by user id. One HTTP request. */
export async function askPeople(b24: B24Frame, userIds: readonly number[]): Promise<Outcome<ReadonlyMap<number, Person>>> {
  const answers = await askBatch(b24, { people: usersCommand(userIds) })
  return answers.ok ? parsed(answers.value.people, answer => parsePeople(answer, b24.getTargetOrigin())).outcome : answers
}

function personCards(answer: CommandAnswer | undefined, userIds: readonly number[], origin: string): [string, Outcome<ChatCard>][] {
  if (userIds.length === 0) return []
  const { outcome } = parsed(answer, result => parsePeople(result, origin))
  return userIds.map(id => [String(id), outcome.ok ? cardOf(outcome.value.get(id), id) : outcome])
}

function cardOf(person: Person | undefined, userId: number): Outcome<ChatCard> {
  if (person === undefined) return failed({ kind: 'missing', code: 'NO_SUCH_USER' })
  const { name, avatar, color } = person
  return success({ dialogId: String(userId), name, kind: 'dialog', avatar, color, entity: null })
}
