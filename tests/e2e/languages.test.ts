import type { FrameLocator } from '@playwright/test'
import { type Font, fontNames, loadFonts } from './fonts.ts'
import { misfitsInAnyLanguage } from './languages.ts'
import { expect, syncState, test } from './portal.ts'

test.use({ scenario: 'demo', viewport: { width: 320, height: 800 } })
test.setTimeout(300_000)

// A narrow font leaves more room: it is tried where texts stand beside each other.
async function expectAllToFit(app: FrameLocator, state: string, fonts: readonly Font[] = ['wide']): Promise<void> {
  expect.soft(await misfitsInAnyLanguage(app.locator('html'), fonts), `what does not fit: ${state}`).toEqual([])
}

const inEachLanguage = 'in each language every text has its place at 320 px, whatever the font'

test.describe(inEachLanguage, () => {
  test('the list and its dialogs', async ({ open, portal }) => {
    portal.control.fail({ method: 'im.chat.mute', code: 'ACCESS_ERROR' })
    const app = await open({ placement: 'DEFAULT' })
    const rows = app.getByTestId('conversation')
    await rows.getByTestId('row-name').first().waitFor()
    await expect(syncState(app, 'fresh')).toBeVisible()
    await loadFonts(app)
    await expectAllToFit(app, 'the list', fontNames)

    await app.getByTestId('explain').locator('summary').click()
    await app.getByTestId('task-details').locator('summary').click()
    await app.getByTestId('task-role-originator').waitFor()
    const name = await rows.nth(2).getByTestId('row-name').innerText()
    await rows.nth(2).getByTestId('mute').click()
    // A name has its own direction, whatever stands around it.
    await expect(app.getByTestId('action-notice')).toContainText(`\u2068${name}\u2069`)
    await expectAllToFit(app, 'the total explained, tasks by role, an action refused')

    for (const dialog of ['mark-all-read', 'shortcuts']) {
      await app.getByTestId(dialog).click()
      await app.locator('dialog').waitFor()
      await expectAllToFit(app, dialog)
      await app.locator('dialog').press('Escape')
    }
  })

  test('the details of a chat, a visitor who waits, and a list that is narrowed', async ({ open, page, portal }) => {
    portal.control.scopes({ scopes: ['im', 'task', 'imopenlines'] })
    const app = await open({ placement: 'DEFAULT' })
    await app.getByTestId('conversation').getByTestId('row-name').first().waitFor()
    await loadFonts(app)
    // The same as in the sidebar.
    await app.locator('[data-testid="conversation"][data-dialog-id="chat501"] [data-testid="open-peek"]').press('i')
    await app.getByTestId('chat-name').waitFor()
    await app.getByTestId('chat-details').locator('summary').click()
    await app.getByTestId('restriction').first().waitFor()
    await expectAllToFit(app, 'the details of a chat', fontNames)
    await app.getByTestId('close-details').click()

    await app.locator('[data-testid="conversation"][data-dialog-id="chat701"] [data-testid="open-peek"]').click()
    await app.getByTestId('line-waits').getByTestId('skip').waitFor()
    await expectAllToFit(app, 'a visitor who waits', fontNames)
    await app.getByTestId('peek-close').click()

    await app.getByTestId('filter-channel-comment').click()
    await app.getByTestId('show-all').waitFor()
    for (const width of [420, 320]) {
      await page.setViewportSize({ width, height: 800 })
      await expectAllToFit(app, `the list narrowed, at ${String(width)} px`)
    }
  })

  test('notifications and the settings', async ({ open }) => {
    const app = await open({ placement: 'DEFAULT' })
    await app.getByTestId('conversation').getByTestId('row-name').first().waitFor()
    await loadFonts(app)
    await app.getByTestId('filter-notify').click()
    await app.getByTestId('notification-delete').first().click()
    await app.getByTestId('notification-delete-confirm').waitFor()
    await expectAllToFit(app, 'notifications')

    await app.getByTestId('settings').click()
    await app.getByTestId('settings-panel').waitFor()
    await expectAllToFit(app, 'the settings', fontNames)
  })

  test('the installation', async ({ open, portal }) => {
    portal.control.install({ installed: false })
    portal.control.scopes({ scopes: ['placement'] })
    const app = await open({ placement: 'DEFAULT' })
    await app.locator('[data-testid="install-view"][data-state="ready"]').waitFor()
    await loadFonts(app)
    await expectAllToFit(app, 'the installation')
  })
})
