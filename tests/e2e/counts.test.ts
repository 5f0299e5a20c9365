import type { FrameLocator, Locator } from '@playwright/test'
import { second } from './clock.ts'
import { countOf, expect, expectCounts, filterOf, fixture, requestsOf, row, syncState, test } from './portal.ts'

const notice = (app: FrameLocator) => app.getByTestId('action-notice')

async function expectAtLeast(app: FrameLocator, counts: Readonly<Record<string, number>>): Promise<void> {
  for (const [key, count] of Object.entries(counts)) {
    await expect(countOf(app, key), key).toHaveAttribute('data-count', String(count))
    await expect(countOf(app, key), key).toHaveAttribute('data-at-least')
  }
}

async function expectExact(app: FrameLocator, counts: Readonly<Record<string, number>>): Promise<void> {
  await expectCounts(app, counts)
  for (const key of Object.keys(counts)) await expect(countOf(app, key), key).not.toHaveAttribute('data-at-least')
}

async function refresh(app: FrameLocator): Promise<void> {
  await app.getByTestId('refresh').click()
  await expect(syncState(app, 'fresh')).toBeVisible()
}

async function expectNone(where: Locator, hooks: readonly string[]): Promise<void> {
  for (const hook of hooks) await expect(where.getByTestId(hook), hook).toHaveCount(0)
}

test('a chat with 100 messages or more is shown as 99+, and totals over it as lower bounds', async ({ open, portal }) => {
  portal.control.message({ dialogId: 'chat1435', from: 103, count: 130 })
  const app = await open({ placement: 'LEFT_MENU' })
  await expect(row(app, 'chat1435')).toHaveAttribute('data-at-least')
  await expect(row(app, 'chat1435').getByText('99+')).toBeVisible()
  await expectAtLeast(app, { waiting: 135, all: 134, messenger: 130, chat: 101 })
  await expect(countOf(app, 'waiting')).toContainText('135+')
  await expectExact(app, { dialog: 4, copilot: 5, notify: 4, muted: 13 })
})

test('nothing is computed as if a cap were exact: not what is left after reading, nor the title, the news, the notifications', async ({ open, page, portal }) => {
  portal.control.message({ dialogId: 'chat1435', from: 103, count: 130 })
  const title = () => page.evaluate(() => window.bridgeLog.findLast(({ command }) => command === 'setTitle')?.params)
  const app = await open({ placement: 'DEFAULT' })
  await expectAtLeast(app, { waiting: 135, all: 134 })
  await expect.poll(title).toMatchObject({ title: '(135+) Unread' })
  portal.control.fail({ method: 'im.counters.get', code: 'INTERNAL_SERVER_ERROR' })
  await row(app, 'chat1435').getByTestId('mark-read').click()
  await expect(row(app, 'chat1435')).toHaveCount(0)
  await expectAtLeast(app, { waiting: 35, all: 34, messenger: 30, chat: 1 })
  await expect.poll(title).toMatchObject({ title: '(35+) Unread' })
  portal.control.fail({ method: 'im.counters.get', code: null })
  await refresh(app)
  await expectExact(app, { waiting: 35, all: 34, messenger: 30, chat: 1 })
  await expect.poll(title).toMatchObject({ title: '(35) Unread' })

  portal.control.message({ dialogId: 'chat1510', from: 103, count: 130 })
  portal.control.notify({ count: 130 })
  await refresh(app)
  await expect(app.getByTestId('announcement')).toHaveText(/^97\+ new messages in /)
  await expectAtLeast(app, { notify: 100 })
  await expect(countOf(app, 'notify')).toHaveText('99+')
  await filterOf(app, 'notify').click()
  await app.getByTestId('notification-read').first().click()
  await expectAtLeast(app, { notify: 99 })
  await expect(countOf(app, 'notify')).toHaveText('99+')
})

test('a count at its cap stays the same whatever comes: row and open messages follow within about a minute', async ({ clock, open, portal }) => {
  portal.control.message({ dialogId: 'chat1435', from: 103, count: 130 })
  const app = await open({ placement: 'LEFT_MENU' })
  await row(app, 'chat1435').getByTestId('open-peek').click()
  const messages = app.getByTestId('peek-message')
  await expect(messages.first()).toBeVisible()
  portal.control.message({ dialogId: 'chat1435', from: 103, text: 'The gate is open' })
  await clock.pass(110_000)
  await expect(row(app, 'chat1435').getByTestId('row-preview')).toHaveText('The gate is open')
  await expect(messages.last()).toContainText('The gate is open')
  await expect(row(app, 'chat1435').getByText('99+')).toBeVisible()
})

test('a mention is found among more unread messages than a portal sends at once; at the cap, none found is a lower bound', async ({ open, portal }) => {
  portal.control.shape({ shape: 'documented' })
  portal.control.message({ dialogId: 'chat1435', from: 103, text: '[USER=1]Me[/USER], the gate is open' })
  portal.control.message({ dialogId: 'chat1435', from: 103, count: 70 })
  portal.control.message({ dialogId: 'chat1510', from: 103, count: 130 })
  const app = await open({ placement: 'LEFT_MENU' })
  await expect(row(app, 'chat1435').getByTestId('row-mention')).toBeVisible()
  await expect(row(app, 'chat1510')).toHaveAttribute('data-at-least')
  await expect(filterOf(app, 'for-me')).toHaveAttribute('data-at-least')
})

test.describe('of 5,000 unread chats', () => {
  test.use({ scenario: 'huge' })

  test('the newest 1,000 are listed, and every total is a lower bound', async ({ open, portal }) => {
    const app = await open({ placement: 'LEFT_MENU' })
    const { TYPE } = portal.control.state().counters as { TYPE: Record<'ALL' | 'DIALOG' | 'LINES', number> }
    await expectAtLeast(app, { all: TYPE.ALL, dialog: TYPE.DIALOG, lines: TYPE.LINES })
    await expect(app.getByTestId('list-limit')).toContainText('1,000 newest')
    await app.getByTestId('mark-all-read').click()
    await expect(app.getByTestId('read-all-count')).toHaveAttribute('data-count', '1000')
    await expect(app.getByTestId('read-all-count')).toHaveAttribute('data-at-least')
    await expect(app.getByRole('dialog')).toContainText('Mark all 1,000+ chats as read?')
  })
})

test.describe('an open line that nobody has answered', () => {
  test.beforeEach(({ portal }) => portal.control.line({ dialogId: 'chat1601', answered: false }))

  const withAnswering = ['im', 'task', 'placement', 'imopenlines']

  test('is offered to be opened, not to be read or marked: in its row, its messages and its details', async ({ open, page, portal }) => {
    await page.setViewportSize({ width: 1400, height: 900 })
    const app = await open({ placement: 'LEFT_MENU' })
    await expectCounts(app, { all: 41, lines: 1 })
    const line = row(app, 'chat1601')
    await expect(line).toContainText('waiting for an answer')
    await line.hover()
    await expect(line.getByTestId('open-chat')).toBeVisible()
    await expectNone(line, ['mark-read', 'mark-unread', 'answer', 'skip'])
    await line.getByTestId('open-peek').click()
    const peek = app.getByTestId('peek')
    await expect(peek.getByTestId('line-waits')).toContainText('can’t be marked as read until someone answers or skips it')
    await expectNone(peek, ['mark-read', 'answer', 'skip'])
    await peek.getByTestId('details').click()
    const details = app.getByTestId('chat-details')
    await expect(details.getByTestId('line-waits')).toBeVisible()
    await expectNone(details, ['mark-read', 'answer', 'skip'])
    await details.getByTestId('line-open').click()
    await expect(page.getByTestId('messenger')).toHaveAttribute('data-open-dialog', 'chat1601')
    await line.getByTestId('open-peek').focus()
    await page.keyboard.press('u')
    await page.keyboard.press('r')
    await expect(notice(app)).toContainText('a visitor is waiting for an answer')
    expect(requestsOf(portal).flat().filter(method => ['im.dialog.read', 'im.recent.unread'].includes(method))).toEqual([])
    await expect(line).toHaveAttribute('data-marked', 'false')
    await page.keyboard.press('x')
    await expect(app.getByTestId('bulk').getByTestId('bulk-mute')).toBeVisible()
    await expectNone(app.getByTestId('bulk'), ['bulk-read'])
    await page.keyboard.press('Escape')

    portal.control.line({ dialogId: 'chat1601', answered: true })
    await refresh(app)
    await expectCounts(app, { all: fixture.all, lines: fixture.lines })
    await expect(details.getByTestId('line-waits')).toHaveCount(0)
    await expect(line.getByTestId('mark-read')).toHaveCount(1)
  })

  test('is refused to be read where nothing has told of it: the app says why, and offers to open it', async ({ open, portal }) => {
    portal.control.fail({ method: 'im.recent.list', code: 'ERROR_METHOD_NOT_FOUND' })
    const app = await open({ placement: 'LEFT_MENU' })
    await expectCounts(app, { all: 41, lines: 1 })
    expect(requestsOf(portal).flat()).not.toContain('scope')
    await row(app, 'chat1601').getByTestId('mark-read').click()
    await expect(notice(app)).toContainText('a visitor is waiting for an answer')
    await expect(row(app, 'chat1601')).toContainText('waiting for an answer')
    await expectCounts(app, { all: 41, lines: 1 })
    await expect(row(app, 'chat1601').getByTestId('mark-read')).toHaveCount(0)
    await expect.poll(() => requestsOf(portal).flat().filter(method => method === 'scope').length).toBe(1)
    await expect(app.getByTestId('notice-answer')).toHaveCount(0)
    await app.getByTestId('notice-open').click()
    await expect(app.getByTestId('notice-link')).toHaveAttribute('href', `${portal.origin}/online/?IM_DIALOG=chat1601`)
  })

  test('can be answered where the app may, and read then', async ({ open, portal }) => {
    portal.control.scopes({ scopes: withAnswering })
    const app = await open({ placement: 'LEFT_MENU' })
    await row(app, 'chat1601').getByTestId('open-peek').click()
    const peek = app.getByTestId('peek')
    await peek.getByTestId('answer').click()
    await expect(peek.getByTestId('line-waits')).toHaveCount(0)
    await expect(peek.locator('[data-takes-focus]')).toBeFocused()
    await peek.getByTestId('peek-close').click()
    await expectCounts(app, { all: fixture.all, lines: fixture.lines })
    await row(app, 'chat1601').getByTestId('mark-read').click()
    await expect(row(app, 'chat1601')).toHaveCount(0)
    await refresh(app)
    await expectCounts(app, { all: 40 })
  })

  test('can be answered from the notice that says why it is not read', async ({ open, page, portal }) => {
    portal.control.scopes({ scopes: withAnswering })
    const app = await open({ placement: 'LEFT_MENU' })
    await expect(row(app, 'chat1601').getByTestId('answer')).toHaveCount(1)
    await row(app, 'chat1601').getByTestId('open-peek').focus()
    await page.keyboard.press('r')
    await app.getByTestId('notice-answer').click()
    await expectCounts(app, { all: fixture.all, lines: fixture.lines })
    await expect(row(app, 'chat1601').getByTestId('mark-read')).toHaveCount(1)
  })

  test('on a portal that does not tell who waits, a refusal says so for a minute, in the sidebar too: a colleague may answer', async ({ clock, open, portal }) => {
    portal.control.shape({ shape: 'older' })
    const app = await open({ placement: 'IM_SIDEBAR', dialog: 'chat1601' })
    await app.getByTestId('mark-read').click()
    await expect(app.getByTestId('line-waits')).toBeVisible()
    await expect(app.getByTestId('mark-read')).toHaveCount(0)
    await clock.pass(65 * second)
    await expect(app.getByTestId('mark-read')).toBeVisible()
    await expect(app.getByTestId('line-waits')).toHaveCount(0)
  })

  test('can be skipped where the app may', async ({ open, portal }) => {
    portal.control.scopes({ scopes: withAnswering })
    const app = await open({ placement: 'LEFT_MENU' })
    await row(app, 'chat1601').hover()
    await row(app, 'chat1601').getByTestId('skip').click()
    await expect(row(app, 'chat1601')).toHaveCount(0)
    await expectCounts(app, { all: 40 })
  })

  test('stays when all is read, as said before', async ({ open }) => {
    const app = await open({ placement: 'LEFT_MENU' })
    await expect(row(app, 'chat1601')).toContainText('waiting for an answer')
    await filterOf(app, 'lines').click()
    await expect(row(app, 'chat1435')).toHaveCount(0)
    await expect(app.getByTestId('mark-all-read')).toHaveCount(0)
    await app.getByTestId('show-all').click()
    await app.getByTestId('mark-all-read').click()
    await expect(app.getByTestId('read-all-count')).toHaveAttribute('data-count', '10')
    await expect(app.getByRole('dialog')).toContainText('Chats with visitors waiting for an answer stay unread.')
    await app.getByTestId('confirm-read-all').click()
    await expectCounts(app, { all: 1, lines: 1 })
    await expect(row(app, 'chat1601')).toBeVisible()
    await expect(app.getByTestId('start-catch-up')).toBeFocused()
    await expect(app.getByTestId('announcement')).toHaveText('')
  })
})

test('after reading all, only what the portal says is shown: here it leaves notifications and muted chats unread', async ({ open, portal }) => {
  portal.control.reading({ allClearsNotifications: false, allReadsMuted: false })
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  portal.control.fail({ method: 'im.counters.get', code: 'INTERNAL_SERVER_ERROR' })
  await app.getByTestId('mark-all-read').click()
  await expect(app.getByRole('dialog')).toContainText('may clear your notifications as well')
  await app.getByTestId('confirm-read-all').click()
  await expect(row(app, 'chat1435')).toHaveCount(0)
  for (const key of ['all', 'notify', 'messenger', 'muted']) {
    await expect(app.locator(`[data-testid="counter-${key}"][data-count]:not([data-at-least])`), key).toHaveCount(0)
  }
  portal.control.fail({ method: 'im.counters.get', code: null })
  await refresh(app)
  await expectCounts(app, { all: 4, notify: 4, muted: 13 })
})

test('a cleared mark reads the chat only where the portal says so', async ({ open, portal }) => {
  portal.control.reading({ unmarkReads: true })
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  portal.control.fail({ method: 'im.counters.get', code: 'INTERNAL_SERVER_ERROR' })
  await row(app, 'chat1435').getByTestId('clear-mark').click()
  await expect(row(app, 'chat1435')).toHaveAttribute('data-marked', 'false')
  await expect(row(app, 'chat1435')).not.toHaveAttribute('data-count')
  await expectAtLeast(app, { all: 34 })
  portal.control.fail({ method: 'im.counters.get', code: null })
  await refresh(app)
  await expectCounts(app, { all: fixture.all - 8 })
  await expect(countOf(app, 'all')).not.toHaveAttribute('data-at-least')
})

test('the question before all is read counts muted chats that are not shown', async ({ open }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await app.getByTestId('settings').click()
  await app.getByTestId('setting-muted').click()
  await app.getByTestId('settings-panel').press('Escape')
  await app.getByTestId('mark-all-read').click()
  await expect(app.getByTestId('read-all-count')).toHaveAttribute('data-count', '11')
  await expect(app.getByTestId('read-all-count')).toContainText('49 unread messages')
})

test('the total is explained by the sections of the messenger, and claims no place that shows it', async ({ open, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await app.getByTestId('explain').locator('summary').click()
  const { chats, copilot, collabs, tasks, lines, notifications, title } = portal.control.state().sections
  const shown = { chats, copilot, collab: collabs, tasks, lines, notify: notifications, title }
  for (const [key, count] of Object.entries(shown)) {
    await expect(app.getByTestId(`explain-section-${key}`), key).toHaveAttribute('data-count', String(count))
  }
  await expect(app.getByTestId('explain')).not.toContainText('badge')
})

test.describe('on a second visit with more than 200 chats', () => {
  test.use({ scenario: 'huge' })

  test('nothing is news that was there before', async ({ open, page, portal }) => {
    portal.control.scenario({ name: 'huge', options: { chats: 400 } })
    const app = await open({ placement: 'LEFT_MENU' })
    await expect(syncState(app, 'fresh')).toBeVisible()
    await page.reload()
    await expect(syncState(app, 'fresh')).toBeVisible()
    await expect(app.locator('.fresh-row')).toHaveCount(0)
    portal.control.message({ dialogId: 'chat400', count: 2 })
    await refresh(app)
    await expect(app.getByTestId('announcement')).toContainText(/^2 new messages in/)
  })
})
