import type { FrameLocator } from '@playwright/test'
import { countOf, expect, expectCounts, fixture, headingOf, row, test } from './portal.ts'

const saved = (app: FrameLocator, state: string) => expect(app.getByTestId('settings-state')).toHaveAttribute('data-state', state)

async function openSettings(app: FrameLocator): Promise<void> {
  await expectCounts(app, { all: fixture.all })
  await app.getByTestId('settings').click()
  await expect(app.getByTestId('settings-panel')).toBeVisible()
}

test('what counts in the total is the person\'s choice, and stays; somebody else has nothing of it', async ({ open, page, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await openSettings(app)
  await app.getByTestId('setting-count-copilot').click()
  await app.getByTestId('setting-count-notify').click()
  await saved(app, 'kept')
  await page.keyboard.press('Escape')
  await expectCounts(app, { waiting: fixture.waiting - fixture.copilot - fixture.notify, all: fixture.all, copilot: fixture.copilot, notify: fixture.notify })

  await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { waiting: fixture.waiting - fixture.copilot - fixture.notify })
  // Somebody else, who is no administrator.
  await open({ placement: 'LEFT_MENU', user: 547 })
  await expect(countOf(app, 'all')).toHaveAttribute('data-count', /\d/)
  await app.getByTestId('settings').click()
  await expect(app.getByTestId('settings-panel')).toBeVisible()
  await expect(app.getByTestId('share-settings')).toHaveCount(0)
  await expect(app.getByTestId('repair')).toHaveCount(0)
  expect(portal.portal.userOptions.get(547) ?? {}).not.toHaveProperty('uncounted')
})

test('the theme and whether muted conversations are listed change at once', async ({ open, page }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  const app = await open({ placement: 'LEFT_MENU' })
  await openSettings(app)
  /** What the browser itself draws with, such as scrollbars. */
  const browserText = () => app.locator('html').evaluate((html) => {
    html.style.color = 'CanvasText'
    return getComputedStyle(html).color
  })
  expect(await browserText(), 'light at first, whatever the browser prefers').toBe('rgb(0, 0, 0)')
  await app.getByRole('radio', { name: 'Dark' }).click()
  await expect(app.locator('html')).toHaveClass(/dark/)
  expect(await browserText()).toBe('rgb(255, 255, 255)')
  await app.getByRole('radio', { name: 'Light' }).click()
  await expect(app.locator('html')).not.toHaveClass(/dark/)
  await app.getByTestId('setting-muted').click()
  await page.keyboard.press('Escape')
  await expect(row(app, '547')).toBeVisible()
  await expect(headingOf(app, 'muted')).toHaveCount(0)
})

test('a choice is kept by REST, whatever the bridge says: options as an empty text or list, or a portal that forgets', async ({ open, page, portal }) => {
  portal.control.optionSaving({ saving: 'never' })
  for (const [kind, options] of [['lines', ''], ['notify', []]] as const) {
    await page.route('**/portal/bridge', async (route) => {
      const verdict = await (await route.fetch()).json() as { result?: object }
      if (verdict.result !== undefined && 'USER_OPTIONS' in verdict.result) Object.assign(verdict.result, { USER_OPTIONS: options, APP_OPTIONS: options })
      await route.fulfill({ json: verdict })
    })
    portal.portal.userOptions.set(1, {})
    const app = await open({ placement: 'LEFT_MENU' })
    await openSettings(app)
    await app.getByTestId(`setting-count-${kind}`).click()
    await saved(app, 'kept')
    expect(portal.portal.userOptions.get(1)).toMatchObject({ uncounted: JSON.stringify([kind]) })
    expect(portal.requests.some(({ commands }) => commands?.includes('user.option.set'))).toBe(true)
    await page.unrouteAll()
  }
})

test('a portal that keeps nothing: the choice holds for the session, and says so', async ({ open, page, portal }) => {
  portal.control.fail({ method: 'user.option.set', code: 'INTERNAL_SERVER_ERROR' })
  const app = await open({ placement: 'LEFT_MENU' })
  await openSettings(app)
  await app.getByTestId('setting-count-notify').click()
  await saved(app, 'refused')
  await page.keyboard.press('Escape')
  await expectCounts(app, { waiting: 39 })
})

test('an administrator sets the defaults; a person\'s own choice wins; back to the defaults', async ({ open, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await openSettings(app)
  await app.getByTestId('setting-count-notify').click()
  await app.getByTestId('share-settings').click()
  await expect.poll(() => portal.portal.appOptions).toMatchObject({ uncounted: '["notify"]' })

  await app.getByTestId('setting-count-copilot').click()
  await saved(app, 'kept')
  await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { waiting: fixture.waiting - fixture.notify - fixture.copilot })
  await app.getByTestId('settings').click()
  await app.getByTestId('reset-settings').click()
  await saved(app, 'kept')
  await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { waiting: fixture.waiting - fixture.notify })
})

test('a choice shows in the person\'s other frames, and theirs stays', async ({ context, page, portal, open }) => {
  const first = await open({ placement: 'LEFT_MENU' })
  await openSettings(first)
  const other = await context.newPage()
  await other.goto(portal.pageUrl({ bare: true, placement: 'LEFT_MENU' }))
  const second = other.getByTestId('app-frame').contentFrame()
  await openSettings(second)
  await second.getByRole('radio', { name: 'Dark' }).click()
  await saved(second, 'kept')
  await expect(first.locator('html')).toHaveClass(/dark/)
  await page.bringToFront()
  await first.getByTestId('setting-muted').click()
  await saved(first, 'kept')
  expect(portal.portal.userOptions.get(1)).toMatchObject({ theme: '"dark"', showsMuted: 'false' })
})

test('names that were kept on a device are gone from it once that is switched off elsewhere', async ({ open, portal }) => {
  portal.portal.userOptions.set(1, { userId: '1', keepsNames: 'true' })
  const app = await open({ placement: 'LEFT_MENU' })
  const names = () => app.locator('html').evaluate(() => Object.keys(localStorage).filter(key => key.startsWith('unread:names:')))
  await expect(row(app, 'chat1435')).toContainText('Project team')
  await app.getByTestId('refresh').click()
  await expect.poll(names).toHaveLength(1)
  // On another computer.
  portal.portal.userOptions.set(1, { userId: '1', keepsNames: 'false' })
  await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  expect(await names()).toEqual([])
})

test('a text that refers to results is searched for as text', async ({ open, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  portal.control.clearLog()
  await app.getByTestId('search').fill('$result[chats]')
  await expect.poll(() => portal.requests.map(({ method }) => method)).toEqual(expect.arrayContaining(['im.search.chat.list', 'im.search.user.list']))
})
