import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ChatAction } from '../../src/domain/chat-action.ts'
import { err, type Failure, ok } from '../../src/domain/failure.ts'
import { useActionNoticeStore } from '../../src/stores/action-notice.ts'
import { usePendingActionsStore } from '../../src/stores/pending-actions.ts'
import { done, open, read, turn } from './acting.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

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
