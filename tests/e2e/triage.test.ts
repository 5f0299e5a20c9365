import { parseCounters } from '../../src/bitrix24/counters.ts'
import { expect, expectCounts, fixture, filterOf, headingOf, row, test } from './portal.ts'

test('several chats are selected by key, read at once, and all unread again by undo', async ({ open, page }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  await expect(row(app, '547')).toBeVisible()
  await app.locator('[data-roving][tabindex="0"]').first().focus()
  await page.keyboard.press('x')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(app.getByTestId('bulk')).toHaveAttribute('data-count', '3')
  const rows = app.getByTestId('conversation')
  const before = await rows.count()
  await app.getByTestId('bulk-read').click()
  await expect(rows).toHaveCount(before - 3)
  await app.getByTestId('undo').click()
  await expect(rows).toHaveCount(before)
  await app.getByTestId('refresh').click()
  await expectCounts(app, { all: fixture.all })
})

test('what is looked at is read alone, although others are selected', async ({ open, app, page, portal }) => {
  await page.setViewportSize({ width: 1440, height: 800 })
  await open({ placement: 'LEFT_MENU' })
  for (const dialogId of ['547', 'chat1435', 'chat1500']) {
    await row(app, dialogId).hover()
    await row(app, dialogId).getByTestId('select').click()
  }
  await row(app, 'chat1435').getByTestId('open-peek').click()
  await app.getByTestId('peek').getByTestId('mark-read').click()
  await expect(row(app, 'chat1435')).toHaveCount(0)
  const unread = () => parseCounters(portal.control.state().counters).conversations.map(({ dialogId }) => dialogId)
  await expect.poll(unread).not.toContain('chat1435')
  expect(unread()).toEqual(expect.arrayContaining(['547', 'chat1500']))
  await expect(app.getByTestId('bulk')).toHaveAttribute('data-count', '2')
})

test('a chat put aside is kept for the person, under Later, and the portal counts it as before', async ({ open, portal, page }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  await row(app, 'chat1435').hover()
  await row(app, 'chat1435').getByTestId('snooze').click()
  await app.getByTestId('snooze-tomorrow').click()
  await expect(row(app, 'chat1435')).toHaveCount(0)
  await expect(headingOf(app, 'later')).toHaveAttribute('data-count', '8')
  await expect.poll(() => portal.portal.userOptions.get(1)?.later).toContain('chat1435')
  await page.reload()
  await expectCounts(app, { all: fixture.all })
  await filterOf(app, 'later').click()
  await expect(row(app, 'chat1435')).toHaveAttribute('data-count', '8')
  await row(app, 'chat1435').hover()
  await row(app, 'chat1435').getByTestId('unsnooze').click()
  await expect(filterOf(app, 'later')).toHaveCount(0)
  await expect(row(app, 'chat1435')).toBeVisible()
})

test('43 conversations are worked through by key, none of them is read that was not asked for', async ({ open, portal, page }) => {
  for (let id = 2_001; id <= 2_034; id += 1) {
    const chat = portal.portal.addChat({ id, section: 'chat', name: `Chat no ${String(id)}`, members: [1, 547], ownerId: 547 })
    portal.control.message({ dialogId: `chat${String(chat.id)}`, from: 547, text: 'Hello' })
  }
  const app = await open({ placement: 'LEFT_MENU' })
  await expect(row(app, '547')).toBeVisible()
  await app.locator('[data-roving][tabindex="0"]').first().focus()
  await page.keyboard.press('c')
  const panel = app.getByTestId('catch-up')
  const progress = app.getByTestId('catch-up-progress')
  await expect(progress).toHaveAttribute('data-index', '0')
  const total = Number(await progress.getAttribute('data-total'))
  expect(total).toBeGreaterThanOrEqual(43)
  const seen: string[] = []
  for (let index = 0; index < total; index += 1) {
    await expect(progress).toHaveAttribute('data-index', String(index))
    seen.push(await panel.getAttribute('data-dialog-id') ?? '')
    // Every tenth is kept, the first is answered.
    if (index === 0) {
      await page.keyboard.press('a')
      await page.keyboard.type('On it.')
      await page.keyboard.press('Enter')
    } else {
      await page.keyboard.press(index % 10 === 5 ? 'k' : 'r')
    }
  }
  await expect(app.getByTestId('catch-up-done')).toBeVisible()
  expect(new Set(seen).size).toBe(total)
  const kept = seen.filter((_, index) => index % 10 === 5)
  await expect.poll(() => {
    const unread = new Set(parseCounters(portal.control.state().counters).conversations.map(({ dialogId }) => dialogId))
    return seen.filter(id => unread.has(id))
  }).toEqual(kept)
  await page.keyboard.press('Escape')
  await expect(app.getByTestId('catch-up')).toHaveCount(0)
  await expect(row(app, kept[0] ?? '')).toBeVisible()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 320, height: 700 }, hasTouch: true, isMobile: true })

  test('a chat that comes back after it was read elsewhere comes without the menu that was open', async ({ open, portal }) => {
    const app = await open({ placement: 'LEFT_MENU' })
    await row(app, 'chat1435').getByTestId('row-menu').click()
    await expect(app.locator('dialog[open]')).toBeVisible()
    portal.control.read({ dialogId: 'chat1435' })
    await expect(row(app, 'chat1435')).toHaveCount(0, { timeout: 30_000 })
    portal.control.message({ dialogId: 'chat1435' })
    await expect(row(app, 'chat1435')).toBeVisible({ timeout: 30_000 })
    await expect(app.locator('dialog[open]')).toHaveCount(0)
  })

  test('a swipe to the side reads a chat, one to the other keeps it, and scrolling does neither', async ({ open, page, portal }) => {
    const app = await open({ placement: 'LEFT_MENU' })
    await app.getByTestId('start-catch-up').click()
    const panel = app.locator('dialog[data-testid="catch-up"]')
    const progress = app.getByTestId('catch-up-progress')
    await expect(progress).toHaveAttribute('data-index', '0')
    const first = await panel.getAttribute('data-dialog-id')
    const devtools = await page.context().newCDPSession(page)
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x = 0, y = 0) => devtools.send('Input.dispatchTouchEvent', {
      type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }],
    })
    /** A finger on the middle of the screen that moves by so many px. */
    async function swipe(x: number, y: number): Promise<void> {
      await touch('touchStart', 160, 350)
      for (const part of [0.25, 0.5, 0.75, 1]) await touch('touchMove', 160 + x * part, 350 + y * part)
      await touch('touchEnd')
    }
    const unread = () => parseCounters(portal.control.state().counters).conversations.map(({ dialogId }) => dialogId)
    const before = unread()

    await swipe(0, -120)
    await swipe(40, 0)
    await swipe(130, 0)
    await expect(progress).toHaveAttribute('data-index', '1')
    const second = await panel.getAttribute('data-dialog-id')
    await swipe(-130, 0)
    await expect(progress).toHaveAttribute('data-index', '2')
    await expect.poll(unread).toEqual(before.filter(dialogId => dialogId !== second))
    expect(before).toContain(first)
  })
})
