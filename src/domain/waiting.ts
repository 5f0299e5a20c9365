import { type Amount, amount, type Counters } from './counters.ts'
import { conversationKinds } from './conversation.ts'
import type { CountableKind } from './settings.ts'
import type { TaskCounters } from './task-counters.ts'

export interface Waiting {
  /** All that waits for the person, or the part of it that is known. */
  readonly count: number
  /** False where something is missing from `count`: then it is a lower bound. */
  readonly complete: boolean
  /** Present where a part of it is a lower bound. */
  readonly atLeast?: true
}

/**
 * Everything that waits for the person: messages and notifications, overdue tasks, and new comments of tasks.
 * Where the portal counts task chats, those comments are messages, and counted already.
 * Null while the messenger's counters are not known: nobody can tell then whether comments count twice.
 *
 * @param uncounted what the person does not want in the total
 */
export function waitingFor(
  counters: Counters | null,
  tasks: TaskCounters | null,
  uncounted: readonly CountableKind[] = [],
): Waiting | null {
  if (counters === null) return null
  const messages = messagesWaiting(counters, uncounted)
  const parts = [
    uncounted.includes('tasks-expired') ? 0 : tasks?.expired ?? null,
    counters.countsTaskChats || uncounted.includes('tasks-new-comments') ? 0 : tasks?.newComments ?? null,
  ]
  const known = parts.filter(part => part !== null)
  return {
    count: known.reduce((sum, part) => sum + part, messages.count),
    complete: messages.complete && known.length === parts.length,
    ...(messages.atLeast && { atLeast: true }),
  }
}

/** All that waits, where no part of it is missing; as any amount, it may be a lower bound. */
export const totalWaiting = (waiting: Waiting | null): Amount => (
  waiting?.complete === true ? amount(waiting.count, waiting.atLeast) : amount(null)
)

/**
 * Messages and notifications, less what is not wanted. Where the portal's kinds do not add up to its own total,
 * nobody can tell what is left of it: then only what was wanted and seen counts, as a lower bound.
 */
function messagesWaiting({ all, notify, byKind, atLeast }: Counters, uncounted: readonly CountableKind[]): Waiting {
  const kinds: readonly CountableKind[] = [...conversationKinds, 'notify']
  if (!kinds.some(kind => uncounted.includes(kind))) return { count: all, complete: true, ...(atLeast.includes('all') && { atLeast: true }) }
  const counts: Partial<Record<CountableKind, number>> = { ...byKind, notify: notify ?? 0 }
  const sum = (of: readonly CountableKind[]) => of.reduce((total, kind) => total + (counts[kind] ?? 0), 0)
  const wantedKinds = kinds.filter(kind => !uncounted.includes(kind))
  const wanted = sum(wantedKinds)
  const rest = Math.max(0, all - sum(kinds.filter(kind => uncounted.includes(kind))))
  return {
    count: Math.min(wanted, rest),
    complete: notify !== null && sum(kinds) === all,
    ...(wantedKinds.some(kind => atLeast.some(key => key === kind)) && { atLeast: true }),
  }
}
