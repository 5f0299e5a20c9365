import { REFUSAL_RULES } from '../rest/leaky-bucket.ts'
import { SCENARIO_NAMES } from '../scenarios/index.ts'
import type { Control } from './control.ts'
import type { Fields } from './fields.ts'
import { MESSAGE_ATTACHMENTS } from './messages.ts'

const NOTIFICATION_TYPES = [1, 2, 3] as const
const SAVINGS = ['late', 'never'] as const
const SHAPES = ['newest', 'documented', 'older'] as const

type Action = (control: Control, fields: Fields) => unknown

const dialog = (fields: Fields) => ({ dialogId: fields.text('dialogId'), ...viewpoint(fields) })
const viewpoint = (fields: Fields) => ({ userId: fields.optional('userId', fields.number) })

/** `POST /control/<name>`, as calls of the same controls a test makes in-process. */
export const ACTIONS: Record<string, Action> = {
  'message': (control, fields) => control.message({
    ...dialog(fields),
    from: fields.optional('from', fields.number),
    text: fields.optional('text', fields.text),
    count: fields.optional('count', fields.number),
    attachment: fields.has('attachment') ? fields.oneOf('attachment', MESSAGE_ATTACHMENTS) : undefined,
    mention: fields.optional('mention', fields.flag),
  }),
  'read': (control, fields) => control.read(dialog(fields)),
  'read-all': (control, fields) => control.readAll(viewpoint(fields)),
  'mute': (control, fields) => control.mute({ ...dialog(fields), mute: fields.flag('mute') }),
  'mark': (control, fields) => control.mark({ ...dialog(fields), unread: fields.flag('unread') }),
  'notify': (control, fields) => control.notify({
    ...viewpoint(fields),
    count: fields.optional('count', fields.number),
    type: fields.has('type') ? fields.oneOfNumbers('type', NOTIFICATION_TYPES) : undefined,
    text: fields.optional('text', fields.text),
    from: fields.optional('from', fields.number),
  }),
  'task-overdue': (control, fields) => control.taskOverdue({
    ...viewpoint(fields),
    taskId: fields.optional('taskId', fields.number),
    overdue: fields.optional('overdue', fields.flag),
  }),
  'task-comment': (control, fields) => control.taskComment({
    ...viewpoint(fields),
    taskId: fields.optional('taskId', fields.number),
    count: fields.optional('count', fields.number),
  }),
  'user': (control, fields) => control.user({ id: fields.number('id') }),
  'shape': (control, fields) => control.shape({ shape: fields.oneOf('shape', SHAPES) }),
  'caps': (control, fields) => control.caps({
    messages: fields.optional('messages', fields.number),
    chats: fields.optional('chats', fields.number),
  }),
  'reading': (control, fields) => control.reading({
    allClearsNotifications: fields.optional('allClearsNotifications', fields.flag),
    allReadsMuted: fields.optional('allReadsMuted', fields.flag),
    unmarkReads: fields.optional('unmarkReads', fields.flag),
  }),
  'line': (control, fields) => control.line({ ...dialog(fields), answered: fields.flag('answered') }),
  'visitor': (control, fields) => control.visitor(viewpoint(fields)),
  'office-day': (control, fields) => control.officeDay({
    ...viewpoint(fields),
    on: fields.flag('on'),
    seed: fields.optional('seed', fields.number),
  }),
  'install': (control, fields) => control.install({ installed: fields.flag('installed') }),
  'placements': (control, fields) => control.placements({ missing: fields.texts('missing') }),
  'expire-token': control => control.expireToken(),
  'refresh': (control, fields) => control.refresh({ allowed: fields.flag('allowed') }),
  'scopes': (control, fields) => control.scopes({ scopes: fields.texts('scopes') }),
  'access': (control, fields) => control.access({ ...dialog(fields), allowed: fields.flag('allowed') }),
  'bucket': (control, fields) => control.bucket({
    x: fields.optional('x', fields.number),
    y: fields.optional('y', fields.number),
    level: fields.optional('level', fields.number),
    refusals: fields.has('refusals') ? fields.oneOf('refusals', REFUSAL_RULES) : undefined,
  }),
  'fail': (control, fields) => control.fail({
    method: fields.optional('method', fields.text),
    code: fields.raw('code') === null ? null : fields.text('code'),
    status: fields.optional('status', fields.number),
    times: fields.optional('times', fields.number),
    description: fields.optional('description', fields.text),
  }),
  'page': (control, fields) => control.page(fields.raw('status') === null ? null : {
    status: fields.number('status'),
    body: fields.optional('body', fields.text),
    type: fields.optional('type', fields.text),
    times: fields.optional('times', fields.number),
  }),
  'option-saving': (control, fields) => control.optionSaving({ saving: fields.oneOf('saving', SAVINGS) }),
  'operating': (control, fields) => control.operating({ method: fields.text('method'), seconds: fields.number('seconds') }),
  'operating-rules': (control, fields) => control.operatingRules({
    limit: fields.raw('limit') === null ? null : fields.optional('limit', fields.number),
    cost: fields.optional('cost', fields.number),
    least: fields.optional('least', fields.number),
  }),
  'answer': (control, fields) => answer(control, fields),
  'latency': (control, fields) => control.latency({ ms: fields.number('ms') }),
  'drop': (control, fields) => control.drop(fields.has('times') ? { times: fields.number('times') } : { on: fields.flag('on') }),
  'lose-answer': (control, fields) => control.loseAnswer({
    method: fields.optional('method', fields.text),
    times: fields.optional('times', fields.number),
  }),
  'hang': (control, fields) => control.hang({ on: fields.flag('on') }),
  'silent': (control, fields) => control.silent({ on: fields.flag('on') }),
  'scenario': (control, fields) => control.scenario({
    name: fields.oneOf('name', SCENARIO_NAMES),
    options: fields.optional('options', fields.record),
  }),
  'clear-log': control => control.clearLog(),
}

/** `result: null` forgets the answer. */
function answer(control: Control, fields: Fields): void {
  const call = { method: fields.text('method'), params: fields.optional('params', fields.record) }
  const result = fields.raw('result')
  if (result === null) {
    control.forgetAnswer(call)
  } else {
    control.answer({ ...call, result })
  }
}
