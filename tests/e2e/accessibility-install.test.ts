import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { test } from './behind-nginx.ts'
import { expect, expectCounts } from './portal.ts'

/** What axe finds wrong in the app's frame, one line each. */
async function violationsOn(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include('[data-testid="app-frame"]').analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`))
}

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme, contextOptions: { reducedMotion: 'reduce' } })

    test('axe finds nothing in an installation that fails', async ({ open, page, portal }) => {
      portal.control.install({ installed: false })
      portal.control.scopes({ scopes: ['im', 'placement'] })
      const app = await open({ placement: 'DEFAULT', theme })
      await expect(app.getByTestId('install')).toBeEnabled()
      portal.control.fail({ method: 'placement.bind', code: 'ERROR_CORE' })
      await app.getByTestId('install').click()
      await expect(app.getByTestId('install-error')).toBeVisible()
      expect(await violationsOn(page)).toEqual([])
    })

    test('axe finds nothing in the settings', async ({ open, page }) => {
      const app = await open({ placement: 'DEFAULT', theme })
      await expectCounts(app, { all: 42 })
      await app.getByTestId('settings').click()
      await expect(app.getByTestId('settings-panel')).toBeVisible()
      expect(await violationsOn(page)).toEqual([])
    })

    test('axe finds nothing on the page of a crash', async ({ page, app, portal }) => {
      await page.goto(portal.pageUrl({ bare: true, placement: 'LEFT_MENU', theme }))
      await expectCounts(app, { all: 42 })
      await app.locator('html').evaluate(() => void Promise.reject(new TypeError('x')))
      await expect(app.getByTestId('fatal')).toBeVisible()
      expect(await violationsOn(page)).toEqual([])
    })
  })
}
