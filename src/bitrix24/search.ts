import type { B24Frame } from '@bitrix24/b24jssdk'
import * as v from 'valibot'
import { type Result, ok } from '../domain/failure.ts'
import { askBatch } from './batch.ts'
import { parsed } from './parsed.ts'
import { count, listOf } from './wire.ts'

/** Shorter texts are refused with FIND_SHORT. */
export const minSearchLength = 2

/** What im.search.chat.list and im.search.user.list answer: id → what was found. Only the id matters here. */
const foundSchema = listOf(v.object({ id: count }))
const limit = 50

const idsFrom = (prefix: 'chat' | '') => (answer: unknown) => v.parse(foundSchema, answer).map(({ id }) => `${prefix}${id}`)

export interface FoundDialogs {
  readonly dialogIds: ReadonlySet<string>
  /** Whether there are no others: the portal tells of no more than `limit` chats and as many people. */
  readonly isComplete: boolean
}

/** Chats and people the portal finds by name, up to 50 of each. */
export async function searchDialogs(b24: B24Frame, text: string): Promise<Result<FoundDialogs>> {
  const params = { FIND: text, LIMIT: limit }
  const answers = await askBatch(b24, {
    chats: { method: 'im.search.chat.list', params },
    people: { method: 'im.search.user.list', params },
  })
  if (!answers.ok) return answers
  const chats = parsed(answers.value.chats, idsFrom('chat')).outcome
  const people = parsed(answers.value.people, idsFrom('')).outcome
  if (!chats.ok) return chats
  if (!people.ok) return people
  const lists = [chats.value, people.value]
  return ok({ dialogIds: new Set(lists.flat()), isComplete: lists.every(list => list.length < limit) })
}
