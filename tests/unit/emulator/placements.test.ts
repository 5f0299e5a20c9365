import { afterEach, beforeEach, expect, it } from 'vitest'
import { openPortal, type PortalClient } from './portal-client'

const HANDLER = 'https://app.example.com/unread/'
const SIDEBAR = { PLACEMENT: 'IM_SIDEBAR', HANDLER, OPTIONS: { iconName: 'fa-bell-o', context: 'USER;CHAT', role: 'USER', color: 'AQUA', extranet: 'N' } }

let portal: PortalClient

beforeEach(async () => {
  portal = await openPortal()
  portal.control.install({ installed: false })
})

afterEach(() => portal.close())

const errorOf = async (params: object, userId?: number) => (await portal.call('placement.bind', params, userId)).body.error

it('binds, lists and unbinds', async () => {
  expect((await portal.call('placement.get')).body.result).toEqual([])
  await portal.call('placement.bind', { PLACEMENT: 'LEFT_MENU', HANDLER, TITLE: 'ignored', LANG_ALL: { en: { TITLE: 'Unread' } } })
  await portal.call('placement.bind', SIDEBAR)
  expect((await portal.call('placement.get')).body.result).toEqual([
    { placement: 'LEFT_MENU', userId: 0, handler: HANDLER, options: [], title: 'Unread', description: '', langAll: { en: { TITLE: 'Unread', DESCRIPTION: '' } } },
    { placement: 'IM_SIDEBAR', userId: 0, handler: HANDLER, options: SIDEBAR.OPTIONS, title: '', description: '', langAll: [] },
  ])
  expect((await portal.call('placement.unbind', { PLACEMENT: 'LEFT_MENU', HANDLER })).body.result).toEqual({ count: 1 })
  expect((await portal.call('placement.unbind', { PLACEMENT: 'LEFT_MENU', HANDLER })).body.result).toEqual({ count: 0 })
})

it('refuses to bind the same handler twice', async () => {
  await portal.call('placement.bind', SIDEBAR)
  expect(await portal.call('placement.bind', SIDEBAR)).toMatchObject({
    status: 400,
    body: { error: 'ERROR_CORE', error_description: 'Unable to set placement handler: Handler already binded' },
  })
})

it.each([
  ['an unknown placement', { PLACEMENT: 'NOWHERE', HANDLER }, 'ERROR_PLACEMENT_NOT_FOUND'],
  ['a host without a dot', { PLACEMENT: 'LEFT_MENU', HANDLER: 'http://localhost:5173/' }, 'ERROR_WRONG_HANDLER_URL'],
  ['no handler', { PLACEMENT: 'LEFT_MENU' }, 'ERROR_WRONG_HANDLER_URL'],
  ['another scheme', { PLACEMENT: 'LEFT_MENU', HANDLER: 'ftp://app.example.com/' }, 'ERROR_UNSUPPORTED_PROTOCOL'],
  ['a sidebar without an icon', { PLACEMENT: 'IM_SIDEBAR', HANDLER }, 'ERROR_ARGUMENT'],
  ['an unknown context', { ...SIDEBAR, OPTIONS: { ...SIDEBAR.OPTIONS, context: 'CHAT;MAIL' } }, 'ERROR_ARGUMENT'],
  ['an unknown colour', { ...SIDEBAR, OPTIONS: { ...SIDEBAR.OPTIONS, color: 'BLACK' } }, 'ERROR_ARGUMENT'],
])('does not bind %s', async (_case, params, code) => {
  expect(await errorOf(params)).toBe(code)
})

it('does not know the sidebar without the scope of the messenger', async () => {
  portal.control.scopes({ scopes: ['placement'] })
  expect(await errorOf(SIDEBAR)).toBe('ERROR_PLACEMENT_NOT_FOUND')
})

it('lets only an administrator bind, and no webhook', async () => {
  expect(await errorOf(SIDEBAR, 547)).toBe('ACCESS_DENIED')
  expect(await portal.post('/rest/1/emulator/placement.bind', SIDEBAR)).toMatchObject({ status: 403, body: { error: 'WRONG_AUTH_TYPE' } })
})

it('tells an app its permissions, without naming any', async () => {
  portal.control.scopes({ scopes: ['im', 'placement'] })
  expect((await portal.call('scope')).body.result).toEqual(['im', 'placement'])
})
