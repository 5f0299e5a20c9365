import type { FrameLocator } from '@playwright/test'
import { countOf, expect, expectCounts, test } from './portal.ts'

test.use({ scenario: 'demo' })

const notifications = (app: FrameLocator) => app.getByTestId('notification')
const waiting = (app: FrameLocator) => app.locator('[data-testid="notification"][data-type="confirm"]')

async function showNotifications(app: FrameLocator): Promise<void> {
  await app.getByTestId('filter-notify').click()
  await expect(notifications(app)).toHaveCount(8)
  await expect(waiting(app)).toHaveCount(2)
}

test('a notification is confirmed by key, opened where it leads, and the number follows', async ({ open, page, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { notify: 6 })
  await showNotifications(app)
  await waiting(app).first().getByTestId('notification-open').click()
  await expect(page.getByTestId('slider')).toHaveAttribute('data-path', /\/company\/personal\/bizproc\/118\//)
  await page.getByTestId('slider-close').click()
  await waiting(app).first().locator('[data-value="Y"]').press('Enter')
  await expect(waiting(app)).toHaveCount(1)
  await expect(waiting(app)).toBeFocused()
  await expect(app.getByTestId('action-notice')).toContainText('Approve: done')
  await expectCounts(app, { notify: 5 })
  await expect.poll(() => portal.control.state().counters.TYPE).toMatchObject({ NOTIFY: 5 })
})

test('a button whose answer is lost is not pressed twice', async ({ open, page, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await showNotifications(app)
  // Chromium itself sends a request again where a connection it has used before breaks off: the app sends one.
  const presses: string[] = []
  page.on('request', request => void (request.postData()?.includes('im.notify.confirm') === true && presses.push(request.url())))
  portal.control.loseAnswer({ method: 'im.notify.confirm' })
  await waiting(app).first().locator('[data-value="Y"]').click()
  await expect(app.getByTestId('action-notice')).toContainText('no longer lists')
  await expect(waiting(app)).toHaveCount(1)
  expect(presses).toHaveLength(1)
})

test('two frames agree on what is done to notifications in one of them', async ({ context, portal }) => {
  const frames = await Promise.all([0, 1].map(async () => {
    const page = await context.newPage()
    await page.goto(portal.pageUrl({ bare: true, placement: 'LEFT_MENU' }))
    const app = page.getByTestId('app-frame').contentFrame()
    await expectCounts(app, { notify: 6 })
    await showNotifications(app)
    return app
  }))
  const [one, other] = frames
  if (one === undefined || other === undefined) throw new Error('there are two frames')
  // The portal's answers come later.
  portal.control.latency({ ms: 3_000 })
  await notifications(one).nth(2).getByTestId('notification-read').click()
  await expect(notifications(other).nth(2)).toHaveAttribute('data-read', 'true')
  await expectCounts(other, { notify: 5 })
  portal.control.latency({ ms: 0 })
  await one.getByTestId('notifications-read-all').click()
  await expect(other.locator('[data-testid="notification"][data-read="false"]')).toHaveCount(2)
  for (const app of frames) await expect(countOf(app, 'notify')).toHaveAttribute('data-count', '2')
})
