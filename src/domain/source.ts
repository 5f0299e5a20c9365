import type { Chat, Person } from './chat.ts'
import type { Counters } from './counters.ts'
import { isDialogId } from './dialog-id.ts'
import type { Result } from './failure.ts'
import type { TaskCounters } from './task-counters.ts'

/** A chat's details; in a private chat with the other person, where the portal tells who that is. */
export interface ChatDetails {
  readonly chat: Chat
  readonly person: Person | null
}

/** Something a poll can ask for. Sources fail apart. */
export type SourceKey = 'messenger' | 'tasks' | `chat:${string}`

/** What one source said. */
type SourceResult =
  | { readonly source: 'messenger', readonly outcome: Result<Counters> }
  | { readonly source: 'tasks', readonly outcome: Result<TaskCounters> }
  | { readonly source: `chat:${string}`, readonly outcome: Result<ChatDetails> }

/**
 * What the portal has spent on a method for all users of this app in the last 10 minutes, from `time` of every answer.
 */
export interface OperatingTime {
  readonly seconds: number
  /** How long after the answer, in ms, the oldest of the ten minutes is forgotten; null where the answer does not tell. */
  readonly resetIn: number | null
}

export type SourceAnswer = SourceResult & { readonly operating: OperatingTime | null }

/** What a source said, when it was asked, and from when on that was true, both in ms of this frame's own clock (`browser/clock.ts`). */
export type SourceUpdate = SourceAnswer & { readonly askedAt: number, readonly at: number }

export const chatSource = (dialogId: string): SourceKey => `chat:${dialogId}`

/** The dialog id behind a source, if it is a chat's. */
export const dialogIdOf = (source: SourceKey): string | null => (source.startsWith('chat:') ? source.slice(5) : null)

/** Whether this names a source: the messenger, tasks, or a chat by its dialog id. */
export const isSourceKey = (value: unknown): value is SourceKey => (
  value === 'messenger' || value === 'tasks' || (typeof value === 'string' && value.startsWith('chat:') && isDialogId(value.slice(5)))
)
