import type { PageSession } from '../wire.ts'
import type { Act } from './controls.ts'
import { choice, field, labelled, row, section, toggle } from './control-fields.ts'
import { button } from './dom.ts'

const CODES = [
  'QUERY_LIMIT_EXCEEDED', 'OVERLOAD_LIMIT', 'OPERATION_TIME_LIMIT', 'expired_token', 'invalid_token', 'NO_AUTH_FOUND',
  'ACCESS_DENIED', 'INVALID_CREDENTIALS', 'user_access_error', 'insufficient_scope', 'INVALID_REQUEST',
  'ERROR_BATCH_LENGTH_EXCEEDED', 'ERROR_BATCH_METHOD_NOT_ALLOWED', 'ERROR_METHOD_NOT_FOUND',
  'ERROR_MANIFEST_IS_NOT_AVAILABLE', 'INTERNAL_SERVER_ERROR', 'ERROR_UNEXPECTED_ANSWER', 'PORTAL_DELETED',
]
const METHODS = ['*', 'batch', 'im.counters.get', 'tasks.task.counters.get', 'im.dialog.get', 'im.user.list.get']
const ALL_SCOPES = ['im', 'task', 'placement', 'user_brief']

const same = (values: string[]) => values.map(value => [value, value] as const)

/** What goes wrong between the app and the portal. */
export function faultControls(session: PageSession, act: Act): HTMLElement[] {
  const x = field(String(session.bucket.x), { type: 'number', min: '1' })
  const y = field(String(session.bucket.y), { type: 'number', min: '0', step: '0.1' })
  const method = choice(same(METHODS), '*')
  const code = choice(same(CODES), 'QUERY_LIMIT_EXCEEDED')
  const latency = field('0', { type: 'number', min: '0', step: '100' })
  latency.addEventListener('change', () => act('latency', { ms: Number(latency.value) }))
  const without = (missing: string) => act('scopes', { scopes: ALL_SCOPES.filter(scope => scope !== missing) })
  return [
    section('Authorisation',
      row(button('Expire the token now', () => act('expire-token'))),
      row(
        toggle('Refresh works', true, allowed => act('refresh', { allowed })),
        toggle('Installed', session.installed, installed => act('install', { installed })),
      ),
      row(labelled('Missing scope', choice([['', 'none'], ...same(ALL_SCOPES)], '', without))),
    ),
    section('Limits and failures',
      row(
        labelled('X', x),
        labelled('Y per second', y),
        button('Set', () => act('bucket', { x: Number(x.value), y: Number(y.value) })),
        button('Fill', () => act('bucket', { level: Number(x.value) })),
      ),
      row(labelled('Method', method), labelled('Code', code)),
      row(
        button('Fail once', () => act('fail', { method: method.value, code: code.value, times: 1 })),
        button('Fail', () => act('fail', { method: method.value, code: code.value })),
        button('Clear all', () => act('fail', { method: '*', code: null })),
      ),
      row(labelled('Latency, ms', latency)),
      row(
        toggle('Drop connections', false, on => act('drop', { on })),
        toggle('REST hangs', false, on => act('hang', { on })),
        toggle('Silent portal', session.silent, on => act('silent', { on })),
      ),
    ),
  ]
}
