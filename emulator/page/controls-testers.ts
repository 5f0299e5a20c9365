import type { PageSession } from '../wire.ts'
import type { Act } from './controls.ts'
import { choice, field, labelled, row, same, section, toggle } from './control-fields.ts'
import { button, element } from './dom.ts'
import { pageWith, type PageQuery } from './query.ts'

const CODES = [
  'QUERY_LIMIT_EXCEEDED', 'OVERLOAD_LIMIT', 'OPERATION_TIME_LIMIT', 'expired_token', 'invalid_token', 'NO_AUTH_FOUND',
  'ACCESS_DENIED', 'INVALID_CREDENTIALS', 'user_access_error', 'insufficient_scope', 'INVALID_REQUEST',
  'ERROR_BATCH_LENGTH_EXCEEDED', 'ERROR_BATCH_METHOD_NOT_ALLOWED', 'ERROR_METHOD_NOT_FOUND',
  'ERROR_MANIFEST_IS_NOT_AVAILABLE', 'INTERNAL_SERVER_ERROR', 'ERROR_UNEXPECTED_ANSWER', 'PORTAL_DELETED',
]
const METHODS = [
  '*', 'batch', 'im.counters.get', 'tasks.task.counters.get', 'im.recent.list', 'im.dialog.messages.get', 'im.dialog.get', 'im.user.list.get',
  'im.dialog.read', 'im.message.add', 'im.notify.get',
]
const ALL_SCOPES = ['im', 'task', 'placement', 'user_brief']
const SHAPES = ['newest', 'documented', 'older']
const REFUSALS = [['free', 'not at all'], ['capped', 'up to twice the size'], ['endless', 'without end']] as const

const number = (value: number, attributes: Record<string, string> = {}) => field(String(value), { type: 'number', min: '0', ...attributes })

/** What goes wrong between the app and the portal, and how portals differ. Nobody else needs it, so it is folded. */
export function testerControls(session: PageSession, query: PageQuery, act: Act, chat: HTMLElement): HTMLElement {
  return element('details', { 'class': 'controls-testers', 'data-testid': 'controls-testers' },
    element('summary', {}, 'For testers'),
    failures(session, act),
    limits(session, act),
    access(session, act),
    chat,
    portalKind(session, query, act),
  )
}

function failures(session: PageSession, act: Act): HTMLElement {
  const method = choice(same(METHODS), '*')
  const code = choice(same(CODES), 'QUERY_LIMIT_EXCEEDED')
  const latency = number(0, { step: '100' })
  latency.addEventListener('change', () => act('Latency', 'latency', { ms: Number(latency.value) }))
  return section('Failures',
    row(labelled('Method', method), labelled('Code', code)),
    row(
      button('Fail once', () => act('Fails once', 'fail', { method: method.value, code: code.value, times: 1 })),
      button('Fail', () => act('Fails', 'fail', { method: method.value, code: code.value })),
      button('Lose one answer', () => act('The next answer is lost', 'lose-answer', { method: method.value })),
      button('Maintenance page once', () => act('The next answer is a page', 'page', { status: 503, times: 1 })),
      button('End all failures', () => act('Failures ended', 'fail', { method: '*', code: null })),
    ),
    row(
      toggle('Drop connections', false, on => act('Drop connections', 'drop', { on })),
      toggle('REST never answers', false, on => act('REST never answers', 'hang', { on })),
      toggle('The parent window never answers', session.silent, on => act('The parent window never answers', 'silent', { on })),
      toggle('The parent window keeps no options', false, on => act('Saving of options', 'option-saving', { saving: on ? 'never' : 'late' })),
    ),
    row(labelled('Latency, ms', latency)),
  )
}

function limits({ bucket }: PageSession, act: Act): HTMLElement {
  const size = number(bucket.x, { min: '1' })
  const leak = number(bucket.y, { step: '0.1' })
  const method = choice(same(METHODS.slice(2)), 'im.counters.get')
  const seconds = number(480)
  const messages = number(100)
  const chats = number(1000)
  return section('Limits and clocks',
    row(
      labelled('Requests at once', size),
      labelled('More a second', leak),
      button('Set', () => act('Rate limit set', 'bucket', { x: Number(size.value), y: Number(leak.value) })),
      button('Use up', () => act('Rate limit used up', 'bucket', { level: Number(size.value) })),
      labelled('Refused requests count', choice(REFUSALS, bucket.refusals, refusals => act('Refused requests', 'bucket', { refusals }))),
    ),
    row(
      labelled('Operating time of', method),
      labelled('Seconds', seconds),
      button('Use', () => act('Operating time used', 'operating', { method: method.value, seconds: Number(seconds.value) })),
    ),
    row(
      labelled('Counts messages up to', messages),
      labelled('Counts chats up to', chats),
      button('Set', () => act('Caps set', 'caps', { messages: Number(messages.value), chats: Number(chats.value) })),
    ),
  )
}

function access(session: PageSession, act: Act): HTMLElement {
  const without = (missing: string) => act('Scopes set', 'scopes', { scopes: ALL_SCOPES.filter(scope => scope !== missing) })
  return section('Authorisation',
    row(button('Expire the token now', () => act('The token has expired', 'expire-token'))),
    row(
      toggle('Refresh works', true, allowed => act('Refresh of tokens', 'refresh', { allowed })),
      toggle('Installed', session.installed, installed => act('Installed', 'install', { installed })),
    ),
    row(labelled('Missing scope', choice([['', 'none'], ...same(ALL_SCOPES)], '', without))),
  )
}

function portalKind(session: PageSession, query: PageQuery, act: Act): HTMLElement {
  return section('Kind of portal',
    row(
      labelled('Generation', choice(same(SHAPES), session.shape, shape => act('Generation set', 'shape', { shape }))),
      labelled('Device', choice(same(['desktop', 'phone']), query.device, device => location.assign(pageWith({ device })))),
    ),
    row(
      toggle('Reading all reads muted chats', true, on => act('Reading all', 'reading', { allReadsMuted: on })),
      toggle('Reading all clears notifications', true, on => act('Reading all', 'reading', { allClearsNotifications: on })),
      toggle('Removing a mark reads the chat', false, on => act('Removing a mark', 'reading', { unmarkReads: on })),
    ),
  )
}
