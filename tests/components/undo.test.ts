import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ChatAction } from '../../src/domain/chat-action.ts'
import type { ChatCommand } from '../../src/domain/chat-command.ts'
import type { Conversation } from '../../src/domain/conversation.ts'
import { err, ok } from '../../src/domain/failure.ts'
import { useActionNoticeStore } from '../../src/stores/action-notice.ts'
import { counters, done, open, read, turn } from './acting.ts'

const chat = counters.conversations.find(({ dialogId }) => dialogId === 'chat1435')

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

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
