import crm from '../fixtures/dialog.crm.json' with { type: 'json' }
import mutedTask from '../fixtures/dialog.muted-task.json' with { type: 'json' }
import privateChat from '../fixtures/dialog.private.json' with { type: 'json' }
import { expect, requestsOf, syncState, test } from './portal.ts'

test('says what the documented chat is', async ({ open, portal }) => {
  portal.control.answer({ method: 'im.dialog.get', result: crm })
  const app = await open({ placement: 'IM_SIDEBAR', dialog: 'chat1439' })
  await expect(app.getByTestId('chat-details')).toHaveAttribute('data-dialog-id', 'chat1439')
  await expect(app.getByTestId('chat-name')).toHaveText('Deal Chat')
  await expect(app.getByTestId('chat-description')).toHaveText('Discussion about the deal')
  await expect(app.getByTestId('chat-type')).toHaveText('CRM chat')
  await expect(app.getByTestId('chat-role')).toHaveText('You are the owner')
  await expect(app.getByTestId('chat-unread')).toHaveAttribute('data-count', '0')
  await expect(app.getByTestId('chat-participants')).toHaveAttribute('data-count', '3')
  await expect(app.getByTestId('chat-messages')).toHaveAttribute('data-count', '3')
  await expect(app.getByTestId('chat-owner')).toHaveText('You')
  await expect(app.getByTestId('chat-created')).toHaveAttribute('datetime', '2026-02-25T16:50:58+01:00')
  await expect(app.getByTestId('chat-muted')).toHaveCount(0)
  await expect(app.getByTestId('chat-public')).toHaveCount(0)
  await expect(app.getByTestId('chat-views')).toHaveAttribute('data-count', '0')
  for (const userId of [103, 547]) {
    await expect(app.locator(`[data-testid="reader"][data-user-id="${userId}"]`)).toHaveAttribute('data-read', 'none')
  }
  expect(requestsOf(portal)[0]?.toSorted()).toEqual(['im.dialog.get', 'profile', 'user.option.get'])
})

test('folds away what is allowed and the id, until one asks', async ({ open, portal }) => {
  portal.control.answer({ method: 'im.dialog.get', result: crm })
  const app = await open({ placement: 'IM_SIDEBAR', dialog: 'chat1439' })
  const settings = app.locator('[data-testid="permission"][data-permission="manage_settings"]')
  await expect(settings).toBeHidden()
  await expect(app.getByTestId('copy-id')).toBeHidden()
  await app.locator('summary').click()
  await expect(app.getByTestId('copy-id')).toBeVisible()
  await expect(settings).toBeVisible()
  await expect(settings).toHaveAttribute('data-level', 'owner')
  await expect(app.locator('[data-testid="restriction"][data-restriction="rename"]')).toHaveAttribute('data-allowed', 'false')
})

test('opens the linked object in a slider', async ({ open, portal, page }) => {
  portal.control.answer({ method: 'im.dialog.get', result: crm })
  const app = await open({ placement: 'IM_SIDEBAR', dialog: 'chat1439' })
  await app.getByTestId('chat-entity').click()
  await expect(page.getByTestId('slider')).toHaveAttribute('data-path', /\/crm\/deal\/details\/1663\//)
})

test('shows names as text, and a muted chat with its public link', async ({ open, portal }) => {
  portal.control.answer({ method: 'im.dialog.get', result: mutedTask })
  const app = await open({ placement: 'IM_SIDEBAR', dialog: 'chat1701' })
  await expect(app.getByTestId('chat-name')).toHaveText('Quarterly report "Q4" <draft>')
  await expect(app.getByTestId('chat-muted')).toBeVisible()
  await expect(app.getByTestId('chat-unread')).toHaveAttribute('data-count', '9')
  await expect(app.getByTestId('chat-public')).toHaveAttribute('href', 'https://example.bitrix24.com/online/abc')
  await expect(app.getByTestId('reader')).toHaveCount(0)
})

test('shows the person of a private chat, in the same request', async ({ open, portal }) => {
  portal.control.answer({ method: 'im.dialog.get', result: privateChat })
  const app = await open({ placement: 'IM_SIDEBAR', dialog: '547' })
  await expect(app.getByTestId('chat-name')).toHaveText('Peter Johnson')
  await expect(app.getByTestId('chat-type')).toHaveText('Private chat')
  await expect(app.locator('[data-testid="reader"][data-user-id="547"]')).toHaveAttribute('data-read', 'all')
  expect(requestsOf(portal).map(commands => commands.toSorted())).toEqual([['im.dialog.get', 'im.user.list.get', 'profile', 'user.option.get']])
})

test.describe('on the demo portal', () => {
  test.use({ scenario: 'demo', viewport: { width: 420, height: 500 } })
  const lookUps = (requests: readonly string[][]) => requests.filter(commands => commands.includes('im.user.list.get'))

  test('a muted private chat by its chat id shows its person', async ({ open }) => {
    const app = await open({ placement: 'IM_SIDEBAR', dialog: 'chat206' })
    await expect(app.getByTestId('chat-name')).toHaveText('Tom Becker')
    await expect(app.getByTestId('chat-muted')).toBeVisible()
    await expect(app.locator('header img')).toBeVisible()
    await expect(app.locator('header')).toContainText('Warehouse')
  })

  test('readers get their pictures in one request once one scrolls to them', async ({ open, portal }) => {
    portal.control.answer({ method: 'im.dialog.get', result: { ...crm, readed_list: [2, 3, 4].map(id => ({ user_id: id, user_name: `User ${String(id)}`, message_id: 0, date: null })) } })
    const app = await open({ placement: 'IM_SIDEBAR', dialog: 'chat1439' })
    await expect(app.getByTestId('reader')).toHaveCount(3)
    await app.getByTestId('refresh').click()
    await expect(syncState(app, 'fresh')).toBeVisible()
    expect(lookUps(requestsOf(portal))).toEqual([])
    await app.getByTestId('reader').last().scrollIntoViewIfNeeded()
    await expect(app.getByTestId('reader').locator('img')).toHaveCount(3)
    await app.getByTestId('refresh').click()
    await expect.poll(() => requestsOf(portal).filter(commands => commands.includes('im.dialog.get')).length).toBe(3)
    await expect(syncState(app, 'fresh')).toBeVisible()
    expect(lookUps(requestsOf(portal))).toHaveLength(1)
  })
})

test('follows the chat: a message, and a reader', async ({ open, portal }) => {
  const app = await open({ placement: 'IM_SIDEBAR', dialog: 'chat1435' })
  await expect(app.getByTestId('chat-unread')).toHaveAttribute('data-count', '8')
  portal.control.message({ dialogId: 'chat1435' })
  await app.getByTestId('refresh').click()
  await expect(app.getByTestId('chat-unread')).toHaveAttribute('data-count', '9')
  portal.control.read({ dialogId: 'chat1435' })
  await app.getByTestId('refresh').click()
  await expect(app.getByTestId('chat-unread')).toHaveAttribute('data-count', '0')
})

test('a chat without access says so, and nothing else', async ({ open, portal }) => {
  portal.control.access({ dialogId: 'chat1435', allowed: false })
  const app = await open({ placement: 'IM_SIDEBAR', dialog: 'chat1435' })
  const error = app.locator('[data-testid="source-error"][data-source="chat"]')
  await expect(error).toHaveAttribute('data-code', 'ACCESS_ERROR')
  await expect(app.getByRole('alert')).toContainText('you aren’t a member')
  await expect(app.getByTestId('chat-unread')).toHaveCount(0)
  await expect(syncState(app, 'error')).toBeVisible()
})

test('a chat that is lost later keeps what was known', async ({ open, portal }) => {
  const app = await open({ placement: 'IM_SIDEBAR', dialog: 'chat1435' })
  await expect(app.getByTestId('chat-unread')).toHaveAttribute('data-count', '8')
  portal.control.drop({ on: true })
  await app.getByTestId('refresh').click()
  await expect(syncState(app, 'stale')).toBeVisible()
  await expect(app.getByTestId('source-error')).toHaveAttribute('data-code', 'NETWORK_ERROR')
  await expect(app.getByTestId('chat-unread')).toHaveAttribute('data-count', '8')
})

test('a chat of 500 readers shows the first few who have not read, and all of them when asked', async ({ open, portal }) => {
  portal.control.scenario({ name: 'huge', options: { chats: 1, readers: 500 } })
  const app = await open({ placement: 'IM_SIDEBAR', dialog: 'chat2' })
  const readers = app.getByTestId('reader')
  await expect(app.getByTestId('chat-participants')).toHaveAttribute('data-count', '501')
  await expect(readers).toHaveCount(20)
  for (const reader of await readers.all()) await expect(reader).toHaveAttribute('data-read', 'none')

  await app.getByTestId('show-all-readers').click()
  await expect(readers).toHaveCount(500)
  await expect(app.getByTestId('show-all-readers')).toHaveCount(0)
  const read = await readers.evaluateAll(rows => rows.map(({ dataset }) => dataset.read))
  expect(read).toEqual([...Array<string>(166).fill('none'), ...Array<string>(167).fill('some'), ...Array<string>(167).fill('all')])
  const ids = await readers.evaluateAll(rows => rows.map(({ dataset }) => dataset.userId))
  expect(new Set(ids).size).toBe(500)
})
