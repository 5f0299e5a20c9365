import * as v from 'valibot'
import { type Task, type TaskPage, taskPageLength } from '../domain/task.ts'
import type { Command } from './batch.ts'
import { parseRows } from './rows.ts'
import { count, date, listOf, objectOf, optional, text } from './wire.ts'

const fields = [
  'ID', 'TITLE', 'DEADLINE', 'STATUS', 'GROUP_ID', 'CHAT_ID', 'NEW_COMMENTS_COUNT',
  'RESPONSIBLE_ID', 'CREATED_BY', 'ACCOMPLICES', 'AUDITORS',
]

/** Where a task is in its life; from 4 on nobody waits for it: it is to be checked, done, or put off (documented). */
const firstWithoutDeadline = 4
/** The status of an overdue task in a filter, and as `subStatus` (documented). */
const overdue = -1

interface TasksRequest {
  readonly userId: number
  /** @default 0 */
  readonly start?: number
}

/** The reader's overdue tasks, the one that is overdue longest first. MEMBER, in whatever role, was seen in server code. */
export const overdueTasksCommand = ({ userId, start = 0 }: TasksRequest): Command => ({
  method: 'tasks.task.list',
  params: { filter: { MEMBER: userId, STATUS: overdue }, order: { DEADLINE: 'asc' }, select: fields, start },
})

/** The reader's tasks that were in motion last: those with new comments are among the first. */
export const activeTasksCommand = ({ userId, start = 0 }: TasksRequest): Command => ({
  method: 'tasks.task.list',
  params: { filter: { MEMBER: userId }, order: { ACTIVITY_DATE: 'desc' }, select: fields, start },
})

const id = optional(count)
const people = v.fallback(optional(listOf(count)), undefined)
const negative = v.union([count, v.pipe(text, v.regex(/^-\d+$/), v.transform(Number)), v.pipe(v.number(), v.integer())])

const taskSchema = v.object({
  id: count,
  title: optional(text),
  deadline: date,
  status: v.fallback(optional(negative), undefined),
  subStatus: v.fallback(optional(negative), undefined),
  groupId: v.fallback(id, undefined),
  group: v.fallback(optional(objectOf({ id, name: optional(text) })), undefined),
  chatId: v.fallback(id, undefined),
  newCommentsCount: v.fallback(optional(count), undefined),
  responsibleId: v.fallback(id, undefined),
  createdBy: v.fallback(id, undefined),
  accomplices: people,
  auditors: people,
})
type WireTask = v.InferOutput<typeof taskSchema>

export interface TaskContext {
  /** The portal's origin. */
  readonly origin: string
  /** Whose tasks they are; null while nobody has told. */
  readonly userId: number | null
  /** ms since the epoch, by the portal's clock. */
  readonly now: number
}

/**
 * Tasks of tasks.task.list. Those the reader has no part in are left out: a portal that does not know the filter MEMBER
 * shows an administrator everybody's.
 * @throws ValiError when the answer is none; a task that cannot be understood is left out and counted
 */
export function parseTasks(answer: unknown, context: TaskContext): TaskPage {
  const { tasks } = v.parse(v.object({ tasks: listOf(v.unknown()) }), answer)
  const { rows, dropped } = parseRows(tasks, (row) => {
    const wire = v.parse(taskSchema, row)
    return takesPart(wire, context.userId) ? taskOf(wire, context) : null
  })
  return { tasks: rows, dropped, hasMore: tasks.length >= taskPageLength }
}

function takesPart({ responsibleId, createdBy, accomplices, auditors }: WireTask, userId: number | null): boolean {
  const roles = [responsibleId, createdBy, ...accomplices ?? [], ...auditors ?? []].filter(role => role !== undefined)
  return userId === null || roles.length === 0 || roles.includes(userId)
}

function taskOf(wire: WireTask, { origin, userId, now }: TaskContext): Task {
  return {
    id: wire.id,
    title: wire.title ?? '',
    deadline: wire.deadline,
    isOverdue: isOverdue(wire, now),
    newComments: wire.newCommentsCount ?? null,
    project: projectOf(wire),
    chatId: wire.chatId === undefined || wire.chatId === 0 ? null : wire.chatId,
    url: userId === null ? null : `${origin}/company/personal/user/${String(userId)}/tasks/task/view/${String(wire.id)}/`,
  }
}

function isOverdue({ status, subStatus, deadline }: WireTask, now: number): boolean | null {
  if (subStatus === overdue || status === overdue) return true
  if (status !== undefined && status >= firstWithoutDeadline) return false
  if (deadline === null) return subStatus === undefined ? null : false
  return Date.parse(deadline) < now
}

function projectOf({ group, groupId }: WireTask): Task['project'] {
  const projectId = group?.id ?? groupId ?? 0
  return projectId === 0 ? null : { id: projectId, name: group?.name ?? '' }
}

