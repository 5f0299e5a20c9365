import { deadlineOf, hasRole, participates } from '../../state/task-list.ts'
import type { Task } from '../../state/model.ts'
import type { Portal } from '../../state/portal.ts'
import { RestError } from '../errors.ts'
import type { MethodCall, Methods } from '../method.ts'
import { isRecord, listParam, param, textParam } from '../params.ts'
import { atomDate } from '../php.ts'

const PAGE = 50
const OVERDUE = -1
const PENDING = 2

export const taskListMethods: Methods = {
  'tasks.task.list': { scope: 'task', run: call => list(call) },
  'tasks.task.get': { scope: 'task', run: call => ({ result: { task: one(call) } }) },
}

function list(call: MethodCall) {
  const { portal, params, auth: { userId } } = call
  const filter = recordParam(call, 'filter')
  const tasks = [...portal.tasks.values()].filter(task => maySee(portal, task, userId) && matches(portal, task, filter))
  const [[field, direction] = ['ID', 'desc']] = Object.entries(recordParam(call, 'order'))
  tasks.sort((one, other) => (sortKey(portal, one, field) - sortKey(portal, other, field)) * (String(direction).toLowerCase().startsWith('asc') ? 1 : -1))
  const start = Number(textParam(params, 'start')) || 0
  return {
    result: { tasks: tasks.slice(start, start + PAGE).map(task => describe(task, call)) },
    total: tasks.length,
    ...tasks.length > start + PAGE && { next: start + PAGE },
  }
}

function one(call: MethodCall): unknown {
  const task = call.portal.tasks.get(Number(textParam(call.params, 'taskId')))
  if (!task || !maySee(call.portal, task, call.auth.userId)) {
    throw new RestError('0', 'Task not found or access denied', 400)
  }
  return describe(task, call)
}

function recordParam({ params }: MethodCall, name: string): Record<string, unknown> {
  const value = param(params, name)
  return isRecord(value) ? value : {}
}

/** Administrators see all tasks. */
function maySee(portal: Portal, task: Task, userId: number): boolean {
  return participates(task, userId) || Boolean(portal.users.get(userId)?.admin)
}

/** A filter the portal does not know filters nothing. */
function matches(portal: Portal, task: Task, filter: Record<string, unknown>): boolean {
  return Object.entries(filter).every(([key, wanted]) => {
    const [, operator = '', field = ''] = /^(!|<=|>=|<|>)?(.*)$/.exec(key) ?? []
    const values = (Array.isArray(wanted) ? wanted : [wanted]).map(String)
    if (field === 'DEADLINE') {
      return compares(deadlineOf(task, portal.now()), operator, Date.parse(values[0] ?? ''))
    }
    const found = isOneOf(task, field.toUpperCase(), values)
    return found === null || found !== (operator === '!')
  })
}

function compares(deadline: number | null, operator: string, limit: number): boolean {
  if (deadline === null) {
    return false
  }
  switch (operator) {
    case '<': return deadline < limit
    case '<=': return deadline <= limit
    case '>': return deadline > limit
    case '>=': return deadline >= limit
    default: return deadline === limit
  }
}

function isOneOf(task: Task, field: string, values: string[]): boolean | null {
  const has = (...known: number[]) => known.some(value => values.includes(String(value)))
  switch (field) {
    case 'ID': return has(task.id)
    case 'GROUP_ID': return has(task.groupId)
    case 'STATUS': return has(PENDING) || (has(OVERDUE) && task.overdue)
    case 'REAL_STATUS': return has(PENDING)
    case 'MEMBER': return values.some(value => participates(task, Number(value)))
    case 'RESPONSIBLE_ID': return values.some(value => hasRole(task, Number(value), 'responsible'))
    case 'CREATED_BY': return values.some(value => hasRole(task, Number(value), 'originator'))
    case 'ACCOMPLICE': return values.some(value => hasRole(task, Number(value), 'accomplice'))
    case 'AUDITOR': return values.some(value => hasRole(task, Number(value), 'auditor'))
    default: return null
  }
}

function sortKey(portal: Portal, task: Task, field: string): number {
  switch (field.toUpperCase()) {
    // Those without a deadline come last.
    case 'DEADLINE': return deadlineOf(task, portal.now()) ?? Number.MAX_SAFE_INTEGER
    case 'ACTIVITY_DATE': return portal.chats.get(task.chatId ?? 0)?.messages.at(-1)?.at ?? 0
    default: return task.id
  }
}

/** Numbers are texts here, all but the number of comments. */
function describe(task: Task, { portal, params, auth: { userId } }: MethodCall): unknown {
  const deadline = deadlineOf(task, portal.now())
  const group = portal.groups.get(task.groupId)
  const fields: Record<string, unknown> = {
    ID: { id: String(task.id) },
    TITLE: { title: task.title },
    DEADLINE: { deadline: deadline === null ? null : atomDate(deadline, portal.utcOffset) },
    STATUS: { status: String(PENDING), subStatus: String(task.overdue ? OVERDUE : PENDING) },
    GROUP_ID: { groupId: String(task.groupId), group: group ? { id: String(group.id), name: group.name, opened: group.visible } : [] },
    CHAT_ID: portal.shape === 'newest' ? { chatId: task.chatId } : {},
    NEW_COMMENTS_COUNT: { newCommentsCount: task.unreadComments.get(userId) ?? 0 },
    RESPONSIBLE_ID: { responsibleId: String(task.responsibleId) },
    CREATED_BY: { createdBy: String(task.originatorId) },
    ACCOMPLICES: { accomplices: task.accomplices.map(String) },
    AUDITORS: { auditors: task.auditors.map(String) },
  }
  const select = listParam(params, 'select').map(field => String(field).toUpperCase())
  const chosen = select.length === 0 ? Object.keys(fields) : ['ID', ...select]
  return Object.assign({}, ...chosen.map(field => fields[field] ?? {}))
}
