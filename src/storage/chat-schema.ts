import * as v from 'valibot'
import { levels, type Person, roles } from '../domain/chat.ts'
import type { ChatDetails } from '../domain/source.ts'
import { chatCard, color, count, link } from './schemas.ts'

/* As schemas.ts, for what only a chat's own page needs. */

const date = v.nullable(v.pipe(v.string(), v.check(text => !Number.isNaN(Date.parse(text)))))

const person = v.object({
  userId: count,
  name: v.string(),
  avatar: v.nullable(link),
  color: v.nullable(color),
  position: v.string(),
  status: v.string(),
  lastActivityAt: date,
}) satisfies v.GenericSchema<unknown, Person>

const reader = v.object({ userId: count, name: v.string(), read: v.nullable(v.picklist(['all', 'some', 'none'])), at: date })

const chat = v.object({
  ...chatCard.entries,
  chatId: count,
  type: v.string(),
  description: v.string(),
  isExtranet: v.boolean(),
  muted: v.boolean(),
  role: v.nullable(v.picklist(roles)),
  unread: v.nullable(count),
  participants: v.nullable(count),
  messages: v.nullable(count),
  ownerId: v.nullable(count),
  managerIds: v.array(count),
  createdAt: date,
  publicUrl: v.nullable(link),
  readers: v.array(reader),
  listsAllReaders: v.boolean(),
  views: v.nullable(v.object({ count, first: v.array(v.object({ userId: count, name: v.string(), at: date })) })),
  permissions: v.array(v.object({ name: v.string(), level: v.picklist(levels) })),
  restrictions: v.array(v.object({ name: v.string(), allowed: v.boolean() })),
  canWrite: v.boolean(),
})

export const chatDetails = v.object({
  chat,
  person: v.nullable(person),
}) satisfies v.GenericSchema<unknown, ChatDetails>
