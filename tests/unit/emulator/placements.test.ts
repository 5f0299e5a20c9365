import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PageDialog, PageSession } from '../../../emulator/wire.ts'
import { openPortal, type PortalClient } from './portal-client.ts'

const HANDLER = 'https://app.example.com/unread/'
const SIDEBAR = { PLACEMENT: 'IM_SIDEBAR', HANDLER, OPTIONS: { iconName: 'fa-bell-o', context: 'USER;CHAT', role: 'USER', color: 'AQUA', extranet: 'N' } }
const NAVIGATION = { PLACEMENT: 'IM_NAVIGATION', HANDLER, OPTIONS: { iconName: 'fa-bell-o' } }

let portal: PortalClient

beforeEach(async () => {
  portal = await openPortal()
  portal.control.install({ installed: false })
})

afterEach(() => portal.close())

const errorOf = async (params: object, userId?: number) => (await portal.call('placement.bind', params, userId)).body.error
const listed = async () => (await portal.call('placement.get')).body.result
const look = async <Answer>(path: string) => (await fetch(`${portal.origin}${path}`)).json() as Promise<Answer>
const titles = async (user = 1) => (await look<PageSession>(`/portal/session?user=${user}`)).titles

describe('placement.bind', () => {
  it('keeps what the placement knows, with defaults, in a list that unbinding empties', async () => {
    expect(await listed()).toEqual([])
    await portal.call('placement.bind', { PLACEMENT: 'LEFT_MENU', HANDLER, LANG_ALL: { en: { TITLE: ' Unread ' } }, OPTIONS: { iconName: 'fa-bell-o' } })
    await portal.call('placement.bind', SIDEBAR)
    await portal.call('placement.bind', { ...NAVIGATION, OPTIONS: { ...NAVIGATION.OPTIONS, context: 'NOWHERE', color: 'BLACK' } })
    const common = { userId: 0, handler: HANDLER, title: 'Unread', description: '', langAll: { en: { TITLE: 'Unread', DESCRIPTION: '', GROUP_NAME: '' } } }
    expect(await listed()).toEqual([
      { ...common, placement: 'LEFT_MENU', options: [] },
      { ...common, placement: 'IM_SIDEBAR', options: SIDEBAR.OPTIONS },
      { ...common, placement: 'IM_NAVIGATION', options: { iconName: 'fa-bell-o', extranet: 'N', role: 'USER' } },
    ])
    expect((await portal.call('placement.unbind', { PLACEMENT: 'LEFT_MENU', HANDLER })).body.result).toEqual({ count: 2 })
    expect((await portal.call('placement.unbind', { PLACEMENT: 'LEFT_MENU', HANDLER })).body.result).toEqual({ count: 0 })
  })

  it('ignores TITLE where LANG_ALL is given', async () => {
    await portal.call('placement.bind', { ...NAVIGATION, TITLE: 'ignored', LANG_ALL: { de: { TITLE: 'Ungelesen' } } })
    expect(await listed()).toMatchObject([{ title: 'Ungelesen', langAll: { de: { TITLE: 'Ungelesen' } } }])
    await portal.call('placement.unbind', NAVIGATION)
    await portal.call('placement.bind', { ...NAVIGATION, TITLE: 'used' })
    expect(await listed()).toMatchObject([{ title: 'used', langAll: { en: { TITLE: 'used' } } }])
  })

  it('refuses the same handler twice, and takes another spelling of it for another handler', async () => {
    await portal.call('placement.bind', SIDEBAR)
    expect(await portal.call('placement.bind', SIDEBAR)).toMatchObject({
      status: 400,
      body: { error: 'ERROR_CORE', error_description: 'Unable to set placement handler: Handler already binded' },
    })
    expect(await errorOf({ ...SIDEBAR, HANDLER: 'https://APP.example.com/unread/' })).toBeUndefined()
    expect(await listed()).toHaveLength(2)
  })

  const withOption = (option: object, call: { OPTIONS: object } = SIDEBAR) => ({ ...call, OPTIONS: { ...call.OPTIONS, ...option } })
  it.each([
    ['an unknown placement', { PLACEMENT: 'NOWHERE', HANDLER }, 'ERROR_PLACEMENT_NOT_FOUND', 400],
    ['a host without a dot', { PLACEMENT: 'LEFT_MENU', HANDLER: 'http://localhost:5173/' }, 'ERROR_WRONG_HANDLER_URL', 400],
    ['another scheme', { PLACEMENT: 'LEFT_MENU', HANDLER: 'ftp://app.example.com/' }, 'ERROR_UNSUPPORTED_PROTOCOL', 400],
    ['no handler', { PLACEMENT: 'LEFT_MENU' }, 'ERROR_ARGUMENT', 400],
    ['no placement', { HANDLER }, 'ERROR_ARGUMENT', 400],
    ['a sidebar without an icon', { PLACEMENT: 'IM_SIDEBAR', HANDLER }, 'ERROR_ARGUMENT', 400],
    ['a section without an icon', { PLACEMENT: 'IM_NAVIGATION', HANDLER, OPTIONS: { role: 'USER' } }, 'ERROR_ARGUMENT', 400],
    ['an icon without a letter', withOption({ iconName: '123' }, NAVIGATION), 'INVALID_ERROR_ICON_NAME', 200],
    ['an unknown context', withOption({ context: 'CHAT;MAIL' }), 'INVALID_ERROR_CONTEXT', 200],
    ['an unknown role', withOption({ role: 'GUEST' }, NAVIGATION), 'INVALID_ERROR_ROLE', 200],
    ['an unknown extranet', withOption({ extranet: 'X' }, NAVIGATION), 'INVALID_ERROR_EXTRANET', 200],
    ['an unknown colour', withOption({ color: 'BLACK' }), 'INVALID_ERROR_COLOR', 200],
  ])('does not bind %s', async (_case, params, error, status) => {
    expect(await portal.call('placement.bind', params)).toMatchObject({ status, body: { error } })
    expect(await listed()).toEqual([])
  })

  it('does not know a placement the portal has not heard of', async () => {
    portal.control.placements({ missing: ['IM_NAVIGATION'] })
    expect(await errorOf(NAVIGATION)).toBe('ERROR_PLACEMENT_NOT_FOUND')
    expect((await portal.call('placement.list')).body.result).toEqual(['LEFT_MENU', 'IM_SIDEBAR', 'IM_TEXTAREA', 'IM_CONTEXT_MENU'])
  })

  it('lets only an administrator bind, and no webhook', async () => {
    expect(await errorOf(SIDEBAR, 547)).toBe('ACCESS_DENIED')
    expect((await portal.call('placement.get', {}, 547)).body.error).toBe('ACCESS_DENIED')
    expect(await portal.post('/rest/1/emulator/placement.bind', SIDEBAR)).toMatchObject({ status: 403, body: { error: 'WRONG_AUTH_TYPE' } })
  })
})

describe('the portal\'s page', () => {
  beforeEach(async () => {
    for (const call of [{ PLACEMENT: 'LEFT_MENU', HANDLER }, SIDEBAR, NAVIGATION]) await portal.call('placement.bind', call)
    portal.control.install({ installed: true })
  })

  it('shows no placement of the messenger that was bound without the scope of the messenger', async () => {
    expect(Object.keys(await titles())).toEqual(['LEFT_MENU', 'IM_SIDEBAR', 'IM_NAVIGATION'])
    portal.control.scopes({ scopes: ['placement'] })
    expect(Object.keys(await titles())).toEqual(['LEFT_MENU'])
  })

  it('offers the sidebar in the kinds of chats it is bound for, and in no CoPilot chat', async () => {
    const offered = async (dialog: string) => (await look<PageDialog>(`/portal/dialog?user=1&dialog=${dialog}`)).hasAppSidebar
    expect(await Promise.all(['547', 'chat1435', 'chat1601', 'chat1500'].map(offered))).toEqual([true, true, false, false])
  })
})

it('tells an older list of handlers, without options and languages', async () => {
  await portal.call('placement.bind', NAVIGATION)
  portal.control.shape({ shape: 'older' })
  expect(await listed()).toEqual([{ placement: 'IM_NAVIGATION', handler: HANDLER, title: 'Unread', description: '' }])
})

it('opens the section of the messenger with no chat', async () => {
  portal.control.install({ installed: true })
  const { fields } = await portal.frame({ placement: 'IM_NAVIGATION' })
  expect(fields.PLACEMENT).toBe('IM_NAVIGATION')
  expect(JSON.parse(fields.PLACEMENT_OPTIONS ?? '')).toEqual({ URI: '/online/' })
})

it('tells an app its permissions, without naming any', async () => {
  portal.control.scopes({ scopes: ['im', 'placement'] })
  expect((await portal.call('scope')).body.result).toEqual(['im', 'placement'])
})
