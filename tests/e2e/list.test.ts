import type { FrameLocator } from '@playwright/test'
import { countOf, expect, expectCounts, fixture, filterOf, requestsOf, row, setVisibility, syncState, test } from './portal.ts'

const announcement = (app: FrameLocator) => app.getByTestId('announcement')

async function refresh(app: FrameLocator): Promise<void> {
  await app.getByTestId('refresh').click()
  await expect(syncState(app, 'fresh')).toBeVisible()
}

const orderOf = (app: FrameLocator) => app.getByTestId('conversation').evaluateAll(rows => (
  rows.map(({ dataset }) => dataset.dialogId)
))

/** Opens the list, and waits until it is sorted: it comes after the numbers, and its previews after that. */
async function openSorted(open: (options: { placement: 'LEFT_MENU' }) => Promise<FrameLocator>): Promise<FrameLocator> {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  await expect(row(app, 'chat1510').getByTestId('row-preview')).toBeVisible()
  await expect(syncState(app, 'fresh')).toBeVisible()
  return app
}

test('a filter narrows the list to its kind, and again to all', async ({ open }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  for (const [kind, rows] of [['dialog', 2], ['chat', 2], ['copilot', 1], ['channel-comment', 1], ['tasks-task', 1]] as const) {
    await countOf(app, kind).click()
    await expect(filterOf(app, kind)).toHaveAttribute('aria-pressed', 'true')
    await expect(app.getByTestId('conversation')).toHaveCount(rows)
  }
  await filterOf(app, 'muted').click()
  await expect(app.getByTestId('conversation')).toHaveCount(2)
  await expect(row(app, 'chat1317')).toBeVisible()
  await app.getByTestId('show-all').click()
  await expect(app.getByTestId('conversation')).toHaveCount(9)
})

test('searches by name: those on screen at once, the others on the portal', async ({ open, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expect(row(app, 'chat1435')).toContainText('Project team')
  await app.getByTestId('search').fill('pro')
  await expect(app.getByTestId('conversation')).toHaveCount(1)
  await expect(row(app, 'chat1435')).toBeVisible()
  await app.getByTestId('search').fill('lunch')
  await expect(row(app, 'chat1317')).toBeVisible()
  await expect.poll(() => requestsOf(portal).flat()).toContain('im.search.chat.list')
  await app.getByTestId('search').fill('nothing like it')
  await expect(app.getByTestId('no-match')).toContainText('No matches')
  await app.getByRole('button', { name: 'Show all' }).click()
  await expect(app.getByTestId('conversation')).toHaveCount(9)
  // What the portal finds by more than the name, which is known: a person's position.
  await app.getByTestId('search').fill('engineer')
  await expect(app.getByTestId('conversation')).toHaveCount(1)
  await expect(row(app, '547')).toBeVisible()
})

test('one letter finds the names that are known, and says what it takes to find the others', async ({ open, portal }) => {
  // What the list of recent chats leaves out has no name then.
  portal.control.fail({ method: 'im.dialog.get', code: 'ACCESS_ERROR' })
  const app = await open({ placement: 'LEFT_MENU' })
  await expect(row(app, 'chat1435')).toContainText('Project team')
  await app.getByTestId('search').fill('P')
  await expect(row(app, 'chat1435')).toBeVisible()
  await expect(app.getByTestId('search-partial')).toContainText('Type one more character')
  await app.getByTestId('search').fill('Q')
  await expect(app.getByTestId('no-match')).toContainText('Type one more character')
  await expect(app.getByTestId('no-match')).not.toContainText('No matches')
  await app.getByTestId('search').fill('Lu')
  await expect(row(app, 'chat1317')).toBeVisible()
})

test.describe('in a Turkish browser', () => {
  test.use({ locale: 'tr-TR' })

  test('İbrahim is found by either i', async ({ open, portal }) => {
    Object.assign(portal.portal.users.get(547) ?? {}, { firstName: 'İbrahim', lastName: 'Işık' })
    const app = await open({ placement: 'LEFT_MENU', lang: 'tr' })
    await expect(row(app, '547')).toContainText('İbrahim')
    for (const text of ['ibrahim', 'ışık', 'isik', 'IŞIK']) {
      await app.getByTestId('search').fill(text)
      await expect(app.getByTestId('conversation'), text).toHaveCount(1)
      await expect(row(app, '547'), text).toBeVisible()
    }
  })
})

test.describe('where rows move to their places', () => {
  test.use({ contextOptions: { reducedMotion: 'no-preference' } })

  test('rows keep their place between polls; new ones come in where they belong', async ({ clock, open, portal }) => {
    const app = await openSorted(open)
    const before = await orderOf(app)
    portal.control.message({ dialogId: 'chat1510', count: 90 })
    portal.control.message({ dialogId: '103' })
    portal.control.read({ dialogId: 'chat1601' })
    // As a poll by itself: to refresh by hand sorts anew.
    await setVisibility(app, 'hidden')
    await expect(syncState(app, 'paused')).toBeVisible()
    await clock.pass(5_000)
    await setVisibility(app, 'visible')
    await clock.pass(1_000)
    await expect(row(app, 'chat1510')).toHaveAttribute('data-count', '93')
    const after = await orderOf(app)
    expect(after.filter(id => id !== '103')).toEqual(before.filter(id => id !== 'chat1601'))
    expect(after.indexOf('103')).toBeLessThan(after.indexOf('chat1701'))
    await clock.pass(3_000)
    await refresh(app)
    await clock.pass(1_000)
    await expect.poll(async () => (await orderOf(app)).indexOf('chat1510')).toBeLessThan(before.indexOf('chat1510'))
  })
})

test('whoever comes back after a while finds the list in the order of importance', async ({ clock, open, portal }) => {
  const app = await openSorted(open)
  const before = await orderOf(app)
  await setVisibility(app, 'hidden')
  await expect(syncState(app, 'paused')).toBeVisible()
  await clock.pass(60_000)
  portal.control.message({ dialogId: 'chat1510', count: 90 })
  await setVisibility(app, 'visible')
  await clock.pass(1_000)
  await expect(row(app, 'chat1510')).toHaveAttribute('data-count', '93')
  const after = await orderOf(app)
  expect(after.indexOf('chat1510')).toBeLessThan(before.indexOf('chat1510'))
  expect(after.toSorted()).toEqual(before.toSorted())
})

test('says what is new, politely, and not of muted chats', async ({ clock, open, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expect(row(app, 'chat1435')).toContainText('Project team')
  await expect(announcement(app)).toHaveText('')
  portal.control.message({ dialogId: 'chat1435', count: 3 })
  portal.control.message({ dialogId: 'chat1317', count: 3 })
  await refresh(app)
  await clock.pass(2_000)
  await expect(announcement(app)).toHaveText('3 new messages in Project team')

  for (const dialogId of ['chat1435', '547', 'chat1500', 'chat1510']) portal.control.message({ dialogId })
  await refresh(app)
  await clock.pass(2_000)
  await expect(announcement(app)).toHaveText('3 new messages in Project team')
  await clock.pass(10_000)
  await expect(announcement(app)).toHaveText('4 new messages in 4 chats')
})

test('the portal\'s title shows the total in the app\'s own page, and is asked for nowhere else', async ({ open, page }) => {
  const titles = () => page.evaluate(() => window.bridgeLog.filter(({ command }) => command === 'setTitle').map(({ params }) => params))
  const app = await open({ placement: 'DEFAULT' })
  await expectCounts(app, { waiting: fixture.waiting })
  await expect.poll(titles).toContainEqual(expect.objectContaining({ title: '(43) Unread' }))
  await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { waiting: fixture.waiting })
  await expect(row(app, '547')).toContainText('Peter Johnson')
  expect(await titles()).toEqual([])
})

test.describe('on a phone', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 700 } })

  test('a row\'s actions are behind its menu', async ({ open }) => {
    const app = await open({ placement: 'LEFT_MENU' })
    await expectCounts(app, { all: fixture.all })
    await expect(row(app, 'chat1435').getByTestId('mark-read')).toBeHidden()
    await row(app, 'chat1435').getByTestId('row-menu').tap()
    await row(app, 'chat1435').getByTestId('mark-read').tap()
    await expect(row(app, 'chat1435')).toHaveCount(0)
    await expectCounts(app, { all: 34 })
  })
})

test.describe('in a narrow frame', () => {
  test.use({ viewport: { width: 320, height: 700 } })

  test('a click in the middle of a row shows its messages, and does nothing else', async ({ open, portal }) => {
    const app = await open({ placement: 'LEFT_MENU' })
    await expectCounts(app, { all: fixture.all })
    await row(app, 'chat1435').click()
    await expect(app.getByTestId('peek')).toHaveAttribute('data-dialog-id', 'chat1435')
    await expect(app.getByTestId('peek-message').last()).toBeVisible()
    await expect(app.getByTestId('action-notice')).toHaveCount(0)
    expect(requestsOf(portal).flat()).not.toContain('im.dialog.read')
    await expectCounts(app, { all: fixture.all })
  })
})

test.describe('with 5,000 chats', () => {
  test.use({ scenario: 'huge' })
  // A portal that lists them all.
  test.beforeEach(({ portal }) => portal.control.caps({ chats: 5_000 }))

  test('every number is right, and the list is there within a second of them', async ({ open, portal }) => {
    const app = await open({ placement: 'LEFT_MENU' })
    const { TYPE, CHAT_MUTED } = portal.control.state().counters as { TYPE: Record<string, number>, CHAT_MUTED: Record<string, number> }
    const { ALL, MESSENGER, CHAT, DIALOG, LINES, COPILOT, COLLAB, TASKS_TASK } = TYPE as Record<'ALL' | 'MESSENGER' | 'CHAT' | 'DIALOG' | 'LINES' | 'COPILOT' | 'COLLAB' | 'TASKS_TASK', number>
    await expectCounts(app, {
      'all': ALL, 'messenger': MESSENGER, 'dialog': DIALOG, 'lines': LINES, 'copilot': COPILOT, 'collab': COLLAB,
      'tasks-task': TASKS_TASK, 'chat': CHAT - COPILOT - COLLAB,
      'muted': Object.values(CHAT_MUTED).reduce((sum, count) => sum + count, 0),
    })
    await expect(app.getByTestId('conversation').first()).toBeVisible({ timeout: 1_000 })
    await expect(app.getByTestId('unlisted')).toHaveCount(0)
    expect(await app.getByTestId('conversation').count()).toBeLessThan(40)
  })

  test('scrolls to the end and back, looking up in batches what is on screen', async ({ open, page, portal }) => {
    const app = await open({ placement: 'LEFT_MENU' })
    await expect(app.getByTestId('conversation').first()).toBeVisible()
    await app.getByTestId('counter-waiting').click()
    await page.keyboard.press('j')
    await page.keyboard.press('End')
    await expect(app.locator('[data-key="muted"] button')).toBeFocused()
    await page.keyboard.press('k')
    await expect(app.locator('[data-testid="conversation"] a:focus')).toHaveCount(1)
    await expect(app.locator('[data-testid="conversation"]:has(a:focus) [data-testid="row-name"]')).toBeVisible()
    expect(await app.getByTestId('conversation').count()).toBeLessThan(40)
    for (const commands of requestsOf(portal)) expect(commands.length).toBeLessThanOrEqual(50)
    expect(requestsOf(portal).length).toBeLessThan(14)
  })
  test('rows that fly by are placeholders; those that stay are drawn, and can be used', async ({ open }) => {
    const app = await open({ placement: 'LEFT_MENU' })
    await expect(app.getByTestId('conversation').first()).toBeVisible()
    const placeholders = await app.locator('[data-list]').evaluate(list => new Promise<number>((resolve) => {
      let most = 0
      let frames = 0
      function step(): void {
        window.scrollBy(0, 320)
        most = Math.max(most, list.querySelectorAll('.row-placeholder').length)
        frames += 1
        if (frames < 30) requestAnimationFrame(step)
        else resolve(most)
      }
      step()
    }))
    expect(placeholders).toBeGreaterThan(0)
    await expect(app.locator('.row-placeholder')).toHaveCount(0)
    const middle = app.getByTestId('conversation').nth(8)
    await expect(middle.getByTestId('row-name')).toBeVisible()
    await middle.hover()
    const dialogId = await middle.getAttribute('data-dialog-id') ?? ''
    await middle.getByTestId('mark-read').click()
    await expect(row(app, dialogId)).toHaveCount(0)
  })
})

test.describe('while nobody knows what is newest', () => {
  test.use({ sort: 'newest', viewport: { width: 320, height: 700 } })

  test("skeletons stand in the rows' places, and are no wider", async ({ open, page }) => {
    // The content of the rows never comes.
    await page.route('**/rest/**', route => (route.request().postData()?.includes('im.recent.list') === true ? undefined : route.continue()))
    const app = await open({ placement: 'LEFT_MENU' })
    const [list, skeletons] = await app.locator('[aria-busy="true"]').evaluate((element) => {
      const right = (one: Element) => one.getBoundingClientRect().right
      return [right(element), [...element.querySelectorAll('[data-testid="skeleton"]')].map(right)] as const
    })
    expect(skeletons.length).toBeGreaterThan(0)
    expect(skeletons.filter(right => right > list)).toEqual([])
  })
})
