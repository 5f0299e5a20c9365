import type { FrameLocator } from '@playwright/test'
import { locales } from '../../src/i18n/locales.ts'
import { type Font, fontNames, loadFonts, useFont } from './fonts.ts'
import { misfits } from './overflow.ts'
import { expect, test } from './portal.ts'

test.use({ scenario: 'demo', viewport: { width: 320, height: 800 } })

const languages = Object.keys(locales)
const quarters = [0, 1, 2, 3].map(quarter => languages.filter((_, index) => index % 4 === quarter))

for (const some of quarters) {
  test(`every text has its place at 320 px, whatever the font: ${some.join(', ')}`, async ({ open, page, portal }) => {
    test.setTimeout(some.length * 60_000)

    // A narrow font leaves more room: it is tried where texts stand beside each other.
    async function expectAllToFit(app: FrameLocator, lang: string, state: string, fonts: readonly Font[] = ['wide']): Promise<void> {
      for (const font of fonts) {
        await useFont(app, font)
        await expect.soft.poll(() => misfits(app), `what does not fit in ${lang}, in the ${font} font: ${state}`).toEqual([])
      }
    }

    portal.control.fail({ method: 'im.chat.mute', code: 'ACCESS_ERROR' })
    for (const lang of some) {
      const app = await open({ placement: 'DEFAULT', lang })
      const rows = app.getByTestId('conversation')
      await rows.getByTestId('row-name').first().waitFor()
      await expect(app.locator('[data-testid="sync-status"][data-state="fresh"]')).toBeVisible()
      await loadFonts(app)
      await expectAllToFit(app, lang, 'the list', fontNames)

      await app.getByTestId('explain').locator('summary').click()
      await app.getByTestId('task-details').locator('summary').click()
      await app.getByTestId('task-role-originator').waitFor()
      const name = await rows.nth(2).getByTestId('row-name').innerText()
      await rows.nth(2).getByTestId('mute').click()
      // A name has its own direction, whatever stands around it.
      await expect(app.getByTestId('action-notice')).toContainText(`\u2068${name}\u2069`)
      await expectAllToFit(app, lang, 'the total explained, tasks by role, an action refused')

      for (const dialog of ['mark-all-read', 'shortcuts']) {
        await app.getByTestId(dialog).click()
        await app.locator('dialog').waitFor()
        await expectAllToFit(app, lang, dialog)
        await app.locator('dialog').press('Escape')
      }

      // The same as in the sidebar.
      await app.locator('[data-testid="conversation"][data-dialog-id="chat501"] [data-testid="open-peek"]').press('i')
      await app.getByTestId('chat-name').waitFor()
      await app.getByTestId('chat-details').locator('summary').click()
      await app.getByTestId('restriction').first().waitFor()
      await expectAllToFit(app, lang, 'the details of a chat', fontNames)
      await app.getByTestId('close-details').click()

      await app.getByTestId('filter-channel-comment').click()
      await app.getByTestId('show-all').waitFor()
      for (const width of [420, 320]) {
        await page.setViewportSize({ width, height: 800 })
        await expectAllToFit(app, lang, `the list narrowed, at ${String(width)} px`)
      }

      await app.getByTestId('filter-notify').click()
      await app.getByTestId('notification-delete').first().click()
      await app.getByTestId('notification-delete-confirm').waitFor()
      await expectAllToFit(app, lang, 'notifications')

      await app.getByTestId('settings').click()
      await app.getByTestId('settings-panel').waitFor()
      await expectAllToFit(app, lang, 'the settings', fontNames)
    }

    portal.control.install({ installed: false })
    portal.control.scopes({ scopes: ['placement'] })
    for (const lang of some) {
      const app = await open({ placement: 'DEFAULT', lang })
      await app.locator('[data-testid="install-view"][data-state="ready"]').waitFor()
      await loadFonts(app)
      await expectAllToFit(app, lang, 'the installation')
    }
  })
}
