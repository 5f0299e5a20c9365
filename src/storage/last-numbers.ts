import * as v from 'valibot'
import type { Counters } from '../domain/counters.ts'
import { count, counters, taskCounters } from './schemas.ts'
import type { TaskCounters } from '../domain/task-counters.ts'
import { withStorage } from './device-storage.ts'

/*
 * The last numbers on this device, so that the next visit begins with them: counts and dialog ids, no names.
 * Where storage is denied nothing is kept, and nothing is missed.
 */

/** Of this release and of those before it: what they kept cannot be read any more. */
const family = 'unread:numbers:'
const prefix = `${family}2:`

const numbersSchema = v.object({ at: count, counters: v.nullable(counters), tasks: v.nullable(taskCounters) })

export interface LastNumbers {
  /** When they were true, in ms since the epoch. */
  readonly at: number
  readonly counters: Counters | null
  readonly tasks: TaskCounters | null
}

/** The most conversations worth keeping: the first screens of a list, not an archive. */
const mostConversations = 200

/**
 * What this person saw last on this portal; null when nothing is kept, or from a moment that is still to come: the
 * computer's clock was set back since, and numbers of an unknown age are not shown. Forgets everybody else's numbers.
 * @param now in ms since the epoch
 */
export function recallNumbers(owner: string, now: number): LastNumbers | null {
  return withStorage((storage) => {
    for (const key of Object.keys(storage)) {
      if (key.startsWith(family) && key !== prefix + owner) storage.removeItem(key)
    }
    const kept = storage.getItem(prefix + owner)
    if (kept === null) return null
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), numbersSchema), kept)
    return parsed.success && parsed.output.at <= now ? parsed.output : null
  })
}

/** Whether this device keeps anybody's last numbers. */
export const hasNumbers = (): boolean => withStorage(storage => Object.keys(storage).some(key => key.startsWith(prefix))) ?? false

export function keepNumbers(owner: string, { at, counters: last, tasks }: LastNumbers): void {
  const conversations = last?.conversations.slice(0, mostConversations) ?? []
  const kept = { at: Math.floor(at), counters: last && { ...last, conversations }, tasks }
  withStorage(storage => storage.setItem(prefix + owner, JSON.stringify(kept)))
}
