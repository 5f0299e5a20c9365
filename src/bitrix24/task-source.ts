import type { B24Frame } from '@bitrix24/b24jssdk'
import type { TaskList, TaskPage } from '../domain/task.ts'
import { askBatch } from './batch.ts'
import { parsed, type Parsed } from './parsed.ts'
import { activeTasksCommand, overdueTasksCommand, parseTasks } from './task-list.ts'

/** A page of somebody's tasks: those that are overdue, or those that were in motion last. One HTTP request. */
export async function askTasks(b24: B24Frame, userId: number, list: TaskList, start: number): Promise<Parsed<TaskPage>> {
  const command = list === 'overdue' ? overdueTasksCommand : activeTasksCommand
  const answers = await askBatch(b24, { tasks: command({ userId, start }) })
  if (!answers.ok) return { outcome: answers, operating: null }
  const { tasks } = answers.value
  return parsed(tasks, answer => parseTasks(answer, { origin: b24.getTargetOrigin(), userId, now: tasks.answeredAt ?? Date.now() }))
}
