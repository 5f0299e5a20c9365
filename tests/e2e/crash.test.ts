import { expect, expectCounts, fixture, test } from './portal.ts'

const faults = {
  'an error nobody has caught': () => void setTimeout(() => {
    throw new RangeError('secret 4711')
  }),
  'a rejection nobody has caught': () => void Promise.reject(new RangeError('secret 4711')),
  'an error while drawing': () => {
    Number.isInteger = () => {
      throw new RangeError('secret 4711')
    }
  },
}

test('whatever nobody has caught ends in a calm page that can be reloaded', async ({ page, app, portal }) => {
  await page.goto(portal.pageUrl({ bare: true, placement: 'LEFT_MENU' }))
  await expectCounts(app, { all: fixture.all })
  let notifications = 0
  for (const [what, cause] of Object.entries(faults)) {
    await test.step(what, async () => {
      await app.locator('html').evaluate(cause)
      portal.control.notify()
      notifications += 1
      const refresh = app.getByTestId('refresh')
      if (await refresh.isVisible()) await refresh.click({ timeout: 1_000 }).catch(() => 'the page is there already')
      await expect(app.getByTestId('fatal')).toHaveAttribute('data-code', 'crash')
      await app.locator('html').evaluate(() => Object.assign(document, { execCommand: () => false }))
      await app.getByTestId('copy-details').click()
      await expect(app.locator('pre')).toContainText('Code: CRASH_RangeError')
      await expect(app.locator('body')).not.toContainText('4711')
      await expect(app.getByTestId('sync-status')).toHaveCount(0)

      await app.getByRole('button', { name: 'Reload' }).click()
      await expectCounts(app, { all: fixture.all + notifications })
    })
  }
})

test('what the browser merely notices is no crash', async ({ open }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  await app.locator('html').evaluate(() => {
    dispatchEvent(new ErrorEvent('error', { message: 'ResizeObserver loop completed with undelivered notifications.' }))
    dispatchEvent(new ErrorEvent('error', { message: 'Script error.' }))
  })
  await app.getByTestId('refresh').click()
  await expectCounts(app, { all: fixture.all })
  await expect(app.getByTestId('fatal')).toHaveCount(0)
})

test('files that are gone after an update end in a plain page, not in a white one', async ({ page, app, portal }) => {
  await page.route('**/assets/mount-*.js', route => route.fulfill({ status: 404 }))
  await page.goto(portal.pageUrl({ bare: true, placement: 'LEFT_MENU' }))
  await expect(app.getByTestId('fatal')).toHaveAttribute('data-code', 'crash')
  await page.unroute('**/assets/mount-*.js')
  await app.getByRole('button', { name: 'Reload' }).click()
  await expectCounts(app, { all: fixture.all })
})

test('a part that cannot be loaded ends in the calm page: after one reload where the server answers, else at once', async ({ page, app, portal }) => {
  const opened: string[] = []
  page.on('request', request => request.isNavigationRequest() && request.frame() !== page.mainFrame() && opened.push(request.method()))
  await page.route('**/assets/ChatView-*.js', route => route.fulfill({ status: 404 }))
  await page.goto(portal.pageUrl({ bare: true, placement: 'IM_SIDEBAR', dialog: 'chat1435' }))
  await expect(app.getByTestId('fatal')).toHaveAttribute('data-code', 'crash')
  expect(opened).toEqual(['POST', 'GET'])

  await page.route('**/icon.svg?*', route => route.abort())
  await page.goto(portal.pageUrl({ bare: true, placement: 'IM_SIDEBAR', dialog: 'chat1435' }))
  await expect(app.getByTestId('fatal')).toHaveAttribute('data-code', 'crash')
  expect(opened).toEqual(['POST', 'GET', 'POST'])
})
