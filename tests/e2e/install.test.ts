import type { FrameLocator } from '@playwright/test'
import type { Emulator } from '../../emulator/index.ts'
import { test } from './behind-nginx.ts'
import { expect, expectCounts, fixture } from './portal.ts'

const state = (app: FrameLocator, value: string) => app.locator(`[data-testid="install-view"][data-state="${value}"]`)
const bound = ({ portal }: Emulator) => portal.placements.map(({ placement, handler }) => `${placement} ${handler}`).toSorted()
const everywhere = (address = '') => [`IM_NAVIGATION ${address}`, `IM_SIDEBAR ${address}`, `LEFT_MENU ${address}`]

/** From the app's own page to the view that repairs it. */
async function openRepair(app: FrameLocator): Promise<void> {
  await app.getByTestId('settings').click()
  await app.getByTestId('repair').click()
  await expect(state(app, 'ready')).toBeVisible()
}

test.beforeEach(({ portal }) => portal.control.install({ installed: false }))

test('installs from nothing, asking for no counter before: all places appear after the reload, and work', async ({ open, page, portal, baseURL }) => {
  const app = await open({ placement: 'DEFAULT', bare: false })
  await expect(page.getByTestId('menu-unread')).toHaveCount(0)
  await expect(state(app, 'ready')).toBeVisible()
  expect(portal.requests.flatMap(({ commands }) => commands ?? [])).toEqual(['scope', 'placement.list', 'placement.get'])
  await app.getByTestId('install').click()

  await page.getByTestId('menu-unread').click()
  await expectCounts(app, { all: fixture.all, waiting: fixture.waiting })
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
  await expectCounts(app, { all: fixture.all, waiting: fixture.waiting })

  await open({ placement: 'IM_SIDEBAR', dialog: 'chat1435' })
  await expect(app.getByTestId('chat-details')).toHaveAttribute('data-dialog-id', 'chat1435')
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

test('a repair sets anew what has another title, as far as Bitrix24 tells it, and goes on without a place that is refused', async ({ open, portal, baseURL }) => {
  portal.control.install({ installed: true })
  const app = await open({ placement: 'DEFAULT' })
  const steps = (action: string, state: string) => app.locator(`[data-testid="install-step"][data-action="${action}"][data-state="${state}"]`)
  await openRepair(app)
  await app.getByTestId('install').click()
  await expect(steps('bind', 'done')).toHaveCount(3)
  await expect(state(app, 'done')).toBeVisible()
  const wanted = structuredClone(portal.portal.placements)
  const renamed = wanted.map(binding => ({ ...binding, languages: { ...binding.languages, de: { TITLE: 'Früher', DESCRIPTION: '' } } }))

  portal.portal.placements = structuredClone(renamed)
  portal.control.shape({ shape: 'older' })
  await app.getByTestId('install').click()
  await expect(steps('keep', 'done')).toHaveCount(3)
  expect(portal.portal.placements).toEqual(renamed)
  portal.control.shape({ shape: 'newest' })
  await app.getByTestId('install').click()
  await expect(steps('renew', 'done')).toHaveCount(3)
  expect(portal.portal.placements).toEqual(wanted)

  portal.portal.placements = wanted.filter(({ placement }) => placement === 'LEFT_MENU')
  portal.control.fail({ method: 'placement.bind', code: 'INVALID_ERROR_ROLE', status: 200, times: 1 })
  await app.getByTestId('install').click()
  await expect(state(app, 'done')).toContainText('Done, except for what Bitrix24 declined')
  await expect(steps('bind', 'refused')).toHaveAttribute('data-code', 'INVALID_ERROR_ROLE')
  await expect(steps('bind', 'refused')).toContainText('INVALID_ERROR_ROLE')
  await expect(steps('bind', 'done')).toHaveCount(1)
  const refused = await steps('bind', 'refused').getAttribute('data-placement')
  expect(bound(portal)).toEqual(everywhere(baseURL).filter(place => !place.startsWith(`${String(refused)} `)))
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
