import * as v from 'valibot'
import { conversationKinds } from '../domain/conversation.ts'
import { boundedKeys, type Counters } from '../domain/counters.ts'
import type { TaskCounters } from '../domain/task-counters.ts'
import { withStorage } from './device-storage.ts'

/*
 * The last numbers on this device, so that the next visit begins with them: counts and dialog ids, no names.
 * Where storage is denied nothing is kept, and nothing is missed.
 */

const prefix = 'unread:numbers:2:'

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const numbersSchema = v.object({
  at: count,
  counters: v.nullable(v.object({
    all: count,
    messenger: v.nullable(count),
    notify: v.nullable(count),
    byKind: v.object(v.entriesFromList(conversationKinds, count)),
    muted: count,
    countsTaskChats: v.boolean(),
    conversations: v.array(v.object({
      dialogId: v.string(),
      kind: v.picklist(conversationKinds),
      count,
      comments: count,
      muted: v.boolean(),
      marked: v.boolean(),
      atLeast: v.exactOptional(v.literal(true)),
    })),
    atLeast: v.array(v.picklist(boundedKeys)),
    listsAll: v.boolean(),
  })),
  tasks: v.nullable(v.object({ expired: v.nullable(count), newComments: v.nullable(count) })),
})

export interface LastNumbers {
  /** When they were true, in ms since the epoch. */
  readonly at: number
  readonly counters: Counters | null
  readonly tasks: TaskCounters | null
}

/** The most conversations worth keeping: the first screens of a list, not an archive. */
const mostConversations = 200

/** What this person saw last on this portal; null when nothing is kept. Forgets everybody else's numbers. */
export function recallNumbers(owner: string): LastNumbers | null {
  return withStorage((storage) => {
    for (const key of Object.keys(storage)) {
      if (key.startsWith(prefix) && key !== prefix + owner) storage.removeItem(key)
    }
    const kept = storage.getItem(prefix + owner)
    if (kept === null) return null
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), numbersSchema), kept)
    return parsed.success ? parsed.output : null
  })
}

export function keepNumbers(owner: string, { at, counters, tasks }: LastNumbers): void {
  const conversations = counters?.conversations.slice(0, mostConversations) ?? []
  const kept = { at, counters: counters && { ...counters, conversations }, tasks }
  withStorage(storage => storage.setItem(prefix + owner, JSON.stringify(kept)))
}
