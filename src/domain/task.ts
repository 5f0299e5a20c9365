/** A task that wants something of the reader: it is overdue, or has new comments. */
export interface Task {
  readonly id: number
  /** Written by people: text, never markup. */
  readonly title: string
  /** ISO 8601. */
  readonly deadline: string | null
  /** Null where the task does not tell. */
  readonly isOverdue: boolean | null
  /** Null where the portal does not tell. */
  readonly newComments: number | null
  readonly project: { readonly id: number, readonly name: string } | null
  /** The chat of the task; null where the portal tells of none. */
  readonly chatId: number | null
  /** The task's page on the portal; null while nobody has told who the reader is. */
  readonly url: string | null
}

/** Which tasks: those that are overdue, or those with new comments. */
export type TaskList = 'overdue' | 'new-comments'

/** Whether a task is one of a list; null where nobody tells. Whether a task is overdue, the portal's filter tells too. */
export function belongsTo(list: TaskList, { isOverdue, newComments }: Task): boolean | null {
  if (list === 'overdue') return isOverdue ?? true
  return newComments === null ? null : newComments > 0
}

/** How many tasks tasks.task.list tells of at a time (documented). */
export const taskPageLength = 50

/** A part of the tasks. */
export interface TaskPage {
  readonly tasks: readonly Task[]
  /** Tasks that could not be understood, and are left out. */
  readonly dropped: number
  /** Whether the portal may know more of them. */
  readonly hasMore: boolean
}
