import type { Locator } from '@playwright/test'
import { countOf, expect, test } from './portal.ts'

/* The emulated portal itself, for somebody who sees it for the first time. */

test.use({ scenario: 'demo' })

for (const [width, height] of [[1280, 800], [420, 860]] as const) {
  test(`at ${width} px a newcomer picks a chat, lets a colleague write, and the controls cover nothing`, async ({ open, page, portal }) => {
    await page.setViewportSize({ width, height })
    const app = await open({ placement: 'LEFT_MENU', bare: false })
    const controls = page.getByTestId('controls')
    const toggle = page.getByTestId('controls-toggle')
    await expect(countOf(app, 'dialog')).toHaveAttribute('data-count', '7')
    await expect(page.getByTestId('app-caption')).toContainText('The app runs in this frame.')

    await expect(toggle).toHaveAttribute('aria-expanded', 'false')
    await expectApart(controls, page.getByTestId('app-frame'))
    await toggle.click()
    await expect(toggle).toHaveAttribute('aria-expanded', 'true')
    await expectApart(controls, page.getByTestId('app-frame'))
    await expectApart(controls, page.getByTestId('page-title'))
    await expectApart(controls, page.getByTestId('menu-messenger'))

    await page.getByTestId('control-dialog').selectOption({ label: 'Peter Johnson (3 unread)' })
    await page.getByTestId('control-text').fill('Lunch at one?')
    await page.getByTestId('control-message').click()
    await expect(page.getByTestId('control-dialog').locator('option:checked')).toHaveText('Peter Johnson (4 unread)')
    await app.getByTestId('refresh').click()
    await expect(countOf(app, 'dialog')).toHaveAttribute('data-count', '8')
    expect(portal.portal.privateChat(1, 2)?.messages.at(-1)).toMatchObject({ authorId: 2, text: 'Lunch at one?' })

    await page.reload()
    await expect(toggle).toHaveAttribute('aria-expanded', 'true')
  })
}

test('an office day starts and stops by one button, and what testers need is folded', async ({ open, page }) => {
  await open({ placement: 'LEFT_MENU', bare: false })
  await page.getByTestId('controls-toggle').click()
  const day = page.getByTestId('control-office-day')
  await day.click()
  await expect(day).toHaveText('Stop the office day')
  await expect(page.getByTestId('office-news').getByRole('listitem')).not.toHaveCount(0)
  await day.click()
  await expect(day).toHaveText('Start an office day')
  await expect(page.getByText('Fail once')).toBeHidden()
  await page.getByText('For testers').click()
  await expect(page.getByText('Fail once')).toBeVisible()
})

test.describe('in a browser elsewhere', () => {
  test.use({ timezoneId: 'America/New_York' })

  test('the messenger shows the time in the person\'s time zone, as the app does', async ({ open, page, portal }) => {
    await open({ placement: 'IM_SIDEBAR', dialog: 'chat301', bare: false })
    portal.control.message({ dialogId: 'chat301', text: 'What time is it?' })
    const sent = portal.portal.chats.get(301)?.messages.at(-1)?.at ?? 0
    const inBerlin = new Date(sent).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Berlin' })
    await expect(page.locator('[data-testid="chat-item"][data-dialog-id="chat301"] time')).toHaveText(inBerlin)
    await expect(page.getByTestId('portal-time')).toHaveText(/ Berlin$/)
  })
})

/** Two boxes that share no pixel. */
async function expectApart(one: Locator, other: Locator): Promise<void> {
  const [a, b] = await Promise.all([one.boundingBox(), other.boundingBox()])
  if (!a || !b) {
    throw new Error('one of them is not shown')
  }
  const apart = a.x >= b.x + b.width || b.x >= a.x + a.width || a.y >= b.y + b.height || b.y >= a.y + a.height
  expect(apart, JSON.stringify([a, b])).toBe(true)
}
