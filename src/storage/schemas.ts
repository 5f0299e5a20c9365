import * as v from 'valibot'
import type { ChatCard } from '../domain/chat.ts'
import { isDialogId } from '../domain/dialog-id.ts'
import { type Conversation, conversationKinds } from '../domain/conversation.ts'
import { boundedKeys, type Counters } from '../domain/counters.ts'
import type { TaskCounters } from '../domain/task-counters.ts'

/*
 * Values of the domain as they come back from the device's storage or from another frame, which may run another
 * release. They are as strict as the portal's own answers are read: what does not fit is dropped.
 */

/** A non-negative whole number. */
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

export const dialogId = v.custom<string>(isDialogId)

export const conversationKind = v.picklist(conversationKinds)

/** An absolute address that is safe to open or to load. */
export const link = v.pipe(v.string(), v.regex(/^https?:\/\//i))

/** `#rgb` or `#rrggbb`. */
export const color = v.pipe(v.string(), v.regex(/^#(?:[\da-f]{3}|[\da-f]{6})$/i))

const isCount = (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0
const isTrueOrMissing = (value: unknown) => value === undefined || value === true
const isFlag = (value: unknown) => typeof value === 'boolean'

const conversationFields: Readonly<Record<keyof Conversation, (value: unknown) => boolean>> = {
  dialogId: isDialogId,
  kind: value => v.is(conversationKind, value),
  count: isCount,
  comments: isCount,
  commentChats: value => value === undefined || (Array.isArray(value) && value.every(isDialogId)),
  muted: isFlag,
  marked: isFlag,
  atLeast: isTrueOrMissing,
  uncertain: isTrueOrMissing,
}

/** There may be thousands, several times a minute: a loop takes a tenth of the time of a schema for each. */
export const conversation = v.custom<Conversation>(value => (
  typeof value === 'object' && value !== null
  && Object.entries(conversationFields).every(([name, isRight]) => isRight(Reflect.get(value, name)))
))

export const counters = v.object({
  all: count,
  messenger: v.nullable(count),
  notify: v.nullable(count),
  byKind: v.object(v.entriesFromList(conversationKinds, count)),
  muted: count,
  countsTaskChats: v.boolean(),
  conversations: v.array(conversation),
  atLeast: v.array(v.picklist(boundedKeys)),
  listsAll: v.boolean(),
}) satisfies v.GenericSchema<unknown, Counters>

export const taskCounters = v.object({
  expired: v.nullable(count),
  newComments: v.nullable(count),
}) satisfies v.GenericSchema<unknown, TaskCounters>

export const chatCard = v.object({
  dialogId,
  name: v.string(),
  kind: conversationKind,
  avatar: v.nullable(link),
  color: v.nullable(color),
  entity: v.nullable(v.object({ type: v.string(), url: link })),
  personId: v.exactOptional(count),
}) satisfies v.GenericSchema<unknown, ChatCard>
