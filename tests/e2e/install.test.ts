import type { FrameLocator } from '@playwright/test'
import type { Emulator } from '../../emulator/index.ts'
import { test } from './behind-nginx.ts'
import { expect, expectCounts } from './portal.ts'

const state = (app: FrameLocator, value: string) => app.locator(`[data-testid="install-view"][data-state="${value}"]`)
const check = (app: FrameLocator, name: string) => app.locator(`[data-testid="install-check"][data-check="${name}"]`)
const step = (app: FrameLocator, placement: string) => app.locator(`[data-testid="install-step"][data-placement="${placement}"]`)
const bound = ({ portal }: Emulator) => portal.placements.map(({ placement, handler }) => `${placement} ${handler}`).toSorted()
const everywhere = (address = '') => [`IM_NAVIGATION ${address}`, `IM_SIDEBAR ${address}`, `LEFT_MENU ${address}`]

/** From the app's own page to the view that repairs it. */
async function openRepair(app: FrameLocator): Promise<void> {
  await app.getByTestId('settings').click()
  await app.getByTestId('repair').click()
  await expect(state(app, 'ready')).toBeVisible()
}

test.beforeEach(({ portal }) => portal.control.install({ installed: false }))

test('installs from nothing: all places appear after the reload, and work', async ({ open, page, portal, baseURL }) => {
  const app = await open({ placement: 'DEFAULT', bare: false })
  await expect(page.getByTestId('menu-unread')).toHaveCount(0)
  await expect(state(app, 'ready')).toBeVisible()
  await app.getByTestId('install').click()

  await page.getByTestId('menu-unread').click()
  await expectCounts(app, { all: 42, waiting: 43 })
  expect(bound(portal)).toEqual(everywhere(baseURL))
  expect(portal.portal.installed).toBe(true)
  const sidebar = portal.portal.placements.find(({ placement }) => placement === 'IM_SIDEBAR')
  expect(sidebar?.options).toMatchObject({ iconName: 'fa-bell-o', context: 'ALL', role: 'USER' })
  expect(Object.keys(sidebar?.languages ?? {})).toHaveLength(20)
  expect(sidebar?.languages.ru?.TITLE).toBe('Сведения о чате')
  const section = portal.portal.placements.find(({ placement }) => placement === 'IM_NAVIGATION')
  expect(section?.options).toEqual({ iconName: 'fa-bell-o', role: 'USER', extranet: 'N' })
  expect(section?.languages.ru?.TITLE).toBe('Непрочитанное')

  await page.getByTestId('menu-messenger').click()
  await page.getByTestId('section-app').click()
  await expectCounts(app, { all: 42, waiting: 43 })

  await open({ placement: 'IM_SIDEBAR', dialog: 'chat1435' })
  await expect(app.getByTestId('chat-details')).toHaveAttribute('data-dialog-id', 'chat1435')
})

test('until then no counter is asked for', async ({ open, portal }) => {
  const app = await open({ placement: 'DEFAULT' })
  await expect(state(app, 'ready')).toBeVisible()
  expect(portal.requests.flatMap(({ commands }) => commands ?? [])).toEqual(['scope', 'placement.list', 'placement.get'])
})

test('a repair changes nothing where all is right, removes a stale handler, adds a missing one', async ({ open, portal, baseURL }) => {
  portal.control.install({ installed: true })
  const app = await open({ placement: 'DEFAULT' })
  await openRepair(app)
  await app.getByTestId('install').click()
  await expect(state(app, 'done')).toBeVisible()
  expect(bound(portal)).toEqual(everywhere(baseURL))

  const before = structuredClone(portal.portal.placements)
  await app.getByTestId('install').click()
  await expect(app.locator('[data-testid="install-step"][data-action="keep"][data-state="done"]')).toHaveCount(3)
  await expect(app.locator('[data-testid="install-step"]')).toHaveCount(3)
  expect(portal.portal.placements).toEqual(before)

  const menu = before.find(({ placement }) => placement === 'LEFT_MENU')
  if (menu === undefined) throw new Error('Nothing is bound.')
  portal.portal.placements = [
    { ...menu, handler: 'https://old.example.com/' },
    { ...menu, placement: 'CRM_DEAL_DETAIL_TAB', handler: 'https://old.example.com/' },
    menu,
  ]
  await app.getByTestId('install').click()
  await expect(app.locator('[data-action="unbind"][data-state="done"]')).toHaveCount(1)
  await expect(state(app, 'done')).toBeVisible()
  expect(bound(portal)).toEqual(['CRM_DEAL_DETAIL_TAB https://old.example.com/', ...everywhere(baseURL)])
})

test('a repair adds the messenger\'s section to an installation of an earlier version, and says so before', async ({ open, page, portal, baseURL }) => {
  portal.control.install({ installed: true })
  const app = await open({ placement: 'DEFAULT' })
  await openRepair(app)
  await app.getByTestId('install').click()
  await expect(state(app, 'done')).toBeVisible()
  portal.portal.placements = portal.portal.placements.filter(({ placement }) => placement !== 'IM_NAVIGATION')

  await open({ placement: 'DEFAULT', bare: false })
  await openRepair(app)
  await expect(step(app, 'IM_NAVIGATION')).toHaveAttribute('data-action', 'bind')
  await expect(step(app, 'IM_NAVIGATION')).toHaveAttribute('data-state', 'waiting')
  await expect(step(app, 'LEFT_MENU')).toHaveAttribute('data-action', 'keep')
  await app.getByTestId('install').click()
  await expect(state(app, 'done')).toBeVisible()
  expect(bound(portal)).toEqual(everywhere(baseURL))

  await open({ placement: 'IM_NAVIGATION', bare: false })
  await expect(page.getByTestId('section-app')).toHaveText('Unread')
  await expectCounts(app, { all: 42 })
})

test('of two spellings of the app\'s address, a repair leaves one entry in each place', async ({ open, portal, baseURL }) => {
  portal.control.install({ installed: true })
  const app = await open({ placement: 'DEFAULT' })
  await openRepair(app)
  await app.getByTestId('install').click()
  await expect(state(app, 'done')).toBeVisible()

  const capitals = (baseURL ?? '').replace('http', 'HTTP')
  const right = portal.portal.placements
  portal.portal.placements = right.flatMap((binding) => {
    const other = { ...binding, handler: capitals }
    // In the section, the other spelling stands alone.
    return binding.placement === 'IM_NAVIGATION' ? [other] : [other, binding]
  })
  await app.getByTestId('install').click()
  await expect(app.locator('[data-action="renew"][data-state="done"]')).toHaveCount(1)
  await expect(state(app, 'done')).toBeVisible()
  expect(bound(portal)).toEqual(everywhere(baseURL))
})

test('where Bitrix24 has no such section, the app says so before, and installs the rest', async ({ open, portal, baseURL }) => {
  portal.control.placements({ missing: ['IM_NAVIGATION'] })
  const app = await open({ placement: 'DEFAULT' })
  await expect(check(app, 'place-IM_NAVIGATION')).toHaveAttribute('data-state', 'warning')
  await expect(check(app, 'place-IM_NAVIGATION')).toContainText('installed without it')
  await app.getByTestId('install').click()
  await expect.poll(() => portal.portal.installed).toBe(true)
  await expect(app.getByTestId('sync-status')).toBeVisible()
  expect(bound(portal)).toEqual(everywhere(baseURL).slice(1))

  await openRepair(app)
  await expect(check(app, 'place-IM_NAVIGATION')).toHaveAttribute('data-state', 'warning')
  await app.getByTestId('install').click()
  await expect(state(app, 'done')).toBeVisible()
  await expect(app.getByTestId('install-error')).toHaveCount(0)
})

test('where Bitrix24 refuses a place of the messenger, the rest is installed, and the app says which', async ({ open, portal, baseURL }) => {
  // A portal that does not list its places: its refusal is the first that is heard of it.
  portal.control.fail({ method: 'placement.list', code: 'ERROR_METHOD_NOT_FOUND' })
  portal.control.placements({ missing: ['IM_NAVIGATION'] })
  portal.control.install({ installed: true })
  portal.portal.placements = []
  const app = await open({ placement: 'DEFAULT' })
  await openRepair(app)
  await app.getByTestId('install').click()
  await expect(state(app, 'done')).toBeVisible()
  await expect(step(app, 'IM_NAVIGATION')).toHaveAttribute('data-state', 'refused')
  await expect(step(app, 'IM_NAVIGATION')).toContainText('ERROR_PLACEMENT_NOT_FOUND')
  await expect(step(app, 'LEFT_MENU')).toHaveAttribute('data-state', 'done')
  await expect(app.getByRole('status')).toContainText('except for what Bitrix24 declined')
  expect(bound(portal)).toEqual(everywhere(baseURL).slice(1))

  portal.control.install({ installed: false })
  await open({ placement: 'DEFAULT' })
  await expect(state(app, 'ready')).toBeVisible()
  await app.getByTestId('install').click()
  await expect.poll(() => portal.portal.installed).toBe(true)
  await expect(app.getByTestId('sync-status')).toBeVisible()
})

test('somebody else being faster is no failure', async ({ open, portal, page }) => {
  portal.control.fail({ method: 'placement.bind', code: 'ERROR_CORE', status: 400, times: 1 })
  const app = await open({ placement: 'DEFAULT', bare: false })
  await expect(state(app, 'ready')).toBeVisible()
  // What the other administrator does between our look and our own try.
  await page.route('**/rest/batch*', async (route) => {
    if (route.request().postData()?.includes('placement.bind') === true && portal.portal.placements.length === 0) {
      portal.portal.placements = [{ placement: 'LEFT_MENU', handler: new URL(route.request().headers().origin ?? '').href, title: 'Unread', description: '', options: {}, languages: {} }]
    }
    await route.continue()
  })
  await app.getByTestId('install').click()
  await expect(page.getByTestId('menu-unread')).toBeVisible()
  expect(bound(portal)).toHaveLength(3)
})

for (const [code, status, words] of [
  ['ERROR_PLACEMENT_NOT_FOUND', 400, 'select im for the app'],
  ['ERROR_WRONG_HANDLER_URL', 400, 'needs a full domain name'],
  ['ERROR_UNSUPPORTED_PROTOCOL', 400, 'must begin with https'],
  ['ACCESS_DENIED', 403, 'sign in as an administrator'],
  ['WRONG_AUTH_TYPE', 403, 'not from a webhook'],
  ['insufficient_scope', 403, 'select im, task and placement'],
  ['ERROR_ARGUMENT', 400, 'error in the app'],
  ['ERROR_CORE', 400, 'try again'],
  ['INVALID_REQUEST', 400, 'only https'],
  ['INTERNAL_SERVER_ERROR', 500, 'This is usually temporary'],
] as const) {
  test(`says what to do about ${code}, and goes on once it is done`, async ({ open, portal }) => {
    const app = await open({ placement: 'DEFAULT' })
    await expect(state(app, 'ready')).toBeVisible()
    portal.control.fail({ method: 'placement.bind', code, status })
    await app.getByTestId('install').click()
    await expect(app.getByTestId('install-error')).toHaveAttribute('data-code', code)
    await expect(app.getByTestId('install-error')).toContainText(words)
    expect(portal.portal.installed).toBe(false)

    portal.control.fail({ method: 'placement.bind', code: null })
    await app.getByTestId('install').click()
    await expect.poll(() => portal.portal.installed).toBe(true)
    expect(bound(portal)).toHaveLength(3)
    await expect(app.getByTestId('sync-status')).toBeVisible()
  })
}

test('names the missing permission before anything is changed, and looks again', async ({ open, portal }) => {
  portal.control.scopes({ scopes: ['task'] })
  const app = await open({ placement: 'DEFAULT' })
  for (const [name, value] of [['admin', 'passed'], ['handler', 'passed'], ['scope-im', 'failed'], ['scope-placement', 'failed'], ['scope-task', 'passed']] as const) {
    await expect(check(app, name), name).toHaveAttribute('data-state', value)
  }
  await expect(check(app, 'scope-im')).toContainText('select this permission')
  await expect(app.getByTestId('install')).toBeDisabled()

  portal.control.scopes({ scopes: ['im', 'placement'] })
  await app.getByTestId('recheck').click()
  await expect(check(app, 'scope-im')).toHaveAttribute('data-state', 'passed')
  await expect(check(app, 'scope-task')).toHaveAttribute('data-state', 'warning')
  await expect(app.getByTestId('recheck')).toHaveCount(0)
  await expect(app.getByTestId('install')).toBeFocused()
  await app.getByTestId('install').click()
  await expect.poll(() => portal.portal.installed).toBe(true)
  // The portal loads its page anew: to leave in the middle of it hangs Chromium now and then.
  await expect(app.getByTestId('sync-status')).toBeVisible()
})

test('goes on where the portal does not tell its scopes', async ({ open, portal }) => {
  portal.control.fail({ method: 'scope', code: 'ERROR_METHOD_NOT_FOUND' })
  const app = await open({ placement: 'DEFAULT' })
  await expect(check(app, 'scope-im')).toHaveAttribute('data-state', 'unknown')
  await app.getByTestId('install').click()
  await expect.poll(() => portal.portal.installed).toBe(true)
  // The portal loads its page anew: to leave in the middle of it hangs Chromium now and then.
  await expect(app.getByTestId('sync-status')).toBeVisible()
})

test('an employee who opens it too early reads why, in the portal and in the app', async ({ open, page }) => {
  const app = await open({ placement: 'LEFT_MENU', user: 547 })
  await expect(page.getByTestId('not-installed')).toContainText('not installed')

  // A portal that lets everybody in all the same.
  await page.route('**/portal/session*', async (route) => {
    const session = await (await route.fetch()).json() as { user: object }
    await route.fulfill({ json: { ...session, user: { ...session.user, admin: true } } })
  })
  await open({ placement: 'LEFT_MENU', user: 547 })
  await expect(app.getByTestId('install-not-admin')).toContainText('Ask an administrator')
  await expect(app.getByTestId('install')).toHaveCount(0)
})
