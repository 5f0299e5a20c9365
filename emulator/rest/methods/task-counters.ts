import { taskCounters, type TaskRole } from '../../state/task-list.ts'
import { RestError } from '../errors.ts'
import type { MethodCall, Methods } from '../method.ts'
import { param, textParam } from '../params.ts'

const VIEWS: Record<string, TaskRole | 'all'> = {
  view_all: 'all',
  view_role_responsible: 'responsible',
  view_role_accomplice: 'accomplice',
  view_role_auditor: 'auditor',
  view_role_originator: 'originator',
}

const EXPIRED_CODE = 6291456
const NEW_COMMENTS_CODE = 12582912

export const taskMethods: Methods = {
  'tasks.task.counters.get': {
    scope: 'task',
    run: call => ({ result: counters(call), total: 1 }),
  },
}

function counters({ portal, params, auth }: MethodCall): unknown {
  const userId = wholeNumber(param(params, 'userId'), 'userId') ?? auth.userId
  const groupId = wholeNumber(param(params, 'groupId'), 'groupId') ?? 0
  const role = VIEWS[textParam(params, 'type') || 'view_all']

  const group = portal.groups.get(groupId)
  if (groupId !== 0 && !(group?.visible || group?.members.has(auth.userId))) {
    throw new RestError('0', 'Group not found or access denied. (internal error)', 400)
  }
  const mayAsk = userId === auth.userId || Boolean(portal.users.get(auth.userId)?.admin)
  if (!role || !mayAsk || !portal.users.has(userId)) {
    return []
  }
  const { expired, newComments, mutedNewComments } = taskCounters(portal, { userId, groupId, role })
  const documented = {
    expired: { counter: expired, code: EXPIRED_CODE },
    new_comments: { counter: newComments, code: NEW_COMMENTS_CODE },
  }
  if (portal.shape !== 'newest') {
    return documented
  }
  return {
    total: { counter: expired + newComments, code: '' },
    ...documented,
    ...mutedNewComments > 0 && { muted_new_comments: { counter: mutedNewComments, code: 1 } },
  }
}

function wholeNumber(value: unknown, name: string): number | undefined {
  if (value === undefined || value === null || value === '') {
    return undefined
  }
  if ((typeof value === 'number' && Number.isInteger(value)) || (typeof value === 'string' && /^-?\d+$/.test(value))) {
    return Number(value)
  }
  const shown = typeof value === 'string' || typeof value === 'number' ? value : 'Array'
  throw new RestError('0', `Invalid value {${shown}} to match with parameter {${name}}. Should be value of type int.`, 400)
}
