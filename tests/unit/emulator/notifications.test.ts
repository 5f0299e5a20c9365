import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseNotifications } from '../../../src/bitrix24/notifications.ts'
import { openPortal, type PortalClient } from './portal-client.ts'

let portal: PortalClient

beforeEach(async () => {
  portal = await openPortal({ scenario: 'demo' })
})

afterEach(() => portal.close())

const ask = async (method: string, params: object = {}) => (await portal.call(method, params)).body
const page = async (params: object = {}) => parseNotifications((await ask('im.notify.get', params)).result, { origin: portal.origin, userId: 1 })
const list = async () => (await page()).notifications
const counted = async () => ((await ask('im.counters.get')).result as { TYPE: { NOTIFY: number } }).TYPE.NOTIFY
const unreadIds = async () => (await list()).filter(({ isRead }) => !isRead).map(({ id }) => id)

describe('im.notify.get', () => {
  it('tells first of those to confirm, then of the newest', async () => {
    const told = await page()
    expect(told).toMatchObject({ total: 8, unread: 6, dropped: 0 })
    expect(told.notifications.map(({ kind }) => kind)).toEqual(['confirm', 'confirm', 'person', 'person', 'person', 'system', 'person', 'system'])
    expect(told.notifications[0]).toMatchObject({
      author: { name: 'Юлия Соколова' }, text: 'asks you to approve the invoice 2026-118: 4 200,00 €', isRead: false,
      buttons: [{ label: 'Approve', value: 'Y' }, { label: 'Reject', value: 'N' }], url: `${portal.origin}/company/personal/bizproc/118/`,
    })
    expect(await counted()).toBe(6)
  })

  it('goes on page by page', async () => {
    const all = (await list()).map(({ id }) => id)
    const next = async (LAST_ID: number | undefined, LAST_TYPE: number, LIMIT: number) => (await page({ LAST_ID, LAST_TYPE, LIMIT })).notifications.map(({ id }) => id)
    expect(await next(all[0], 1, 3)).toEqual(all.slice(1, 4))
    expect(await next(all[3], 3, 50)).toEqual(all.slice(4))
    expect((await ask('im.notify.get', { LAST_ID: 5 })).error).toBe('LAST_ID_AND_LAST_TYPE')
    expect((await ask('im.notify.get', { LAST_ID: 'x', LAST_TYPE: 1 })).error).toBe('LAST_ID_STRING')
  })
})

describe('reading notifications', () => {
  it('reads one with ONLY_CURRENT, and from it on without', async () => {
    const unread = (await unreadIds()).toSorted((one, other) => one - other)
    const [first = 0, second = 0] = unread
    await ask('im.notify.read', { ID: second, ONLY_CURRENT: 'Y' })
    expect(await unreadIds()).toHaveLength(5)
    await ask('im.notify.read', { ID: second, ONLY_CURRENT: 'Y', ACTION: 'N' })
    expect(await counted()).toBe(6)
    await ask('im.notify.read', { ID: second })
    expect(await unreadIds()).toEqual([first])
    expect(await counted()).toBe(1)
  })

  it('reads a list of them, and all but those to confirm', async () => {
    const unread = await unreadIds()
    await ask('im.notify.read.list', { IDS: unread.slice(0, 2) })
    expect(await counted()).toBe(4)
    await ask('im.notify.read.list', { IDS: unread.slice(0, 2), ACTION: 'N' })
    await ask('im.notify.read.all')
    expect((await list()).filter(({ isRead }) => !isRead).map(({ kind }) => kind)).toEqual(['confirm', 'confirm'])
    expect(await counted()).toBe(2)
    expect((await ask('im.notify.read.list')).error).toBe('PARAMS_ERROR')
  })

  it('of everything reads them too', async () => {
    await ask('im.dialog.read.all')
    expect(await unreadIds()).toEqual([])
  })
})

describe('acting on notifications', () => {
  it('confirms by a button\'s value, after which the notification is gone', async () => {
    const [first] = await list()
    const confirm = (NOTIFY_VALUE?: string) => ask('im.notify.confirm', { NOTIFY_ID: first?.id, NOTIFY_VALUE })
    expect((await confirm()).error).toBe('NOTIFY_VALUE_ERROR')
    expect((await ask('im.notify.confirm', { NOTIFY_VALUE: 'Y' })).error).toBe('ID_ERROR')
    expect((await confirm('other')).result).toEqual({ result_message: false })
    expect((await confirm('Y')).result).toEqual({ result_message: [expect.any(String)] })
    expect((await list()).map(({ id }) => id)).not.toContain(first?.id)
    expect(await counted()).toBe(5)
    expect((await confirm('Y')).result).toEqual({ result_message: false })
  })

  it('answers those that take an answer', async () => {
    const all = await list()
    const answer = async (id: number | undefined, ANSWER_TEXT = 'Yes') => (await ask('im.notify.answer', { NOTIFY_ID: id, ANSWER_TEXT })).result
    expect(await answer(all.find(({ canAnswer }) => canAnswer)?.id)).toEqual({ result_message: ['Your answer has been posted'] })
    expect(await answer(all.find(({ canAnswer }) => !canAnswer)?.id)).toEqual({ result_message: false })
    expect(await counted()).toBe(5)
  })

  it('deletes one', async () => {
    const [first] = await list()
    expect((await ask('im.notify.delete', { ID: first?.id })).result).toBe(true)
    expect((await ask('im.notify.delete', { ID: first?.id })).result).toBe(false)
    expect(await page()).toMatchObject({ total: 7, unread: 5 })
  })
})

it('come with a text, a kind and an author, or as they like', async () => {
  await portal.post('/control/notify', { type: 2, text: '<b>Ho</b>', from: 3 })
  portal.control.notify({ count: 2 })
  const added = (await list()).toSorted((one, other) => other.id - one.id).slice(0, 3)
  expect(added[2]).toMatchObject({ kind: 'person', text: 'Ho', author: { id: 3 }, isRead: false })
  for (const { text } of added) expect(text).not.toBe('')
  expect(await counted()).toBe(9)
  portal.control.notify({ count: -20 })
  expect(await counted()).toBe(0)
  expect((await portal.post('/control/notify', { type: 4 })).status).toBe(400)
})
