import { startEmulator } from '../../emulator/index.ts'
import { test } from './behind-nginx.ts'
import { startForeignSite } from './foreign-site.ts'
import { intruders, watchViolations } from './intruders.ts'
import { startNginx, testPortals } from './nginx.ts'
import { expect, expectCounts, fixture } from './portal.ts'

test('the app works in all its views without a single violation', async ({ open, page }) => {
  const violations = await watchViolations(page)
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  await app.getByTestId('settings').click()
  await app.getByTestId('setting-muted').click()
  await expect(app.getByTestId('settings-state')).toHaveAttribute('data-state', 'kept')

  await open({ placement: 'IM_SIDEBAR', dialog: 'chat1435' })
  await expect(app.getByTestId('chat-name')).toBeVisible()
  await app.locator('summary').click()
  await open({ placement: 'IM_SIDEBAR', dialog: '547' })
  await expect(app.getByTestId('chat-name')).toHaveText('Peter Johnson')
  expect(violations).toEqual([])
})

test.describe('in an office with pictures', () => {
  test.use({ scenario: 'demo' })

  test('they are shown', async ({ open }) => {
    const app = await open({ placement: 'LEFT_MENU' })
    const picture = app.locator('[data-testid="conversation"] img').first()
    await expect.poll(() => picture.evaluate(image => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0)
  })
})

test('the policy stops whatever got into the page', async ({ page, app }) => {
  const site = await startForeignSite()
  site.html = 'window.intruded = 1'
  const violations = await watchViolations(page)
  for (const [what, markup] of Object.entries(intruders)) {
    await test.step(what, async () => {
      const nginx = await startNginx({ portals: testPortals, tamper: html => html.replace('</body>', `${markup(site.origin)}</body>`) })
      const portal = await startEmulator({ app: nginx.address, host: 'localhost', scenario: 'empty' })
      violations.length = 0
      await page.goto(portal.pageUrl({ bare: true, placement: 'LEFT_MENU' }))
      await expectCounts(app, { all: 0 })
      await expect.poll(() => violations.length).toBeGreaterThan(0)
      expect(await app.locator('html').evaluate(() => 'intruded' in window)).toBe(false)
      await Promise.all([portal.close(), nginx.close()])
    })
  }
  await site.close()
})

test('a site that is no configured portal cannot embed it', async ({ page, nginx, portal }) => {
  const site = await startForeignSite()
  const host = new URL(site.origin).host
  for (const name of [`${host}|0|made-up`, `${new URL(portal.origin).host}|0|made-up`]) {
    site.html = `<iframe name="${name}" src="${nginx.address}"></iframe>`
    await page.goto(site.origin)
    const frame = page.frames().find(candidate => candidate.parentFrame() !== null)
    await expect.poll(() => frame?.url()).toBe('chrome-error://chromewebdata/')
  }
  expect(portal.requests).toEqual([])
  await site.close()
})
