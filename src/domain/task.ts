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
function belongsTo(list: TaskList, { isOverdue, newComments }: Task): boolean | null {
  if (list === 'overdue') return isOverdue ?? true
  return newComments === null ? null : newComments > 0
}

/** The counter of tasks.task.counters.get that counts a list. */
export const counterOf = (list: TaskList): 'expired' | 'newComments' => (list === 'overdue' ? 'expired' : 'newComments')

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

/** A list of tasks as far as it has been read. */
interface ListedTasks {
  readonly tasks: readonly Task[]
  /** Tasks that could not be understood, or of which nobody tells whether they belong to the list. */
  readonly dropped: number
  readonly hasMore: boolean
}

/** Pages put together: a task that has moved between two questions may stand in several. */
export function listedTasks(pages: readonly TaskPage[], list: TaskList): ListedTasks {
  const tasks = new Map<number, Task>()
  let dropped = 0
  for (const page of pages) {
    dropped += page.dropped
    for (const task of page.tasks) {
      const belongs = belongsTo(list, task)
      if (belongs === null) dropped += 1
      else if (belongs && !tasks.has(task.id)) tasks.set(task.id, task)
    }
  }
  return { tasks: [...tasks.values()], dropped, hasMore: pages.at(-1)?.hasMore ?? true }
}
