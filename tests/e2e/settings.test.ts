import type { FrameLocator } from '@playwright/test'
import { countOf, expect, expectCounts, row, test } from './portal.ts'

const saved = (app: FrameLocator, state: string) => expect(app.getByTestId('settings-state')).toHaveAttribute('data-state', state)

async function openSettings(app: FrameLocator): Promise<void> {
  await expectCounts(app, { all: 42 })
  await app.getByTestId('settings').click()
  await expect(app.getByTestId('settings-panel')).toBeVisible()
}

test('what counts in the total is the person\'s choice, and stays', async ({ open, page, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await openSettings(app)
  await app.getByTestId('setting-count-copilot').click()
  await app.getByTestId('setting-count-notify').click()
  await saved(app, 'kept')
  await page.keyboard.press('Escape')
  await expectCounts(app, { waiting: 43 - 5 - 4, all: 42, copilot: 5, notify: 4 })

  await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { waiting: 43 - 5 - 4 })
  await open({ placement: 'LEFT_MENU', user: 547 })
  await expect(countOf(app, 'all')).toHaveAttribute('data-count', /\d/)
  expect(portal.portal.userOptions.get(547)).not.toHaveProperty('unread')
})

test('muted conversations are listed or not', async ({ open, page }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await openSettings(app)
  await app.getByTestId('setting-muted').click()
  await page.keyboard.press('Escape')
  await expect(row(app, '547')).toBeVisible()
  await expect(app.getByRole('button', { name: 'Muted 2' })).toHaveCount(0)
})

test('the theme changes at once', async ({ open }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await openSettings(app)
  await app.getByRole('radio', { name: 'Dark' }).click()
  await expect(app.locator('html')).toHaveClass(/dark/)
  await app.getByRole('radio', { name: 'Light' }).click()
  await expect(app.locator('html')).not.toHaveClass(/dark/)
})

for (const [spelling, options] of [['an empty text', ''], ['an empty list', []]] as const) {
  test(`options the portal sends as ${spelling} can be written all the same`, async ({ open, page, portal }) => {
    await page.route('**/portal/bridge', async (route) => {
      const verdict = await (await route.fetch()).json() as { result?: object }
      if (verdict.result !== undefined && 'USER_OPTIONS' in verdict.result) Object.assign(verdict.result, { USER_OPTIONS: options, APP_OPTIONS: options })
      await route.fulfill({ json: verdict })
    })
    const app = await open({ placement: 'LEFT_MENU' })
    await openSettings(app)
    await app.getByTestId('setting-count-lines').click()
    await saved(app, 'kept')
    expect(portal.portal.userOptions.get(1)).toMatchObject({ unread: '{"uncounted":["lines"]}' })
  })
}

test('a portal that keeps nothing: the choice holds for the session, and says so', async ({ open, page }) => {
  await page.clock.install()
  await page.route('**/portal/bridge', async (route) => {
    const isWrite = route.request().postData()?.includes('setUserOption') === true
    await (isWrite ? route.fulfill({ json: { kind: 'silence' } }) : route.continue())
  })
  const app = await open({ placement: 'LEFT_MENU' })
  await openSettings(app)
  await app.getByTestId('setting-count-notify').click()
  await saved(app, 'saving')
  await page.clock.runFor(5_000)
  await saved(app, 'refused')
  await page.keyboard.press('Escape')
  await expectCounts(app, { waiting: 39 })
})

test('an administrator sets the defaults; a person\'s own choice wins; back to the defaults', async ({ open, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await openSettings(app)
  await app.getByTestId('setting-count-notify').click()
  await app.getByTestId('share-settings').click()
  await expect.poll(() => portal.portal.appOptions).toEqual({ unread: '{"uncounted":["notify"]}' })

  await app.getByTestId('setting-count-copilot').click()
  await saved(app, 'kept')
  await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { waiting: 43 - 4 - 5 })
  await app.getByTestId('settings').click()
  await app.getByTestId('reset-settings').click()
  await saved(app, 'kept')
  await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { waiting: 43 - 4 })
})

test('somebody else has nothing to set for everybody', async ({ open }) => {
  const app = await open({ placement: 'LEFT_MENU', user: 547 })
  await app.getByTestId('settings').click()
  await expect(app.getByTestId('settings-panel')).toBeVisible()
  await expect(app.getByTestId('share-settings')).toHaveCount(0)
  await expect(app.getByTestId('repair')).toHaveCount(0)
})
