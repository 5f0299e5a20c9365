import type { FrameLocator } from '@playwright/test'
import type { Emulator } from '../../emulator/index.ts'
import { expect, expectCounts, fixture, headingOf, row, syncState, test } from './portal.ts'

const callsOf = ({ requests }: Emulator, method: string) => (
  requests.flatMap(request => request.commands ?? [request.method]).filter(name => name === method).length
)

async function refresh(app: FrameLocator): Promise<void> {
  await app.getByTestId('refresh').click()
  await expect(syncState(app, 'fresh')).toBeVisible()
}

test('marks a chat as read: at once, on the portal, and for good', async ({ open, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all, chat: fixture.chat })
  await row(app, 'chat1435').getByTestId('mark-read').click()
  await expect(row(app, 'chat1435')).toHaveCount(0)
  await expectCounts(app, { all: 34, messenger: 30, chat: 1, waiting: 35 })
  await expect.poll(() => callsOf(portal, 'im.dialog.read')).toBe(1)
  await refresh(app)
  await expect(row(app, 'chat1435')).toHaveCount(0)
  await expectCounts(app, { all: 34, chat: 1 })
})

test('reads the comments under a channel\'s posts where they stand', async ({ open, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { 'all': fixture.all, 'channel-comment': fixture['channel-comment'] })
  await row(app, 'chat1800').getByTestId('mark-read').click()
  await expect(row(app, 'chat1800')).toHaveCount(0)
  await expectCounts(app, { all: 36 })
  await expect.poll(() => callsOf(portal, 'im.dialog.read')).toBe(3)
  await refresh(app)
  await expectCounts(app, { all: 36 })
  await expect(app.getByTestId('counter-channel-comment')).toHaveCount(0)
})

test('undo makes unread again what has just been read, message by message', async ({ open, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  await expect(row(app, 'chat1435')).toHaveAttribute('data-count', '8')
  await row(app, 'chat1435').getByTestId('mark-read').click()
  await expect(row(app, 'chat1435')).toHaveCount(0)
  await app.getByTestId('action-notice').getByTestId('undo').click()
  await expect(row(app, 'chat1435')).toHaveAttribute('data-count', '8')
  await expect.poll(() => callsOf(portal, 'im.dialog.unread')).toBe(1)
  await refresh(app)
  await expect(row(app, 'chat1435')).toHaveAttribute('data-count', '8')
  await expectCounts(app, { all: fixture.all })
})

test('clears a mark', async ({ open }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { chat: 9 })
  await row(app, 'chat1435').getByTestId('clear-mark').click()
  await expect(row(app, 'chat1435')).toHaveAttribute('data-marked', 'false')
  await row(app, 'chat1440').getByTestId('mark-read').click()
  await expect(row(app, 'chat1440')).toHaveCount(0)
  await refresh(app)
  await expectCounts(app, { chat: 8, all: 41 })
  await row(app, 'chat1435').getByTestId('mark-unread').click()
  await expect(row(app, 'chat1435')).toHaveAttribute('data-marked', 'true')
  await expectCounts(app, { chat: 8, all: 41 })
})

for (const unmarkReads of [false, true]) {
  test(`says of a mark that is removed what is so in every portal, before and after: in one that ${unmarkReads ? 'reads' : 'does not read'} the chat`, async ({ open, portal }) => {
    portal.control.reading({ unmarkReads })
    const app = await open({ placement: 'LEFT_MENU' })
    await expectCounts(app, { chat: 9 })
    const clear = row(app, 'chat1435').getByTestId('clear-mark')
    await expect(clear).toHaveAttribute('aria-description', 'Bitrix24 may mark the chat as read as well.')
    await clear.click()
    await expect(app.getByTestId('action-notice')).toContainText('Unread mark removed from')
    await expect(app.getByTestId('action-notice')).not.toContainText('marked as read')
    await refresh(app)
    if (unmarkReads) await expect(row(app, 'chat1435')).toHaveCount(0)
    else await expect(row(app, 'chat1435')).toHaveAttribute('data-count', '8')
  })
}

test('mutes and unmutes', async ({ open, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all, muted: fixture.muted })
  await row(app, 'chat1435').getByTestId('mute').click()
  await expectCounts(app, { all: 34, muted: 21, chat: 1 })
  await refresh(app)
  await expectCounts(app, { all: 34, muted: 21, chat: 1 })

  await headingOf(app, 'muted').click()
  await row(app, 'chat1435').getByTestId('unmute').click()
  await expectCounts(app, { all: fixture.all, muted: fixture.muted, chat: fixture.chat })
  await refresh(app)
  await expectCounts(app, { all: fixture.all, muted: fixture.muted, chat: fixture.chat })
  expect(callsOf(portal, 'im.chat.mute')).toBe(2)
})

test('marks all as read, after asking how many', async ({ open, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  await app.getByTestId('mark-all-read').click()
  await expect(app.getByTestId('read-all-count')).toHaveAttribute('data-count', '11')
  await expect(app.getByRole('dialog')).toContainText('Mark all 11 chats as read?')
  await app.getByRole('button', { name: 'Cancel' }).click()
  await expectCounts(app, { all: fixture.all })
  expect(callsOf(portal, 'im.dialog.read.all')).toBe(0)

  await app.getByTestId('mark-all-read').click()
  await app.getByTestId('confirm-read-all').click()
  await expectCounts(app, { all: 0 })
  await expect(app.getByTestId('conversation')).toHaveCount(0)
  await refresh(app)
  await expectCounts(app, { all: 0 })
  expect(callsOf(portal, 'im.dialog.read.all')).toBe(1)
})

test('opens a chat by the bridge, and offers a link where the bridge stays silent', async ({ open, page, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  const link = row(app, 'chat1435').getByTestId('open-chat')
  await expect(link).toHaveAttribute('href', `${portal.origin}/online/?IM_DIALOG=chat1435`)
  for (const dialogId of ['547', 'chat1435']) {
    await row(app, dialogId).getByTestId('open-chat').click()
    await expect(page.getByTestId('messenger')).toHaveAttribute('data-open-dialog', dialogId)
  }
  portal.control.silent({ on: true })
  await row(app, 'chat1500').getByTestId('open-chat').click()
  await expect(app.getByTestId('notice-link')).toHaveAttribute('href', `${portal.origin}/online/?IM_DIALOG=chat1500`)
  await expect(page.getByTestId('messenger')).toHaveAttribute('data-open-dialog', 'chat1435')
})

test('many quick actions go in few requests', async ({ open, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  portal.control.latency({ ms: 4_000 })
  const before = portal.requests.length
  for (const id of ['chat1435', '547', 'chat1500', 'chat1510']) await row(app, id).getByTestId('mark-read').click()
  await expectCounts(app, { all: 23 })
  await expect.poll(() => callsOf(portal, 'im.dialog.read')).toBe(4)
  const reading = portal.requests.slice(before).filter(({ commands }) => commands?.includes('im.dialog.read'))
  expect(reading.length).toBeLessThanOrEqual(3)
})

test.describe('in the sidebar', () => {
  test('reads and mutes its chat', async ({ open, portal }) => {
    const app = await open({ placement: 'IM_SIDEBAR', dialog: 'chat1435' })
    await expect(app.getByTestId('chat-unread')).toHaveAttribute('data-count', '8')
    await app.getByTestId('mark-read').click()
    await expect(app.getByTestId('chat-unread')).toHaveAttribute('data-count', '0')
    await app.getByTestId('mute').click()
    await expect(app.getByTestId('chat-muted')).toBeVisible()
    await expect.poll(() => callsOf(portal, 'im.chat.mute')).toBe(1)
    await app.getByTestId('refresh').click()
    await expect(syncState(app, 'fresh')).toBeVisible()
    await expect(app.getByTestId('chat-unread')).toHaveAttribute('data-count', '0')
    await app.getByTestId('unmute').click()
    await expect(app.getByTestId('chat-muted')).toHaveCount(0)
  })

  test('copies without the clipboard permission', async ({ open }) => {
    const app = await open({ placement: 'IM_SIDEBAR', dialog: 'chat1435' })
    await app.locator('summary').click()
    await app.getByTestId('copy-id').click()
    await expect(app.getByTestId('copy-id')).toHaveText('Copied')
    await app.getByTestId('copy-link').click()
    await expect(app.getByTestId('copy-link')).toHaveText('Copied')
    await expect(app.getByTestId('copy-link')).toBeFocused()
  })
})
