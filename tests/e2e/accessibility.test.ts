import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, expectCounts, test } from './portal.ts'

/** What axe finds wrong in the app's frame, one line each. */
async function violationsOn(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include('[data-testid="app-frame"]').analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`))
}

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme })

    test('axe finds nothing in the left menu', async ({ open, page }) => {
      const app = await open({ placement: 'LEFT_MENU', theme })
      await expectCounts(app, { all: 42 })
      await app.getByRole('button', { name: 'Muted 2' }).click()
      expect(await violationsOn(page)).toEqual([])
    })

    test('axe finds nothing in the sidebar', async ({ open, page }) => {
      const app = await open({ placement: 'IM_SIDEBAR', dialog: 'chat1435', theme })
      await expect(app.getByTestId('chat-name')).toBeVisible()
      await app.getByText('What is allowed here').click()
      expect(await violationsOn(page)).toEqual([])
    })
  })
}
