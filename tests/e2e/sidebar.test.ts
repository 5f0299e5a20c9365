import crm from '../fixtures/dialog.crm.json' with { type: 'json' }
import mutedTask from '../fixtures/dialog.muted-task.json' with { type: 'json' }
import { expect, requestsOf, syncState, test } from './portal.ts'

test('says what the documented chats are: one of a deal, and a muted one with a public link', async ({ open, portal }) => {
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
  expect(requestsOf(portal)[0]?.toSorted()).toEqual(['im.counters.get', 'im.dialog.get', 'profile', 'user.option.get'])

  portal.control.answer({ method: 'im.dialog.get', result: mutedTask })
  await open({ placement: 'IM_SIDEBAR', dialog: 'chat1701' })
  await expect(app.getByTestId('chat-name')).toHaveText('Quarterly report "Q4" <draft>')
  await expect(app.getByTestId('chat-muted')).toBeVisible()
  await expect(app.getByTestId('chat-unread')).toHaveAttribute('data-count', '9')
  await expect(app.getByTestId('chat-public')).toHaveAttribute('href', 'https://example.bitrix24.com/online/abc')
  await expect(app.getByTestId('reader')).toHaveCount(0)
})

test.describe('on the demo portal', () => {
  test.use({ scenario: 'demo', viewport: { width: 420, height: 500 } })
  const lookUps = (requests: readonly string[][]) => requests.filter(commands => commands.includes('im.user.list.get'))

  test('readers get their pictures in one request once one scrolls to them', async ({ open, portal }) => {
    portal.control.answer({ method: 'im.dialog.get', result: { ...crm, readed_list: [2, 3, 4].map(id => ({ user_id: id, user_name: `User ${String(id)}`, message_id: 0, date: null })) } })
    const app = await open({ placement: 'IM_SIDEBAR', dialog: 'chat1439' })
    await expect(app.getByTestId('reader')).toHaveCount(3)
    const details = () => requestsOf(portal).filter(commands => commands.includes('im.dialog.get')).length
    await app.getByTestId('refresh').click()
    await expect.poll(details).toBe(2)
    await expect(syncState(app, 'fresh')).toBeVisible()
    expect(lookUps(requestsOf(portal))).toEqual([])
    await app.getByTestId('reader').last().scrollIntoViewIfNeeded()
    await expect(app.getByTestId('reader').locator('img')).toHaveCount(3)
    await app.getByTestId('refresh').click()
    await expect.poll(details).toBe(3)
    await expect(syncState(app, 'fresh')).toBeVisible()
    expect(lookUps(requestsOf(portal))).toHaveLength(1)
  })
})

test('follows the chat: a message, a reader, and what is known when the portal cannot be reached', async ({ open, portal }) => {
  const app = await open({ placement: 'IM_SIDEBAR', dialog: 'chat1435' })
  await expect(app.getByTestId('chat-unread')).toHaveAttribute('data-count', '8')
  portal.control.message({ dialogId: 'chat1435' })
  await app.getByTestId('refresh').click()
  await expect(app.getByTestId('chat-unread')).toHaveAttribute('data-count', '9')
  portal.control.read({ dialogId: 'chat1435' })
  await app.getByTestId('refresh').click()
  await expect(app.getByTestId('chat-unread')).toHaveAttribute('data-count', '0')
  portal.control.message({ dialogId: 'chat1435' })
  portal.control.drop({ on: true })
  await app.getByTestId('refresh').click()
  await expect(syncState(app, 'stale')).toBeVisible()
  await expect(app.getByTestId('source-error')).toHaveAttribute('data-code', 'NETWORK_ERROR')
  await expect(app.getByTestId('chat-unread')).toHaveAttribute('data-count', '0')
})

test('a chat of hundreds is asked for when the counters say that it has changed, and else once in some minutes', async ({ clock, open, portal }) => {
  portal.control.scenario({ name: 'huge', options: { chats: 3, readers: 500 } })
  const dialogId = `chat${String([...portal.portal.chats.keys()].at(-1))}`
  const details = () => requestsOf(portal).flat().filter(command => command === 'im.dialog.get').length
  const polls = () => requestsOf(portal).filter(commands => commands.includes('im.counters.get')).length
  const app = await open({ placement: 'IM_SIDEBAR', dialog: dialogId })
  const unread = app.getByTestId('chat-unread')
  await expect(unread).toHaveAttribute('data-count', /\d/)
  const count = Number(await unread.getAttribute('data-count'))
  await clock.passUntil(() => polls() > 3)
  expect(details()).toBe(1)
  await expect(syncState(app, 'fresh')).toBeVisible()

  portal.control.message({ dialogId })
  await clock.passUntil(async () => await unread.getAttribute('data-count') === String(count + 1))
  expect(details()).toBe(2)
  await expect(syncState(app, 'fresh')).toHaveText('Updated just now')

  // Nothing that the counters tell: it waits, and the status says since when.
  await clock.pass(120_000)
  await expect(syncState(app, 'fresh')).toHaveText('Updated 2 min. ago')
  expect(details()).toBe(2)
  await clock.passUntil(() => details() === 3)
  await app.getByTestId('refresh').click()
  await clock.pass(3_000)
  await expect.poll(details).toBe(4)
})
