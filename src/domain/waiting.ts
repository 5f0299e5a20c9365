import type { Counters } from './counters.ts'
import type { TaskCounters } from './task-counters.ts'

export interface Waiting {
  /** All that waits for the person, or the part of it that is known. */
  readonly count: number
  /** False where something is missing from `count`: then it is a lower bound. */
  readonly complete: boolean
}

/**
 * Everything that waits for the person: messages and notifications, overdue tasks, and new comments of tasks.
 * Where the portal counts task chats, those comments are messages, and counted already.
 * Null while the messenger's counters are not known: nobody can tell then whether comments count twice.
 */
export function waitingFor(counters: Counters | null, tasks: TaskCounters | null): Waiting | null {
  if (counters === null) return null
  const parts = [counters.all, tasks?.expired ?? null, counters.countsTaskChats ? 0 : tasks?.newComments ?? null]
  const known = parts.filter(part => part !== null)
  return { count: known.reduce((sum, part) => sum + part, 0), complete: known.length === parts.length }
}
