import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ActionDone, Portal } from '../../src/bitrix24/portal.ts'
import { parseCounters } from '../../src/bitrix24/counters.ts'
import type { ChatAction } from '../../src/domain/chat-action.ts'
import type { ChatCommand } from '../../src/domain/chat-command.ts'
import type { Conversation } from '../../src/domain/conversation.ts'
import { err, type Failure, ok, type Result } from '../../src/domain/failure.ts'
import { useActionNoticeStore } from '../../src/stores/action-notice.ts'
import { useActionsStore } from '../../src/stores/actions.ts'
import { useConnectionStore } from '../../src/stores/connection.ts'
import { usePendingActionsStore } from '../../src/stores/pending-actions.ts'
import { useUnreadStore } from '../../src/stores/unread.ts'
import { freshPinia } from '../fresh-pinia.ts'
import newest from '../fixtures/counters.newest.json'
import { fakePortal } from './fake-portal.ts'

const counters = parseCounters(newest.result)
const chat = counters.conversations.find(({ dialogId }) => dialogId === 'chat1435')

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const turn = () => vi.advanceTimersByTimeAsync(0)

/** A person's app whose portal answers when the test says so. */
async function open() {
  freshPinia()
  const answers: ((results: readonly Result<ActionDone>[]) => void)[] = []
  const act = vi.fn<Portal['act']>(() => new Promise((resolve) => { answers.push(resolve) }))
  await useConnectionStore().follow(Promise.resolve({ status: 'connected', portal: fakePortal([], { act }) }))
  const unread = useUnreadStore()
  unread.takeMessenger(ok(counters), 100, 90)
  const sent = () => act.mock.calls.map(([actions]) => actions)
  const answer = async (...results: Result<ActionDone>[]) => {
    answers.shift()?.(results)
    await turn()
  }
  const shows = (dialogId: string) => unread.conversations.some(one => one.dialogId === dialogId)
  return { actions: useActionsStore(), unread, sent, answer, shows }
}

const read = (dialogId: string): ChatAction => ({ kind: 'read', dialogId })
const done = (unreadFrom: Record<string, number>) => ok<ActionDone>({ left: 0, unreadFrom })
const unread1435: ChatAction = { kind: 'unread', dialogId: 'chat1435', from: { chat1435: 41 }, conversation: chat ?? null }

describe('undo of a read', () => {
  it('restores the chat with its count, on the portal from its first unread message on', async () => {
    const { actions, unread, sent, answer, shows } = await open()
    actions.perform(read('chat1435'))
    await turn()
    await answer(done({ chat1435: 41 }))
    expect(shows('chat1435')).toBe(false)
    actions.undo()
    expect(unread.counters).toEqual({ ...counters, conversations: expect.any(Array) as unknown })
    expect(unread.conversations).toContainEqual(chat)
    await turn()
    expect(sent().at(-1)).toEqual([unread1435])
  })

  it('before the portal has answered waits for the answer, and shows the chat then', async () => {
    const { actions, sent, answer, shows } = await open()
    actions.perform(read('chat1435'))
    await turn()
    actions.undo()
    expect(sent()).toHaveLength(1)
    await answer(done({ chat1435: 41 }))
    expect(sent().at(-1)).toEqual([unread1435])
    expect(shows('chat1435')).toBe(true)
  })

  it('before it was sent sends nothing', async () => {
    const { actions, sent, answer, shows } = await open()
    actions.perform({ kind: 'mute', dialogId: 'chat1500' })
    await turn()
    actions.perform(read('chat1435'))
    actions.undo()
    expect(shows('chat1435')).toBe(true)
    await answer(ok({ left: 0 }))
    expect(sent()).toEqual([[{ kind: 'mute', dialogId: 'chat1500' }]])
  })

  it('of several chats takes all of them back, but those the portal has refused', async () => {
    const { actions, sent, answer } = await open()
    actions.performAll([read('chat1435'), read('547'), read('chat9')])
    await turn()
    await answer(done({ chat1435: 41 }), done({ 547: 7 }), err({ kind: 'permission', code: 'ACCESS_ERROR' }))
    actions.undo()
    await turn()
    expect(sent().at(-1)?.map(action => ('dialogId' in action ? action.dialogId : ''))).toEqual(['chat1435', '547'])
  })

  it('can only mark the chat where the portal has not told what was unread', async () => {
    const { actions, sent, answer } = await open()
    actions.perform(read('chat1435'))
    await turn()
    await answer(ok({ left: 0 }))
    actions.undo()
    await turn()
    expect(sent().at(-1)).toMatchObject([{ kind: 'mark', dialogId: 'chat1435' }])
  })

  it('is undone on screen, with the reason, where the portal refuses it', async () => {
    const { actions, answer, shows } = await open()
    actions.perform(read('chat1435'))
    await turn()
    await answer(done({ chat1435: 41 }))
    actions.undo()
    await turn()
    await answer(err({ kind: 'permission', code: 'ACCESS_ERROR' }))
    expect(shows('chat1435')).toBe(false)
    expect(useActionNoticeStore().notice).toMatchObject({ status: 'failed', groups: [{ failure: { code: 'ACCESS_ERROR' } }] })
  })

  it('holds although the answer to the read is lost: the chat is marked, and nothing is said to have failed', async () => {
    const { actions, sent, answer } = await open()
    actions.perform(read('chat1435'))
    await turn()
    actions.undo()
    await answer(err({ kind: 'timeout', code: 'REQUEST_TIMEOUT' }))
    expect(sent().at(-1)).toEqual([{ kind: 'mark', dialogId: 'chat1435', chatKind: 'chat' }])
    expect(useActionNoticeStore().notice).toBeNull()
  })

  it('is not offered for an open line once something else has been done', async () => {
    const { actions, answer } = await open()
    actions.perform({ kind: 'read', dialogId: 'chat1601', mayBeUnanswered: true })
    await turn()
    const mute: ChatAction = { kind: 'mute', dialogId: 'chat1435' }
    actions.perform(mute)
    await answer(done({ chat1601: 4 }))
    expect(useActionNoticeStore().notice).toEqual({ status: 'done', action: mute })
  })

  it('of several is offered only for what one alone would offer it for', async () => {
    const { actions, unread } = await open()
    actions.carryOutAll('mark-unread', unread.conversations.slice(0, 2))
    expect(useActionNoticeStore().notice).toBeNull()
    actions.carryOutAll('mute', unread.conversations.filter(({ muted }) => !muted).slice(0, 2))
    expect(useActionNoticeStore().notice).toMatchObject({ status: 'done-many', actions: [{ kind: 'mute' }, { kind: 'mute' }] })
  })

  it.each<[ChatCommand, ChatAction['kind'], isSoBefore: (one: Conversation) => boolean]>([
    ['mute', 'unmute', ({ muted }) => muted],
    ['unmute', 'mute', ({ muted }) => !muted],
    ['mark-unread', 'unmark', ({ marked }) => marked],
    ['clear-mark', 'mark', ({ marked }) => !marked],
  ])('of "%s" for several leaves those alone that were so before', async (command, inverse, isSoBefore) => {
    const { actions, sent, answer, unread } = await open()
    const selected = unread.conversations.filter(({ kind }) => kind === 'chat' || kind === 'dialog')
    const changed = selected.filter(one => !isSoBefore(one)).map(({ dialogId }) => dialogId)
    expect(changed.length).toBeLessThan(selected.length)
    actions.carryOutAll(command, selected)
    await turn()
    await answer(...changed.map(() => ok({ left: 0 })))
    actions.undo()
    await turn()
    expect(sent().map(batch => batch.map(action => ('dialogId' in action ? action.dialogId : '')))).toEqual([changed, changed])
    expect(new Set(sent().at(-1)?.map(({ kind }) => kind))).toEqual(new Set([inverse]))
  })

  it('does not take back what was done before the last thing', async () => {
    const { actions, sent, answer } = await open()
    actions.perform(read('chat1435'))
    await turn()
    await answer(done({ chat1435: 41 }))
    actions.perform({ kind: 'mute', dialogId: '547' })
    await turn()
    await answer(ok({ left: 0 }))
    actions.undo()
    await turn()
    expect(sent().at(-1)).toMatchObject([{ kind: 'unmute', dialogId: '547', chatKind: 'dialog' }])
  })
})

describe('several chats read at once, with open lines among them that may be unanswered', () => {
  const line: ChatAction = { kind: 'read', dialogId: 'chat1601', mayBeUnanswered: true }
  const other: ChatAction = { kind: 'read', dialogId: 'chat1602', mayBeUnanswered: true }
  const refused = err({ kind: 'rejected', code: 'REFUSED' })
  const chatsOf = (actions: readonly ChatAction[] | undefined) => actions?.map(action => ('dialogId' in action ? action.dialogId : ''))

  it('are told as read only once the portal has said so, all by one notice whose undo takes back all', async () => {
    const { actions, sent, answer } = await open()
    const notices = useActionNoticeStore()
    actions.performAll([read('547'), line, read('chat1435')])
    expect(notices.notice).toEqual({ status: 'done-many', actions: [read('547'), read('chat1435')] })
    await turn()
    await answer(done({ 547: 7 }), done({ chat1601: 4 }), done({ chat1435: 41 }))
    expect(notices.notice).toEqual({ status: 'done-many', actions: [read('547'), line, read('chat1435')] })
    actions.undo()
    await turn()
    expect(chatsOf(sent().at(-1))).toEqual(['547', 'chat1601', 'chat1435'])
  })

  it('keep their undo where the portal refuses lines: those are named beside what was read', async () => {
    const { actions, sent, answer } = await open()
    const notices = useActionNoticeStore()
    actions.performAll([line, read('547'), other, read('chat1435')])
    await turn()
    await answer(refused, done({ 547: 7 }), refused, done({ chat1435: 41 }))
    expect(notices.notice).toEqual({ status: 'waiting', dialogId: 'chat1601', others: ['chat1602'], done: [read('547'), read('chat1435')] })
    actions.undo()
    await turn()
    expect(chatsOf(sent().at(-1))).toEqual(['547', 'chat1435'])
  })

  it('keep it where something else has failed', async () => {
    const { actions, sent, answer } = await open()
    const notices = useActionNoticeStore()
    actions.performAll([read('547'), line, read('chat9')])
    await turn()
    await answer(done({ 547: 7 }), refused, err({ kind: 'permission', code: 'ACCESS_ERROR' }))
    expect(notices.notice).toMatchObject({ status: 'failed', groups: [{ actions: [line] }, { actions: [read('chat9')] }], done: [read('547')] })
    actions.undo()
    await turn()
    expect(chatsOf(sent().at(-1))).toEqual(['547'])
  })

  it('do not take the notice of what was done meanwhile', async () => {
    const { actions, answer } = await open()
    const notices = useActionNoticeStore()
    const mute: ChatAction = { kind: 'mute', dialogId: 'chat1435' }
    actions.performAll([read('547'), line])
    await turn()
    actions.perform(mute)
    await answer(done({ 547: 7 }), refused)
    await answer(ok({ left: 0 }))
    expect(notices.notice).toEqual({ status: 'waiting', dialogId: 'chat1601', others: [], done: [mute] })
  })

  it('are not told as read where that has been taken back meanwhile', async () => {
    const { actions, sent, answer } = await open()
    actions.performAll([read('547'), line])
    await turn()
    actions.undo()
    await answer(done({ 547: 7 }), done({ chat1601: 4 }))
    expect(useActionNoticeStore().notice).toBeNull()
    expect(chatsOf(sent().at(-1))).toEqual(['547', 'chat1601'])
  })
})

describe('300 chats read at once', () => {
  const chats = Array.from({ length: 300 }, (_, chat) => read(`chat${String(chat)}`))
  const refusals = (failure: Failure) => Array.from({ length: 50 }, () => err(failure))

  it.each<Failure>([
    { kind: 'limit', code: 'QUERY_LIMIT_EXCEEDED', method: 'batch' },
    { kind: 'operating', code: 'OPERATION_TIME_LIMIT', method: 'batch' },
  ])('are not sent any more once the portal refuses a request: $code', async (failure) => {
    const { actions, sent, answer } = await open()
    actions.performAll(chats)
    await turn()
    await answer(...Array.from({ length: 50 }, () => done({})))
    await answer(...refusals(failure).fill(done({}) as never, 0, 25))
    expect(sent()).toHaveLength(2)
    const { notice } = useActionNoticeStore()
    expect(notice).toMatchObject({ status: 'failed', groups: [{ failure }] })
    expect(notice?.status === 'failed' && [notice.groups[0]?.actions.length, notice.done?.length]).toEqual([225, 75])
    expect(usePendingActionsStore().pending.filter(({ confirmedAt }) => confirmedAt === null)).toEqual([])
  })

  it('are all sent where a single method or another fault fails them', async () => {
    const { actions, sent, answer } = await open()
    actions.performAll(chats)
    await turn()
    await answer(...refusals({ kind: 'operating', code: 'OPERATION_TIME_LIMIT', method: 'im.dialog.read' }))
    await answer(...refusals({ kind: 'server', code: 'INTERNAL_SERVER_ERROR', method: 'batch' }))
    expect(sent()).toHaveLength(3)
  })
})

describe('what is tried again', () => {
  const network = err({ kind: 'network', code: 'NETWORK_ERROR' })

  it('is sent as one request, and taken back by one undo', async () => {
    const { actions, sent, answer } = await open()
    actions.performAll([read('547'), read('chat1435'), read('chat9')])
    await turn()
    await answer(network, network, network)
    actions.retry()
    await turn()
    expect(sent().slice(1)).toEqual([[read('547'), read('chat1435'), read('chat9')]])
    expect(useActionNoticeStore().notice).toMatchObject({ status: 'done-many' })
    await answer(done({ 547: 7 }), done({ chat1435: 41 }), done({ chat9: 3 }))
    actions.undo()
    await turn()
    expect(sent().at(-1)).toMatchObject([{ kind: 'unread', dialogId: '547' }, { kind: 'unread', dialogId: 'chat1435' }, { kind: 'unread', dialogId: 'chat9' }])
  })

  it('leaves alone what no second try helps', async () => {
    const { actions, sent, answer } = await open()
    actions.performAll([read('547'), read('chat9')])
    await turn()
    await answer(network, err({ kind: 'permission', code: 'ACCESS_ERROR' }))
    actions.retry()
    await turn()
    expect(sent().at(-1)).toEqual([read('547')])
  })

  it('and is not the same is told where it has an undo, and taken back as one', async () => {
    const { actions, sent, answer } = await open()
    const mute: ChatAction = { kind: 'mute', dialogId: '547' }
    const mark: ChatAction = { kind: 'mark', dialogId: 'chat9', chatKind: 'chat' }
    for (const action of [mute, read('chat1435'), mark]) actions.perform(action)
    await turn()
    await answer(network)
    await answer(network, network)
    actions.retry()
    expect(useActionNoticeStore().notice).toEqual({ status: 'done-many', actions: [mute, read('chat1435')] })
    await turn()
    await answer(ok({ left: 0 }), done({ chat1435: 41 }), ok({ left: 0 }))
    actions.undo()
    await turn()
    expect(sent().at(-1)).toMatchObject([{ kind: 'unmute', dialogId: '547' }, { kind: 'unread', dialogId: 'chat1435' }, { kind: 'unmark', dialogId: 'chat9' }])
  })

  it('is told as all where all chats are read as well', async () => {
    const { actions, answer } = await open()
    actions.perform(read('547'))
    await turn()
    actions.perform({ kind: 'read-all' })
    await answer(network)
    await answer(network)
    actions.retry()
    await turn()
    await answer(done({ 547: 7 }), ok({ left: 0 }))
    expect(useActionNoticeStore().notice).toEqual({ status: 'done', action: { kind: 'read-all' } })
  })
})
