import type { Locator } from '@playwright/test'
import { expect, expectCounts, fixture, row, test } from './portal.ts'

test.use({ contextOptions: { reducedMotion: 'reduce', forcedColors: 'active' } })

const fillOf = (locator: Locator) => locator.evaluate(element => getComputedStyle(element).backgroundColor)
const frameOf = (locator: Locator) => locator.evaluate(element => Number.parseFloat(getComputedStyle(element).outlineWidth))
const badge = (chat: Locator) => chat.locator('[aria-hidden="true"]').filter({ hasText: /^\d+$/ })

test('pressed filters, badges, marks and panels are told apart in a person\'s own colours', async ({ open }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  const [pressed, other] = [app.getByTestId('filter-chat'), app.getByTestId('filter-dialog')]
  await pressed.click()
  const page = await fillOf(app.locator('body'))
  expect(await fillOf(pressed)).not.toBe(await fillOf(other))
  expect(await fillOf(pressed.locator('span').first())).toBe(await fillOf(pressed))
  expect(await fillOf(badge(row(app, 'chat1435')))).not.toBe(page)
  expect(await fillOf(row(app, 'chat1435').getByTitle('Marked as unread'))).not.toBe(page)
})

test('what is switched on or chosen is told from what is not', async ({ open }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  await app.getByTestId('settings').click()
  await app.getByTestId('setting-count-copilot').click()
  expect(await fillOf(app.getByRole('switch', { checked: true }).first())).not.toBe(await fillOf(app.getByRole('switch', { checked: false }).first()))
  expect(await fillOf(app.getByRole('radio', { checked: true }).first())).not.toBe(await fillOf(app.getByRole('radio', { checked: false }).first()))
  expect(await frameOf(app.getByRole('dialog'))).toBeGreaterThan(0)
})
