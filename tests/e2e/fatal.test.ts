import { expect, expectCounts, fixture, test } from './portal.ts'

test('outside a portal it says what it is and how to install it', async ({ page, baseURL }) => {
  await page.goto('/')
  await expect(page.getByTestId('fatal')).toHaveAttribute('data-code', 'outside')
  await expect(page.getByTestId('fatal')).toContainText(baseURL ?? '')
})

test('a portal that stays silent is called silent after ten seconds, and can be tried again', async ({ open, page, portal }) => {
  await page.clock.install()
  portal.control.silent({ on: true })
  const app = await open({ placement: 'LEFT_MENU' })
  await expect(app.getByTestId('sync-status')).toHaveAttribute('data-state', 'loading')
  await page.clock.runFor(10_000)
  await expect(app.getByTestId('fatal')).toHaveAttribute('data-code', 'silent')

  portal.control.silent({ on: false })
  await app.getByRole('button', { name: 'Try again' }).click()
  await page.clock.runFor(1_000)
  await expectCounts(app, { all: fixture.all })
})
