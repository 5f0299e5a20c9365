import type { FrameLocator } from '@playwright/test'
import { locales } from '../../src/i18n/locales.ts'
import { misfits } from './overflow.ts'
import { expect, test } from './portal.ts'

test.use({ scenario: 'demo', viewport: { width: 320, height: 800 }, contextOptions: { reducedMotion: 'reduce' } })

async function expectAllToFit(app: FrameLocator, state: string): Promise<void> {
  await expect.poll(() => misfits(app), `texts that do not fit: ${state}`).toEqual([])
}

for (const lang of Object.keys(locales)) {
  test(`every text has its place at 320 px, in ${lang}`, async ({ open, page, portal }) => {
    portal.control.fail({ method: 'im.chat.mute', code: 'ACCESS_ERROR' })
    const app = await open({ placement: 'DEFAULT', lang })
    const rows = app.getByTestId('conversation')
    await rows.locator('bdi').first().waitFor()
    await expect(app.locator('[data-testid="sync-status"][data-state="fresh"]')).toBeVisible()
    await expectAllToFit(app, 'the list')

    await app.getByTestId('explain').locator('summary').click()
    await app.getByTestId('task-details').locator('summary').click()
    await app.getByTestId('task-role-originator').waitFor()
    await rows.nth(2).getByTestId('mute').click()
    // A name has its own direction, whatever stands around it.
    await expect(app.getByTestId('action-notice')).toContainText('\u2068Юлия Соколова\u2069')
    await expectAllToFit(app, 'the total explained, tasks by role, an action refused')

    for (const dialog of ['mark-all-read', 'shortcuts']) {
      await app.getByTestId(dialog).click()
      await app.locator('dialog').waitFor()
      await expectAllToFit(app, dialog)
      await app.locator('dialog').press('Escape')
    }

    await app.getByTestId('counter-channel-comment').click()
    await app.getByTestId('show-all').waitFor()
    for (const width of [420, 320]) {
      await page.setViewportSize({ width, height: 800 })
      await expectAllToFit(app, `the list narrowed, at ${String(width)} px`)
    }

    await app.getByTestId('settings').click()
    await app.getByTestId('settings-panel').waitFor()
    await expectAllToFit(app, 'the settings')

    await open({ placement: 'IM_SIDEBAR', dialog: 'chat501', lang })
    await app.getByTestId('chat-name').waitFor()
    await app.locator('summary').click()
    await app.getByTestId('restriction').first().waitFor()
    await expectAllToFit(app, 'a chat')

    portal.control.install({ installed: false })
    portal.control.scopes({ scopes: ['placement'] })
    await open({ placement: 'DEFAULT', lang })
    await app.locator('[data-testid="install-view"][data-state="ready"]').waitFor()
    await expectAllToFit(app, 'the installation')
  })
}
