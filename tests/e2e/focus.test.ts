import type { FrameLocator, Page } from '@playwright/test'
import { expect, expectCounts, fixture, row, test } from './portal.ts'

/** Whether an outline is drawn around what has the focus, in the window, in front of everything else; null where nothing has it. */
const isFocusSeen = (app: FrameLocator): Promise<boolean | null> => app.locator('html').evaluate(({ ownerDocument: page }) => {
  const element = page.activeElement
  if (element === null || element === page.body || !page.hasFocus()) return null
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element)
  const { left, top, width, height } = element.getBoundingClientRect()
  const front = page.elementFromPoint(left + Math.min(width / 2, 20), top + height / 2)
  const isOutlined = outlineStyle === 'solid' && Number.parseFloat(outlineWidth) >= 2 && !outlineColor.endsWith(', 0)')
  return isOutlined && front !== null && (element.contains(front) || front.contains(element))
})

/** Role and name of what has the focus, as the accessibility tree has them. */
async function nameOfFocus(app: FrameLocator): Promise<string> {
  const [name = ''] = (await app.locator(':focus').ariaSnapshot()).replaceAll('\u2060', '').replace(/^- /, '').split(/:?\n/)
  return name
}

/** Walks from stop to stop of the Tab key; the focus is seen on each. */
async function walk(page: Page, app: FrameLocator, stops: readonly string[]): Promise<void> {
  for (const stop of stops) {
    await page.keyboard.press('Tab')
    expect(await isFocusSeen(app), `the focus on ${stop} is seen`).toBe(true)
    expect(await nameOfFocus(app)).toBe(stop)
  }
  await page.keyboard.press('Tab')
  expect(await isFocusSeen(app), 'after the last stop').toBeNull()
  await page.emulateMedia({ forcedColors: 'active' })
  for (const stop of stops.toReversed()) {
    await page.keyboard.press('Shift+Tab')
    expect(await isFocusSeen(app), `the focus on ${stop} is seen in forced colours`).toBe(true)
  }
}

const leftMenuStops = [
  'text: How is this counted?', 'button "Refresh"', 'button "Settings"',
  'button "All 38" [pressed]', 'button "For me 4"',
  'button "Private chats 4"', 'button "Group chats 9"', 'button "CoPilot 5"', 'button "Collabs 3"', 'button "Open Channels 2"',
  'button "Task chats 9"', 'button "Channel comments 6"', 'button "Notifications 4"', 'button "Muted 13"',
  'button "Overdue tasks 1"', 'button "New task comments 7"', 'text: Tasks by role and project',
  'searchbox "Search by name"', 'text: By importance', 'button "Catch up"', 'button "Mark all as read"', 'button "Keyboard shortcuts"',
  'link "Open Peter Johnson, Private chat, 3 unread messages"',
  'checkbox "Select Peter Johnson"', 'button "Mark as read"', 'button "Later"', 'link "Open in Bitrix24"',
  'button "Mark as unread"', 'button "Mute"', 'button "Details"',
]

const chatStops = [
  'button "Refresh"', 'button "Mark as read"', 'button "Mute"', 'button "Copy link"', 'text: Details',
]

test('the Tab key walks through the left menu as one reads it, and the focus is always seen', async ({ open, page }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  await expect(row(app, '547')).toContainText('Peter Johnson')
  await walk(page, app, leftMenuStops)
})

test('the Tab key walks through a chat as one reads it, and the focus is always seen', async ({ open, page }) => {
  const app = await open({ placement: 'IM_SIDEBAR', dialog: 'chat1435' })
  await expect(app.getByTestId('chat-name')).toBeVisible()
  await walk(page, app, chatStops)
})

test('Escape closes what a button has opened, and gives the focus back', async ({ open, page }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  for (const opener of ['shortcuts', 'mark-all-read', 'settings']) {
    await app.getByTestId(opener).press('Enter')
    await expect(app.getByRole('dialog')).toBeVisible()
    await expect(app.getByTestId(opener)).not.toBeFocused()
    await page.keyboard.press('Escape')
    await expect(app.getByRole('dialog')).toHaveCount(0)
    await expect(app.getByTestId(opener)).toBeFocused()
  }
  await app.getByTestId('shortcuts').click()
  await app.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  await expect(app.getByRole('dialog')).toHaveCount(0)
})

test('a button that has become another one keeps the focus; one that has gone leaves it to its neighbour', async ({ open }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  await row(app, '547').getByTestId('mark-unread').press('Enter')
  await expect(row(app, '547').getByTestId('clear-mark')).toBeFocused()
  await open({ placement: 'IM_SIDEBAR', dialog: 'chat1435' })
  await app.getByTestId('mute').press('Enter')
  await expect(app.getByTestId('unmute')).toBeFocused()
  await app.getByTestId('mark-read').press('Enter')
  await expect(app.getByTestId('mark-read')).toHaveCount(0)
  await expect(app.getByTestId('unmute')).toBeFocused()
})

test('a notice stays while the focus is in it, goes when the focus has left it, and leaves the focus to the list', async ({ clock, open, page }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  await row(app, '547').getByTestId('mark-read').press('Enter')
  await app.getByTestId('undo').focus()
  await clock.pass(20_000)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(app.getByTestId('action-notice')).toHaveCount(0)
  await expect(row(app, '560').getByTestId('open-peek')).toBeFocused()

  await row(app, '560').getByTestId('mark-read').press('Enter')
  await app.getByTestId('undo').focus()
  await app.getByTestId('refresh').focus()
  await clock.pass(9_000)
  await expect(app.getByTestId('action-notice')).toHaveCount(0)
})

test('a notice that is done away with by key leaves the focus to the chat', async ({ open, page }) => {
  const app = await open({ placement: 'IM_SIDEBAR', dialog: 'chat1435' })
  await app.getByTestId('mark-read').press('Enter')
  await app.getByTestId('undo').focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(app.getByTestId('action-notice')).toHaveCount(0)
  await expect(app.getByTestId('chat-details')).toBeFocused()
})
