import type { FrameLocator, Page } from '@playwright/test'
import { expect, expectCounts, fixture, filterOf, headingOf, row, test } from './portal.ts'

const link = (app: FrameLocator, dialogId: string) => row(app, dialogId).getByTestId('open-peek')

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

/** With the focus inside the frame, on nothing in particular. */
async function enter(app: FrameLocator): Promise<void> {
  await expectCounts(app, { all: fixture.all })
  // Keys are the list's, which comes after the numbers.
  await expect(link(app, '547')).toBeVisible()
  await app.getByTestId('counter-waiting').click()
}

test('j and k, the arrows, Home and End lead from row to row; only one row is a stop of the Tab key, and its actions follow', async ({ open, page }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await enter(app)
  await press(page, 'j')
  await expect(link(app, '547')).toBeFocused()
  await press(page, 'j')
  await expect(link(app, '560')).toBeFocused()
  await press(page, 'ArrowDown')
  await expect(link(app, 'chat1601')).toBeFocused()
  await press(page, 'k', 'ArrowUp')
  await expect(link(app, '547')).toBeFocused()
  await press(page, 'ArrowUp')
  await expect(link(app, '547')).toBeFocused()
  await press(page, 'End')
  await expect(headingOf(app, 'muted')).toBeFocused()
  await press(page, 'Enter', 'j')
  await expect(link(app, 'chat1317')).toBeFocused()
  await press(page, 'Home')
  await expect(link(app, '547')).toBeFocused()
  await press(page, 'j')
  await expect(link(app, '560')).toBeFocused()
  expect(await app.locator('[data-list] [data-roving][tabindex="0"]').count()).toBe(1)
  await press(page, 'Tab')
  await expect(row(app, '560').getByTestId('select')).toBeFocused()
  await press(page, 'Tab')
  await expect(row(app, '560').getByTestId('mark-read')).toBeFocused()
  await expect(row(app, '560').getByTestId('mark-read')).toBeVisible()
  await press(page, 'Shift+Tab', 'Shift+Tab', 'Shift+Tab')
  await expect(app.getByTestId('shortcuts')).toBeFocused()
})

test('a key that is held acts once; a held arrow goes on', async ({ open, page }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await enter(app)
  await press(page, 'j')
  // Without a release in between, each is a repetition of the first.
  for (let repetition = 0; repetition < 8; repetition += 1) await page.keyboard.down('r')
  await page.keyboard.up('r')
  await expect(link(app, '560')).toBeFocused()
  await expectCounts(app, { all: 39 })
  for (let repetition = 0; repetition < 3; repetition += 1) await page.keyboard.down('ArrowDown')
  await page.keyboard.up('ArrowDown')
  await expect(link(app, '560')).not.toBeFocused()
  await expect(link(app, 'chat1601')).not.toBeFocused()
  for (let repetition = 0; repetition < 4; repetition += 1) await page.keyboard.down('/')
  await page.keyboard.up('/')
  await expect(app.getByTestId('search')).toBeFocused()
  await expect(app.getByTestId('search')).toHaveValue('')
})

test('Enter held on a button of a row does not open the row the focus goes to', async ({ open, page }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await enter(app)
  await press(page, 'j', 'Tab', 'Tab')
  await expect(row(app, '547').getByTestId('mark-read')).toBeFocused()
  for (let repetition = 0; repetition < 6; repetition += 1) await page.keyboard.down('Enter')
  await page.keyboard.up('Enter')
  await expect(link(app, '560')).toBeFocused()
  await expectCounts(app, { all: 39 })
  await expect(app.getByTestId('peek')).toHaveCount(0)
})

test('everything can be read with one key, and the focus stays inside to the end', async ({ open, page }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await enter(app)
  // A row that is on its way out takes a key that comes too soon.
  async function readAllShown(): Promise<void> {
    for (let left = await app.getByTestId('conversation').count(); left > 0; left -= 1) {
      await press(page, 'r')
      await expect(app.getByTestId('conversation')).toHaveCount(left - 1)
    }
  }
  await press(page, 'j')
  await readAllShown()
  await expectCounts(app, { all: 4 })
  await expect(headingOf(app, 'muted')).toBeFocused()
  await press(page, 'Enter', 'j')
  await expect(app.getByTestId('conversation')).toHaveCount(2)
  await readAllShown()
  await expect(app.getByRole('region', { name: 'Unread chats' })).toBeFocused()
})

test('the focus stays where it is when a poll brings rows above, and moves on when its row goes', async ({ open, page, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await enter(app)
  await press(page, 'j', 'End', 'k', 'k')
  await expect(link(app, 'chat1800')).toBeFocused()
  portal.control.message({ dialogId: '103', count: 5 })
  await app.getByTestId('refresh').evaluate((button: HTMLElement) => button.click())
  await expect(row(app, '103')).toHaveAttribute('data-count', '5')
  await expect(link(app, 'chat1800')).toBeFocused()
  portal.control.read({ dialogId: 'chat1801' })
  portal.control.read({ dialogId: 'chat1802' })
  await app.getByTestId('refresh').evaluate((button: HTMLElement) => button.click())
  await expect(row(app, 'chat1800')).toHaveCount(0)
  await expect(link(app, 'chat1500')).toBeFocused()
})

test('m mutes and unmutes, u marks and clears the mark, o opens in Bitrix24', async ({ open, page }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await enter(app)
  await press(page, 'j', 'u')
  await expect(row(app, '547')).toHaveAttribute('data-marked', 'true')
  await press(page, 'u')
  await expect(row(app, '547')).toHaveAttribute('data-marked', 'false')
  await press(page, 'o')
  await expect(page.getByTestId('messenger')).toHaveAttribute('data-open-dialog', '547')
  await press(page, 'm')
  await expect(row(app, '547')).toHaveCount(0)
  await expectCounts(app, { muted: 16 })
})

test('/ searches and ? lists the keys, Escape leads back, and no key acts meanwhile', async ({ open, page }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await enter(app)
  await expect(row(app, 'chat1435')).toContainText('Project team')
  await press(page, 'j', '/')
  await expect(app.getByTestId('search')).toBeFocused()
  await page.keyboard.type('project jr?')
  await expect(app.getByTestId('search')).toHaveValue('project jr?')
  await expectCounts(app, { all: fixture.all })
  await press(page, 'Escape')
  await expect(app.getByTestId('search')).toHaveValue('')
  await expect(link(app, '547')).toBeFocused()
  await press(page, '?')
  await expect(app.getByTestId('shortcut-help')).toBeVisible()
  await press(page, 'r')
  await expectCounts(app, { all: fixture.all })
  await press(page, 'Escape')
  await expect(app.getByTestId('shortcut-help')).toHaveCount(0)
  await expect(link(app, '547')).toBeFocused()
})

test('the keys of a Cyrillic keyboard do as well', async ({ open, page }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await enter(app)
  await app.locator('body').evaluate((body) => {
    const type = (key: string, code: string) => (body.ownerDocument.activeElement ?? body).dispatchEvent(
      new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true }),
    )
    type('о', 'KeyJ')
  })
  await expect(link(app, '547')).toBeFocused()
  await press(page, 'Control+r')
  await expectCounts(app, { all: fixture.all })
})

test('the filters and the confirmation work without a mouse', async ({ open, page }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await enter(app)
  await filterOf(app, 'dialog').focus()
  await press(page, 'Enter')
  await expect(filterOf(app, 'dialog')).toHaveAttribute('aria-pressed', 'true')
  await expect(app.getByTestId('conversation')).toHaveCount(2)
  await press(page, 'Space')
  await expect(filterOf(app, 'dialog')).toHaveAttribute('aria-pressed', 'false')
  await app.getByTestId('mark-all-read').focus()
  await press(page, 'Enter')
  await expect(app.getByRole('dialog')).toBeVisible()
  await press(page, 'Tab', 'Enter')
  // Notifications are cleared too, as newest portals do.
  await expectCounts(app, { all: 0 })
})
