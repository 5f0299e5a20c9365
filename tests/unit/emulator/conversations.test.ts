import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import crm from '../../fixtures/dialog.crm.json'
import { openPortal, type PortalClient } from './portal-client.ts'

let portal: PortalClient

beforeEach(async () => {
  portal = await openPortal()
})

afterEach(() => portal.close())

const counters = async () => (await portal.call('im.counters.get')).body.result as Record<string, Record<string, number>>
const dialog = async (dialogId: string, userId = 1) => (await portal.call('im.dialog.get', { DIALOG_ID: dialogId }, userId)).body.result

describe('im.dialog.get', () => {
  it('answers the documented chat as documented', async () => {
    expect(await dialog('chat1439', 503)).toEqual(crm)
  })

  it('shows a private chat by the id of the other person, who is its only reader', async () => {
    expect(await dialog('547')).toMatchObject({ id: 1231, name: '', type: 'private', message_type: 'P', dialog_id: '547', readed_list: [{ user_id: 547 }] })
  })

  it('has no access to a missing or a closed chat, and wants an id', async () => {
    expect(await portal.call('im.dialog.get')).toMatchObject({ status: 400, body: { error: 'DIALOG_ID_EMPTY' } })
    expect(await portal.call('im.dialog.get', { DIALOG_ID: 'chat1435' }, 560)).toMatchObject({ status: 403, body: { error: 'ACCESS_ERROR' } })
    portal.control.access({ dialogId: 'chat1435', allowed: false })
    expect((await portal.call('im.dialog.get', { DIALOG_ID: 'chat1435' })).status).toBe(403)
  })
})

describe('a conversation', () => {
  it('counts a new message of somebody else, and not one\'s own', async () => {
    portal.control.message({ dialogId: 'chat1435' })
    portal.control.message({ dialogId: 'chat1435', from: 1 })
    portal.control.message({ dialogId: 'chat1435' })
    // Who writes has read what was there
    expect((await counters()).CHAT).toMatchObject({ 1435: 1 })
  })

  it('is lowered by reading, which takes the mark away too', async () => {
    const { body } = await portal.call('im.dialog.read', { DIALOG_ID: 'chat1435' })
    expect(body.result).toMatchObject({ dialogId: 'chat1435', chatId: 1435, counter: 0 })
    const after = await counters()
    expect(after.TYPE).toMatchObject({ ALL: 34, CHAT: 9 })
    expect(after.CHAT_UNREAD).toEqual([1440])
  })

  it('can be read up to a message', async () => {
    const messages = portal.portal.chats.get(1435)?.messages ?? []
    const { body } = await portal.call('im.dialog.read', { DIALOG_ID: 'chat1435', MESSAGE_ID: messages[2]?.id })
    expect(body.result).toMatchObject({ lastId: messages[2]?.id, counter: 5 })
  })

  it('leaves the totals when muted, and comes back', async () => {
    await portal.call('im.chat.mute', { DIALOG_ID: 'chat1435', MUTE: 'Y' })
    expect((await counters()).TYPE).toMatchObject({ ALL: 34 })
    expect((await counters()).CHAT_MUTED).toMatchObject({ 1435: 8 })
    await portal.call('im.chat.mute', { DIALOG_ID: 'chat1435', MUTE: 'N' })
    expect((await counters()).TYPE).toMatchObject({ ALL: 42 })
  })

  it('adds 1 when marked without messages, and loses it again', async () => {
    await portal.call('im.recent.unread', { DIALOG_ID: 'chat1439', ACTION: 'Y' }, 503)
    const marked = await portal.call('im.counters.get', {}, 503)
    expect(marked.body.result).toMatchObject({ TYPE: { ALL: 1 }, CHAT_UNREAD: [1439] })
    await portal.call('im.recent.unread', { DIALOG_ID: 'chat1439', ACTION: 'N' }, 503)
    expect((await portal.call('im.counters.get', {}, 503)).body.result).toMatchObject({ TYPE: { ALL: 0 } })
  })

  it('leaves nothing after reading all, muted chats and notifications included', async () => {
    await portal.call('im.dialog.read.all')
    expect((await counters()).TYPE).toMatchObject({ ALL: 0, NOTIFY: 0, MESSENGER: 0 })
    expect((await counters()).CHAT_MUTED).toEqual([])
  })

  it('leaves notifications and muted chats after reading all, where the portal is so', async () => {
    portal.control.reading({ allClearsNotifications: false, allReadsMuted: false })
    await portal.call('im.dialog.read.all')
    expect((await counters()).TYPE).toMatchObject({ ALL: 4, NOTIFY: 4, MESSENGER: 0 })
    expect((await counters()).CHAT_MUTED).toMatchObject({ 1317: 12 })
  })

  it.each([[false, 8], [true, undefined]])('whose mark is cleared is read as well: %s', async (unmarkReads, left) => {
    portal.control.reading({ unmarkReads })
    await portal.call('im.recent.unread', { DIALOG_ID: 'chat1435', ACTION: 'N' })
    expect((await counters()).CHAT?.[1435]).toBe(left)
    expect((await counters()).CHAT_UNREAD).toEqual([1440])
  })
})

describe('an open line', () => {
  it('that nobody has answered counts 1, and cannot be read', async () => {
    portal.control.line({ dialogId: 'chat1601', answered: false })
    expect((await counters()).LINES).toEqual({ 1601: 1 })
    expect((await portal.call('im.dialog.read', { DIALOG_ID: 'chat1601' })).body.result).toBe(false)
    await portal.call('im.dialog.read.all')
    expect((await counters()).LINES).toEqual({ 1601: 1 })
  })

  it('counts its messages for whoever answers it, and nothing for the other operators', async () => {
    portal.control.scopes({ scopes: ['im', 'imopenlines'] })
    portal.control.line({ dialogId: 'chat1601', answered: false })
    expect((await portal.call('imopenlines.operator.answer', { CHAT_ID: 1601 })).body.result).toBe(true)
    expect((await counters()).LINES).toEqual({ 1601: 2 })
    expect((await portal.call('im.counters.get', {}, 547)).body.result).toMatchObject({ LINES: [] })
    expect((await portal.call('im.dialog.read', { DIALOG_ID: 'chat1601' })).body.result).toMatchObject({ counter: 0 })
  })

  it('that is skipped is left to the others', async () => {
    portal.control.scopes({ scopes: ['im', 'imopenlines'] })
    portal.control.line({ dialogId: 'chat1601', answered: false })
    await portal.call('imopenlines.operator.skip', { CHAT_ID: 1601 })
    expect((await counters()).LINES).toEqual([])
    expect((await portal.call('im.counters.get', {}, 547)).body.result).toMatchObject({ LINES: { 1601: 1 } })
  })

  it('is for apps that may, and only an open line is one', async () => {
    expect((await portal.call('imopenlines.operator.answer', { CHAT_ID: 1601 })).body.error).toBe('insufficient_scope')
    portal.control.scopes({ scopes: ['im', 'imopenlines'] })
    expect((await portal.call('imopenlines.operator.skip', { CHAT_ID: 1435 })).body.error).toBe('CHAT_TYPE')
    expect((await portal.call('imopenlines.operator.skip', { CHAT_ID: 'none' })).body.error).toBe('CHAT_ID')
  })
})
