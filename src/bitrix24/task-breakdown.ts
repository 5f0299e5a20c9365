import type { B24Frame } from '@bitrix24/b24jssdk'
import * as v from 'valibot'
import { type Result, ok } from '../domain/failure.ts'
import { type ProjectList, type TaskCounters, type TaskRole, taskRoles } from '../domain/task-counters.ts'
import { askBatch, type Command } from './batch.ts'
import { parsed } from './parsed.ts'
import type { TaskBreakdown, TaskBreakdownRequest } from './portal.ts'
import { parseTaskCounters } from './task-counters.ts'
import { count, listOf, text } from './wire.ts'

/** What socialnetwork.api.workgroup.list (scope `socialnetwork`) answers, 50 groups at most at a time. */
const projectsSchema = v.object({ workgroups: listOf(v.object({ id: count, name: text })) })
const pageLength = 50

function parseProjects(answer: unknown): ProjectList {
  const projects = v.parse(projectsSchema, answer).workgroups
  return { projects, complete: projects.length < pageLength }
}

const counters = (groupId: number, type: string): Command => (
  { method: 'tasks.task.counters.get', params: { groupId, type } }
)
/** Active projects, in the order of their names; with a text, those that have it in their names. */
const projects = (name: string): Command => ({
  method: 'socialnetwork.api.workgroup.list',
  params: {
    filter: { 'ACTIVE': 'Y', 'CLOSED': 'N', ...(name !== '' && { '%NAME': name }) },
    select: ['ID', 'NAME'],
    order: { NAME: 'ASC' },
  },
})

/** The first projects with this text in their names, in one HTTP request. */
export async function findProjects(b24: B24Frame, name: string): Promise<Result<ProjectList>> {
  const answers = await askBatch(b24, { projects: projects(name) })
  return answers.ok ? parsed(answers.value.projects, parseProjects).outcome : answers
}

/** Task counters in total and by role, of all tasks or of one project's, in one HTTP request. */
export async function askTaskBreakdown(
  b24: B24Frame,
  { groupId, withProjects }: TaskBreakdownRequest,
): Promise<Result<TaskBreakdown>> {
  const answers = await askBatch(b24, {
    total: counters(groupId, 'view_all'),
    ...Object.fromEntries(taskRoles.map(role => [role, counters(groupId, `view_role_${role}`)])),
    ...(withProjects && { projects: projects('') }),
  } as Record<'total' | 'projects' | TaskRole, Command>)
  if (!answers.ok) return answers
  const { value } = answers
  const byRole = taskRoles.map(role => [role, parsed(value[role], parseTaskCounters).outcome] as const)
  return ok({
    total: parsed(value.total, parseTaskCounters).outcome,
    byRole: Object.fromEntries(byRole) as Record<TaskRole, Result<TaskCounters>>,
    projects: withProjects ? parsed(value.projects, parseProjects).outcome : null,
  })
}
