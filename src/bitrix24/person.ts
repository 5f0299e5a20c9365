import * as v from 'valibot'
import type { Person } from '../domain/chat.ts'
import { safeUrl } from './links.ts'
import { anything, color, count, date, listOf, optional, text } from './wire.ts'

const personSchema = v.object({
  id: count,
  name: optional(text),
  avatar: anything,
  color,
  work_position: optional(text),
  status: optional(v.union([v.string(), v.literal(false)])),
  last_activity_date: date,
})

/** What im.user.list.get answers: user id → the person, or null for somebody the portal does not know. */
const peopleSchema = listOf(v.union([personSchema, v.null_(), v.literal(false)]))

/**
 * The people in an answer of im.user.list.get, by user id. Unknown ones are left out.
 * @param origin the portal's origin, for avatars
 * @throws ValiError when the answer is none
 */
export function parsePeople(answer: unknown, origin: string): ReadonlyMap<number, Person> {
  const people = new Map<number, Person>()
  for (const wire of v.parse(peopleSchema, answer)) {
    if (wire === null || wire === false) continue
    people.set(wire.id, {
      userId: wire.id,
      name: wire.name ?? '',
      avatar: safeUrl(wire.avatar, origin),
      color: wire.color,
      position: wire.work_position ?? '',
      status: wire.status === undefined || wire.status === false ? '' : wire.status,
      lastActivityAt: wire.last_activity_date,
    })
  }
  return people
}
