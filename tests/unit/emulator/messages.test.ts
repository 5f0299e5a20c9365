import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runs } from '../runs.ts'
import { parseMessages } from '../../../src/bitrix24/messages.ts'
import { parseRecent } from '../../../src/bitrix24/recent.ts'
import { SCENARIO_NAMES } from '../../../emulator/index.ts'
import { openPortal, type PortalClient } from './portal-client.ts'

let portal: PortalClient

beforeEach(async () => {
  portal = await openPortal()
})

afterEach(() => portal.close())

const ask = async (method: string, params: object = {}, userId?: number) => (await portal.call(method, params, userId)).body
const counters = async (userId?: number) => (await ask('im.counters.get', {}, userId)).result as Record<string, Record<string, number>>
const context = { origin: 'http://portal.example', userId: 1 }
const recent = async (params: object = {}) => parseRecent((await ask('im.recent.list', { GET_ORIGINAL_TEXT: 'Y', LIMIT: 200, ...params })).result, context)
/** Rows as the portal tells them, with what the app does not read of them. */
const rows = async (params: object = {}) => (
  ((await ask('im.recent.list', { LIMIT: 200, ...params })).result as { items: { id: number | string, counter: number, unread: boolean, chat: { type?: string, mute_list?: Record<string, boolean> } }[] }).items
)
const messages = async (dialogId: string, params: object = {}, userId = 1) => (
  parseMessages((await ask('im.dialog.messages.get', { DIALOG_ID: dialogId, ...params }, userId)).result, { ...context, userId })
)
/** Some of the numbers are texts, and what is not listed is 0. */
const countIn = (value: unknown) => Number(value ?? 0)
const ids = async (dialogId: string, params: object = {}) => (await messages(dialogId, params)).messages.map(({ id }) => id)

describe('im.recent.list', () => {
  it('tells of unread conversations with their counts, marks and mutes, but of no task chats and comments', async () => {
    const { conversations, dropped, hasMore } = await recent({ UNREAD_ONLY: 'Y' })
    expect({ dropped, hasMore }).toEqual({ dropped: 0, hasMore: false })
    expect(conversations.map(({ dialogId, kind }) => [dialogId, kind]).toSorted()).toEqual([
      ['547', 'dialog'], ['560', 'dialog'], ['chat1317', 'chat'], ['chat1435', 'chat'],
      ['chat1440', 'chat'], ['chat1500', 'copilot'], ['chat1510', 'collab'], ['chat1601', 'lines'],
    ])
    const told = (await rows({ UNREAD_ONLY: 'Y' })).map(({ id, counter, unread, chat }) => (
      [String(id), counter, unread ? 'marked' : '', chat.mute_list?.[1] === true ? 'muted' : '']
    ))
    expect(told.toSorted()).toEqual([
      ['547', 3, '', ''], ['560', 0, 'marked', ''], ['chat1317', 12, '', 'muted'], ['chat1435', 8, 'marked', ''],
      ['chat1440', 0, 'marked', ''], ['chat1500', 5, '', ''], ['chat1510', 3, '', ''], ['chat1601', 2, '', ''],
    ])
    expect((await recent()).conversations.length).toBeGreaterThan(conversations.length)
  })

  it('comes page by page, pinned conversations first', async () => {
    await ask('im.recent.pin', { DIALOG_ID: 'chat1510', PIN: 'Y' })
    const all = (await recent()).conversations.map(({ dialogId }) => dialogId)
    expect(all[0]).toBe('chat1510')
    const page = await recent({ LIMIT: 3, OFFSET: 3 })
    expect(page.conversations.map(({ dialogId }) => dialogId)).toEqual(all.slice(3, 6))
    expect(page.hasMore).toBe(true)
    expect(await recent({ LIMIT: 3, OFFSET: all.length - 2 })).toMatchObject({ hasMore: false, conversations: { length: 2 } })
  })

  it('has BBCode where asked for, else words of the portal', async () => {
    const last = async (params: object) => {
      const { items } = (await ask('im.recent.list', params)).result as { items: { id: string, message: { text: string } }[] }
      return items.find(({ id }) => id === 'chat1435')?.message.text
    }
    const text = `${'-'.repeat(54)}\nPeter [today]\nWhat?\n${'-'.repeat(54)}\n[B]Now[/B] [USER=1]Anna[/USER][BR][DISK=5]`
    portal.control.message({ dialogId: 'chat1435', text })
    expect(await last({ GET_ORIGINAL_TEXT: 'Y' })).toBe(text)
    expect(await last({})).toBe('Now Anna [File]')
    portal.control.message({ dialogId: 'chat1435', attachment: 'image' })
    expect(await last({})).toBe('[File]')
    expect(await last({ GET_ORIGINAL_TEXT: 'Y' })).toBe('')
  })

  it('names the other person of a private chat, and whoever wrote last in a group', async () => {
    await ask('im.message.add', { DIALOG_ID: '547', MESSAGE: 'Mine' })
    portal.control.message({ dialogId: 'chat1435', from: 547, mention: true, attachment: 'sticker' })
    const { conversations } = await recent()
    expect(conversations.find(({ dialogId }) => dialogId === '547')).toMatchObject({ name: 'Peter Johnson', message: { author: { id: 1, isReader: true }, text: { text: 'Mine' } } })
    expect(conversations.find(({ dialogId }) => dialogId === 'chat1435')?.message).toMatchObject({ author: { id: 547, name: 'Peter Johnson' }, text: { mentions: new Set([1]), attachment: 'sticker' } })
  })

  it('says of an open line whether it waits for an answer', async () => {
    portal.control.line({ dialogId: 'chat1601', answered: false })
    const line = async () => ({
      ...(await recent()).conversations.find(({ dialogId }) => dialogId === 'chat1601'),
      ...(await rows()).find(({ id }) => id === 'chat1601'),
    })
    expect(await line()).toMatchObject({ counter: 1, isUnanswered: true })
    portal.control.line({ dialogId: 'chat1601', answered: true })
    expect(await line()).toMatchObject({ counter: 2, isUnanswered: false })
  })

  it('costs more than other methods, and is for apps that may', async () => {
    expect((await ask('im.recent.list')).time).toMatchObject({ operating: 0.26 })
    portal.control.operatingRules({ cost: 2 })
    expect((await ask('im.recent.list')).time).toMatchObject({ operating: 2.26 })
    portal.control.scopes({ scopes: ['task'] })
    for (const method of ['im.recent.list', 'im.dialog.messages.get', 'im.message.add', 'im.notify.get']) expect((await ask(method)).error).toBe('insufficient_scope')
  })

  it.each(SCENARIO_NAMES)('can be read by the app in the scenario %s, messages and all', async (name) => {
    portal.control.scenario({ name, options: { chats: 300 } })
    const { conversations, dropped } = await recent()
    expect(dropped).toBe(0)
    const counts = new Map((await rows()).map(({ id, counter }) => [String(id), counter]))
    for (const { dialogId, isUnanswered } of conversations.slice(0, 30)) {
      const page = await messages(dialogId)
      expect(page.dropped).toBe(0)
      if (isUnanswered !== true) expect(page.messages.filter(({ isUnread }) => isUnread).length, dialogId).toBe(counts.get(dialogId))
    }
  })
})

it('im.recent.get tells of task chats too', async () => {
  const list = (await ask('im.recent.get', { SKIP_DIALOG: 'Y', SKIP_OPENLINES: 'Y' })).result as Awaited<ReturnType<typeof rows>>
  expect(list.find(({ id }) => id === 'chat1701')).toMatchObject({ chat: { type: 'tasksTask' }, counter: 9 })
  expect(list.filter(({ id, chat }) => typeof id === 'number' || chat.type === 'lines')).toEqual([])
})

describe('im.dialog.messages.get', () => {
  it('is newest first, with a limit of its own, and goes on in both directions', async () => {
    portal.control.message({ dialogId: 'chat1435', count: 60 })
    portal.control.read({ dialogId: 'chat1435' })
    const all = (portal.portal.chats.get(1435)?.messages ?? []).map(({ id }) => id).reverse()
    expect(await ids('chat1435')).toEqual(all.slice(0, 20))
    expect(await ids('chat1435', { LIMIT: 200 })).toEqual(all.slice(0, 50))
    expect(await ids('chat1435', { LIMIT: 5, LAST_ID: all[9] })).toEqual(all.slice(10, 15))
    expect(await ids('chat1435', { LIMIT: 5, FIRST_ID: all[9] })).toEqual(all.slice(4, 9))
    expect(await ids('chat1435', { LIMIT: 5, FIRST_ID: 0 })).toEqual(all.slice(-5))
  })

  it('tells of more where more are unread, and reads none of them', async () => {
    portal.control.message({ dialogId: 'chat1435', count: 30 })
    const page = await messages('chat1435')
    expect(page.messages.filter(({ isUnread }) => isUnread)).toHaveLength(38)
    expect((await counters()).CHAT).toMatchObject({ 1435: 38 })
  })

  it('keeps to the limit on a portal of an earlier generation', async () => {
    portal.control.shape({ shape: 'documented' })
    portal.control.message({ dialogId: 'chat1435', count: 60 })
    expect(await ids('chat1435', { LIMIT: 50 })).toHaveLength(50)
  })

  it('has people, files and likes', async () => {
    portal.control.message({ dialogId: '547', attachment: 'image' })
    const [newest] = (await messages('547')).messages
    expect(newest).toMatchObject({ author: { name: 'Peter Johnson' }, text: { attachment: 'image' }, files: [{ kind: 'image', name: 'Photo.jpg' }], likes: 0 })
    expect(newest?.files[0]?.url).toMatch(/^http:\/\/portal\.example\//)
    await ask('im.message.like', { MESSAGE_ID: newest?.id })
    expect((await messages('547')).messages[0]).toMatchObject({ likes: 1, isLikedByReader: true })
  })

  it('is refused without an id, and without access', async () => {
    expect(await portal.call('im.dialog.messages.get')).toMatchObject({ status: 400, body: { error: 'DIALOG_ID_EMPTY' } })
    expect(await portal.call('im.dialog.messages.get', { DIALOG_ID: 'chat1435' }, 560)).toMatchObject({ status: 403, body: { error: 'ACCESS_ERROR' } })
  })
})

describe('im.message.add', () => {
  it('writes, reads the chat, and takes its mark away', async () => {
    const { result } = await ask('im.message.add', { DIALOG_ID: 'chat1435', MESSAGE: '[B]Hello[/B]' })
    expect((await messages('chat1435')).messages[0]).toMatchObject({ id: result, author: { id: 1, isReader: true }, isUnread: false, text: { text: 'Hello' } })
    expect(await counters()).toMatchObject({ CHAT_UNREAD: [1440] })
    expect((await counters()).CHAT).not.toHaveProperty('1435')
    expect((await counters(547)).CHAT).toMatchObject({ 1435: 9 })
  })

  it('to a task\'s chat reads the comments of the task', async () => {
    await ask('im.message.add', { DIALOG_ID: 'chat1701', MESSAGE: 'Done' })
    expect((await ask('tasks.task.counters.get')).result).toMatchObject({ new_comments: { counter: 0 } })
  })

  it('answers a message of the same chat', async () => {
    const [first] = await ids('chat1435', { FIRST_ID: 0, LIMIT: 1 })
    await ask('im.message.add', { DIALOG_ID: 'chat1435', MESSAGE: 'Yes', REPLY_ID: first })
    expect((await messages('chat1435')).messages[0]).toMatchObject({ replyToId: first })
    expect((await ask('im.message.add', { DIALOG_ID: '547', MESSAGE: 'Yes', REPLY_ID: first })).error).toBe('REPLY_FROM_OTHER_CHAT_ERROR')
    expect((await ask('im.message.add', { DIALOG_ID: '547', MESSAGE: 'Yes', REPLY_ID: 1e9 })).error).toBe('REPLY_ACCESS_ERROR')
  })

  it('refuses nothing to say, and no right to say it', async () => {
    expect(await portal.call('im.message.add', { DIALOG_ID: 'chat1435', MESSAGE: ' ' })).toMatchObject({ status: 400, body: { error: 'MESSAGE_EMPTY' } })
    expect(await portal.call('im.message.add', { DIALOG_ID: 'chat1435', MESSAGE: 'x' }, 560)).toMatchObject({ status: 403, body: { error: 'ACCESS_ERROR' } })
    expect((await ask('im.message.add', { MESSAGE: 'x' })).error).toBe('DIALOG_ID_EMPTY')
  })
})

it('im.message.like sets, takes away, and refuses what is so already', async () => {
  const [id] = await ids('chat1435')
  const like = async (ACTION?: string) => {
    const { result, error } = await ask('im.message.like', { MESSAGE_ID: id, ACTION })
    return error ?? result
  }
  expect([await like('plus'), await like('plus'), await like('minus'), await like('minus'), await like(), await like('auto')])
    .toEqual([true, 'WITHOUT_CHANGES', true, 'WITHOUT_CHANGES', true, true])
  expect((await ask('im.message.like', { MESSAGE_ID: 1e9 })).error).toBe('MESSAGE_ID_ERROR')
})

describe('im.dialog.unread', () => {
  it('undoes a read, from a message on', async () => {
    const before = await counters()
    const firstUnread = (await messages('chat1435')).messages.findLast(({ isUnread }) => isUnread)?.id
    await ask('im.dialog.read', { DIALOG_ID: 'chat1435' })
    expect((await counters()).CHAT).not.toHaveProperty('1435')
    expect((await ask('im.dialog.unread', { DIALOG_ID: 'chat1435', MESSAGE_ID: firstUnread })).result).toBe(true)
    expect((await counters()).CHAT).toEqual(before.CHAT)
    expect((await ask('im.dialog.unread', { DIALOG_ID: 'chat1435' })).error).toBe('MESSAGE_ID_ERROR')
  })

  it('never reads what is unread', async () => {
    const [newest] = await ids('chat1435')
    await ask('im.dialog.unread', { DIALOG_ID: 'chat1435', MESSAGE_ID: newest })
    expect((await counters()).CHAT).toMatchObject({ 1435: 8 })
  })

  it('brings back the comments of a task', async () => {
    const first = (await messages('chat1701')).messages.at(-1)?.id
    await ask('im.dialog.read', { DIALOG_ID: 'chat1701' })
    await ask('im.dialog.unread', { DIALOG_ID: 'chat1701', MESSAGE_ID: first })
    expect((await ask('tasks.task.counters.get')).result).toMatchObject({ new_comments: { counter: 9 } })
  })
})

it('im.recent.pin has room for 45 conversations', async () => {
  portal.control.scenario({ name: 'huge', options: { chats: 60 } })
  const dialogIds = (await recent()).conversations.map(({ dialogId }) => dialogId)
  const results = []
  for (const DIALOG_ID of dialogIds.slice(0, 46)) results.push((await ask('im.recent.pin', { DIALOG_ID, PIN: 'Y' })).result)
  expect(results).toEqual([...Array<boolean>(45).fill(true), false])
  expect((await ask('im.recent.pin', { DIALOG_ID: dialogIds[0], PIN: 'N' })).result).toBe(true)
  expect((await ask('im.recent.pin', { DIALOG_ID: dialogIds[45] })).result).toBe(true)
})

it('whatever people do, counters, the list and the messages tell the same', { timeout: 60_000 }, async () => {
  const dialogId = fc.constantFrom('chat1435', '547', 'chat1500', 'chat1317', 'chat1510')
  const step = fc.oneof(
    fc.record({ kind: fc.constantFrom('message', 'own', 'read', 'add', 'mark', 'unmark'), dialogId, nth: fc.nat(9) }),
    fc.record({ kind: fc.constantFrom('unread', 'read-up-to'), dialogId, nth: fc.nat(9) }),
  )
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
    portal.control.scenario({ name: 'fixture' })
    for (const { kind, dialogId: DIALOG_ID, nth } of steps) {
      const known = await ids(DIALOG_ID)
      const MESSAGE_ID = known[nth % known.length]
      if (kind === 'message') portal.control.message({ dialogId: DIALOG_ID, count: nth })
      else if (kind === 'own') portal.control.message({ dialogId: DIALOG_ID, from: 1 })
      else if (kind === 'read') await ask('im.dialog.read', { DIALOG_ID })
      else if (kind === 'add') await ask('im.message.add', { DIALOG_ID, MESSAGE: 'x' })
      else if (kind === 'unread') await ask('im.dialog.unread', { DIALOG_ID, MESSAGE_ID })
      else if (kind === 'read-up-to') await ask('im.dialog.read', { DIALOG_ID, MESSAGE_ID })
      else await ask('im.recent.unread', { DIALOG_ID, ACTION: kind === 'mark' ? 'Y' : 'N' })
    }
    const { CHAT, DIALOG, CHAT_MUTED } = await counters()
    for (const { id: wireId, counter } of await rows()) {
      const id = String(wireId)
      const counted = countIn(id.startsWith('chat') ? CHAT?.[id.slice(4)] ?? CHAT_MUTED?.[id.slice(4)] : DIALOG?.[id])
      const unread = (await messages(id, { LIMIT: 50 })).messages.filter(({ isUnread }) => isUnread).length
      if (!id.startsWith('chat16')) expect([id, counter, unread]).toEqual([id, counted, counted])
    }
  }), { numRuns: runs(15) })
})

describe('an answer that is lost', () => {
  it('leaves the portal with what was asked for', async () => {
    portal.control.loseAnswer({ method: 'im.message.add' })
    await expect(ask('im.message.add', { DIALOG_ID: '547', MESSAGE: 'Once' })).rejects.toThrow()
    expect((await messages('547')).messages.filter(({ text }) => text.text === 'Once')).toHaveLength(1)
    expect((await ask('im.message.add', { DIALOG_ID: '547', MESSAGE: 'Twice' })).result).toBeGreaterThan(0)
  })

  it('may be a batch\'s, of any method, and more than one', async () => {
    await portal.post('/control/lose-answer', { method: 'im.dialog.read', times: 2 })
    await expect(ask('batch', { cmd: ['profile', 'im.dialog.read?DIALOG_ID=547'] })).rejects.toThrow()
    expect((await ask('batch', { cmd: ['profile'] })).result).toMatchObject({ result: [{ ID: '1' }] })
    expect((await counters()).DIALOG).not.toHaveProperty('547')
    await portal.post('/control/lose-answer', { method: 'im.dialog.read', times: 0 })
    expect((await ask('im.dialog.read', { DIALOG_ID: '547' })).result).toMatchObject({ counter: 0 })
    portal.control.loseAnswer()
    await expect(ask('profile')).rejects.toThrow()
  })
})
