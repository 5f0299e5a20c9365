/**
 * The person's task counters. A counter the portal left out is null, "not known": it answers with nothing at
 * all for a user it does not know or whose counters the person may not see, and calls that no error.
 */
export interface TaskCounters {
  /** Tasks past their deadline. */
  readonly expired: number | null
  /** Comments not read yet, in all tasks. */
  readonly newComments: number | null
}

/** What a person can be to a task. Somebody may be several things to one task, so roles do not add up. */
export const taskRoles = ['responsible', 'accomplice', 'auditor', 'originator'] as const
export type TaskRole = typeof taskRoles[number]

/** A workgroup, project or scrum. */
export interface Project {
  readonly id: number
  /** Written by people: text, never markup. */
  readonly name: string
}

export interface ProjectList {
  readonly projects: readonly Project[]
  /** False where the portal has more than it gave: another can be named by its id. */
  readonly complete: boolean
}

/** How a search for projects stands: `partial` where the portal has not been able to search. */
export type ProjectSearchStatus = 'searching' | 'partial' | 'nothing'

/** Whether the portal told nothing at all: it may not, or it knows of no such person. */
export const tellsNothing = ({ expired, newComments }: TaskCounters): boolean => expired === null && newComments === null
