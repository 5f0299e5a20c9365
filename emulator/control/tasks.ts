import type { Task } from '../state/model.ts'
import type { Portal } from '../state/portal.ts'
import { addComment, participates } from '../state/task-list.ts'
import { ControlError } from './control-error.ts'
import type { Viewpoint } from './messages.ts'

export interface OverdueRequest extends Viewpoint {
  /** Left out: the first task of the user that is not so yet */
  taskId?: number | undefined
  overdue?: boolean | undefined
}

export interface CommentRequest extends Viewpoint {
  /** Left out: the first task of the user */
  taskId?: number | undefined
  count?: number | undefined
}

export function setOverdue(portal: Portal, { taskId, overdue = true, userId }: OverdueRequest): { taskId: number } {
  const task = pick(portal, taskId, userId, candidate => candidate.overdue !== overdue)
  task.overdue = overdue
  return { taskId: task.id }
}

export function comment(portal: Portal, { taskId, count = 1, userId }: CommentRequest): { taskId: number } {
  const viewer = userId ?? portal.currentUserId
  const task = pick(portal, taskId, userId, () => true)
  const people = [task.responsibleId, task.originatorId, ...task.accomplices, ...task.auditors]
  const authorId = people.find(id => id !== viewer) ?? 0
  for (let written = 0; written < count; written += 1) {
    addComment(portal, task, authorId, 'I have updated the numbers, please check.')
  }
  return { taskId: task.id }
}

function pick(portal: Portal, taskId: number | undefined, userId = portal.currentUserId, suits: (task: Task) => boolean): Task {
  const task = taskId === undefined
    ? [...portal.tasks.values()].find(candidate => participates(candidate, userId) && suits(candidate))
    : portal.tasks.get(taskId)
  if (!task) {
    throw new ControlError(taskId === undefined ? `User ${userId} has no such task` : `No task ${taskId}`)
  }
  return task
}
