import { expect, expectCounts, fixture, row, syncState, test } from './portal.ts'

test('the list opens across the messenger, in a section of its own beside the messenger\'s; a chat opened from there takes its place', async ({ open, page, portal }) => {
  const app = await open({ placement: 'IM_NAVIGATION', bare: false })
  await expectCounts(app, { all: fixture.all, waiting: fixture.waiting })
  await expect(row(app, '547')).toContainText('Peter Johnson')
  await expect(page.getByTestId('app-frame')).toHaveAttribute('data-placement', 'IM_NAVIGATION')
  await expect(page.getByTestId('section-app')).toHaveAttribute('data-current', '')
  await expect(page.getByTestId('chat-item').first()).toBeHidden()
  for (const [section, count] of [['chats', 27], ['copilot', 5], ['collabs', 3], ['tasks', 9], ['lines', 2], ['notifications', 4]] as const) {
    await expect(page.getByTestId(`section-${section}`), section).toHaveAttribute('data-count', String(count))
  }
  await expect(page).toHaveTitle(/^\(33\) /)
  portal.control.notify({ count: 67 })
  await expect(page).toHaveTitle(/^\(99\+\) /)

  await row(app, 'chat1601').getByTestId('open-chat').click()
  await expect(page.getByTestId('messenger')).toHaveAttribute('data-open-dialog', 'chat1601')
  await expect(page.getByTestId('section-lines')).toHaveAttribute('data-current', '')
  await expect(page.locator('[data-placement="IM_NAVIGATION"]')).toHaveCount(0)

  await page.getByTestId('section-app').click()
  await expect(page.getByTestId('messenger')).not.toHaveAttribute('data-open-dialog')
  await expectCounts(app, { all: fixture.all + 67 })
  await expect(syncState(app, 'fresh')).toBeVisible()
})

test('the item of the left menu stands in the group of applications; the sidebar is not offered in every kind of chat', async ({ open, page }) => {
  const app = await open({ placement: 'LEFT_MENU', bare: false })
  await expectCounts(app, { all: fixture.all })
  await expect(page.getByRole('group', { name: 'Applications' }).getByTestId('menu-unread')).toHaveAttribute('data-current', '')

  await open({ placement: 'IM_SIDEBAR', dialog: 'chat1435', bare: false })
  await expect(app.getByTestId('chat-details')).toHaveAttribute('data-dialog-id', 'chat1435')
  await page.locator('[data-testid="chat-item"][data-dialog-id="chat1500"]').click()
  await expect(page.getByTestId('messenger')).toHaveAttribute('data-open-dialog', 'chat1500')
  await expect(page.getByTestId('app-frame')).toHaveCount(0)
})

test('a section that is chosen while a chat still opens is the only place with the app in it', async ({ open, page }) => {
  await open({ placement: 'LEFT_MENU', bare: false })
  await page.getByTestId('menu-messenger').evaluate((menu: HTMLElement) => {
    menu.click()
    document.querySelector<HTMLElement>('[data-testid="section-app"]')?.click()
  })
  await expect(page.locator('iframe[data-placement="IM_NAVIGATION"]')).toBeVisible()
  await page.waitForLoadState('networkidle')
  await expect(page.getByTestId('app-frame')).toHaveCount(1)
})
