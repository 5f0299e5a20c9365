import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { parseCounters } from '../../../src/bitrix24/counters.ts'
import { frameClock } from '../../../src/browser/frame-clock.ts'
import { err, type Failure, ok, type Result } from '../../../src/domain/failure.ts'
import type { Message, MessagePage } from '../../../src/domain/message.ts'
import { parseMessageText, parsePreview } from '../../../src/domain/message-text.ts'
import { useConnectionStore } from '../../../src/stores/connection.ts'
import { useManualRefreshStore } from '../../../src/stores/manual-refresh.ts'
import { usePeekStore } from '../../../src/stores/peek.ts'
import { usePendingActionsStore } from '../../../src/stores/pending-actions.ts'
import { usePreviewsStore } from '../../../src/stores/previews.ts'
import { useUnreadStore } from '../../../src/stores/unread.ts'
import { freshPinia } from '../../fresh-pinia.ts'
import { fakePortal } from '../../components/fake-portal.ts'

const settled = async () => {
  for (let turn = 0; turn < 8; turn += 1) await new Promise(resolve => setImmediate(resolve))
}
const counters = (chats: Readonly<Record<string, number>>) => {
  const all = Object.values(chats).reduce((sum, count) => sum + count, 0)
  return ok(parseCounters({ TYPE: { ALL: all, NOTIFY: 0, MESSENGER: all, CHAT: all }, CHAT: chats }))
}
const message = (id: number, isUnread = false): Message => ({
  id, author: { id: 5, name: 'Anna', isReader: false, avatar: null, color: null }, at: '2026-11-21T09:00:00Z', text: parseMessageText(`M${id}`),
  isUnread, isSystem: false, isEdited: false, likes: 0, isLikedByReader: false, files: [], replyToId: null,
})
/** What a chat holds: so many messages, of which the last ones are unread. */
const chat = { last: 60, unread: 3 }
const page = (ids: readonly number[]): MessagePage => (
  { chatId: 1, dropped: 0, messages: ids.map(id => message(id, id > chat.last - chat.unread)).toSorted((a, b) => b.id - a.id) }
)
const range = (from: number, to: number) => Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index)
const server: Failure = { kind: 'server', code: 'INTERNAL_SERVER_ERROR' }


afterEach(() => vi.restoreAllMocks())
beforeEach(() => {
  chat.last = 60
  chat.unread = 3
})

async function open(counts: Readonly<Record<string, number>> = { 1: 3, 2: 1 }) {
  freshPinia()
  const portal = fakePortal([], {
    userId: 1,
    messages: requests => Promise.resolve(ok(new Map(requests.map(({ dialogId, limit = 20, before = chat.last + 1 }) => (
      [dialogId, ok(page(range(Math.max(1, before - limit), before - 1)))]
    ))))),
  })
  await useConnectionStore().follow(Promise.resolve({ status: 'connected', portal }))
  const stores = { portal, peek: usePeekStore(), unread: useUnreadStore(), previews: usePreviewsStore(), pending: usePendingActionsStore() }
  stores.unread.takeMessenger(counters(counts), 100, 90)
  return stores
}
const ids = ({ messages }: ReturnType<typeof usePeekStore>) => messages.map(({ id }) => id)
const unreadIds = ({ known }: ReturnType<typeof usePeekStore>) => [...known?.unread ?? []].toSorted((a, b) => a - b)

describe('looking at a conversation', () => {
  it('shows what the row knows at once, and the rest after one request that reads nothing', async () => {
    const { peek, previews, portal } = await open()
    previews.previews.set('chat1', {
      isPinned: false, isMention: null, isUnanswered: null,
      message: { id: 60, author: { id: 5, name: 'Anna', isReader: false }, at: null, text: parsePreview('[B]Hello[/B]') },
    })
    peek.lookAt('chat1')
    expect(peek.state.status).toBe('remembered')
    expect(peek.messages).toMatchObject([{ id: 60, text: { text: 'Hello' } }])
    await settled()
    expect(peek.state.status).toBe('ready')
    expect(ids(peek)).toEqual(range(41, 60))
    expect([unreadIds(peek), peek.known?.unreadFrom]).toEqual([[58, 59, 60], 58])
    expect(portal.messages.mock.calls).toEqual([[[{ dialogId: 'chat1', limit: 20 }]]])
    expect(portal.act).not.toHaveBeenCalled()
  })

  it('asks for more where more is unread, and for earlier messages only on request', async () => {
    chat.unread = 40
    const { peek, portal } = await open({ 1: 40 })
    peek.lookAt('chat1')
    await settled()
    expect(portal.messages.mock.lastCall).toEqual([[{ dialogId: 'chat1', limit: 45 }]])
    peek.wantEarlier()
    expect(peek.asking).toBe('earlier')
    await settled()
    expect(portal.messages.mock.lastCall).toEqual([[{ dialogId: 'chat1', limit: 50, before: 16 }]])
    expect([ids(peek), peek.known?.hasEarlier]).toEqual([range(1, 60), false])
    peek.wantEarlier()
    await settled()
    expect(portal.messages).toHaveBeenCalledTimes(2)
  })

  it('follows a count that has changed, by one request; a poll without news asks for nothing', async () => {
    const { peek, unread, portal } = await open()
    peek.lookAt('chat1')
    await settled()
    unread.takeMessenger(counters({ 1: 3, 2: 5 }), 200, 190)
    await settled()
    expect(portal.messages).toHaveBeenCalledTimes(1)
    chat.last = 62
    chat.unread = 5
    unread.takeMessenger(counters({ 1: 5, 2: 5 }), 300, 290)
    await settled()
    expect(portal.messages).toHaveBeenCalledTimes(2)
    expect(ids(peek).slice(-3)).toEqual([60, 61, 62])
    expect([unreadIds(peek), peek.known?.unreadFrom]).toEqual([[58, 59, 60, 61, 62], 58])
  })

  it('follows a newer message of its row, as one that the reader has written elsewhere', async () => {
    const { peek, previews, portal } = await open()
    peek.lookAt('chat1')
    await settled()
    chat.last = 61
    previews.previews.set('chat1', { isPinned: false, isMention: null, isUnanswered: null, message: { id: 61, author: null, at: null, text: parsePreview('x') } })
    await settled()
    expect(portal.messages).toHaveBeenCalledTimes(2)
    expect(ids(peek).at(-1)).toBe(61)
  })

  it('asks once for what the portal does not tell, not with every poll', async () => {
    const { peek, previews, portal, unread } = await open()
    peek.lookAt('chat1')
    await settled()
    // A message in the row that is in no page, and messages flagged as unread that the counters do not count.
    previews.previews.set('chat1', { isPinned: false, isMention: null, isUnanswered: null, message: { id: 99, author: null, at: null, text: parsePreview('x') } })
    for (let poll = 2; poll < 7; poll += 1) {
      unread.takeMessenger(counters({ 2: 1 }), poll * 100, poll * 100 - 10)
      await settled()
    }
    expect(portal.messages.mock.calls.length).toBeLessThanOrEqual(4)
    const { length } = portal.messages.mock.calls
    unread.takeMessenger(counters({ 2: 1 }), 900, 890)
    await settled()
    expect(portal.messages).toHaveBeenCalledTimes(length)
  })

  it('keeps the place where unread messages began when they are read; where the portal refuses that, they are unread again', async () => {
    const { peek, pending } = await open()
    peek.lookAt('chat1')
    await settled()
    const { id } = pending.add({ kind: 'read', dialogId: 'chat1' })
    await settled()
    expect([unreadIds(peek), peek.known?.unreadFrom]).toEqual([[], 58])
    pending.undo(id)
    await settled()
    expect([unreadIds(peek), peek.known?.unreadFrom]).toEqual([[58, 59, 60], 58])
  })

  it('drops texts with the next look, and an answer that comes for the last one', async () => {
    const { peek, portal } = await open()
    let answer: (result: Result<ReadonlyMap<string, Result<MessagePage>>>) => void = () => undefined
    portal.messages.mockImplementationOnce(() => new Promise((resolve) => { answer = resolve }))
    peek.lookAt('chat1')
    peek.lookAt('chat2')
    expect(portal.messages).toHaveBeenCalledTimes(1)
    answer(ok(new Map([['chat1', ok(page([7]))]])))
    await settled()
    expect(portal.messages.mock.calls.map(([[request]]) => request?.dialogId)).toEqual(['chat1', 'chat2'])
    expect(ids(peek)).toEqual(range(41, 60))
    peek.lookAt(null)
    expect([peek.messages, peek.state.status]).toEqual([[], 'loading'])
  })

  it('never has two requests under way', async () => {
    const { peek, unread, portal } = await open()
    let underWay = 0
    let most = 0
    const answers = portal.messages.getMockImplementation()
    portal.messages.mockImplementation(async (requests) => {
      underWay += 1
      most = Math.max(most, underWay)
      await new Promise(resolve => setImmediate(resolve))
      underWay -= 1
      return answers?.(requests) ?? err(server)
    })
    peek.lookAt('chat1')
    for (let count = 4; count < 9; count += 1) {
      unread.takeMessenger(counters({ 1: count }), count * 100, count * 100 - 10)
      peek.wantEarlier()
      peek.lookAt(count % 2 === 0 ? 'chat1' : 'chat2')
      await new Promise(resolve => setImmediate(resolve))
    }
    await settled()
    expect(most).toBe(1)
  })
})

describe('a count at its cap', () => {
  it('may stand for more by now: messages are read again after a minute', async () => {
    const { peek, unread, portal } = await open({ 1: 100 })
    peek.lookAt('chat1')
    await settled()
    chat.last = 61
    const poll = async () => {
      unread.takeMessenger(counters({ 1: 100 }), 200, 190)
      await settled()
      return ids(peek).at(-1)
    }
    expect(await poll()).toBe(60)
    const later = frameClock.now() + 60_000
    vi.spyOn(frameClock, 'now').mockReturnValue(later)
    expect(await poll()).toBe(61)
    expect(await poll()).toBe(61)
    expect(portal.messages).toHaveBeenCalledTimes(2)
  })
})

describe('messages that cannot be read', () => {
  it('are asked for again when a person refreshes, and only then', async () => {
    const { peek, portal } = await open()
    portal.messages.mockResolvedValueOnce(ok(new Map([['chat1', err({ kind: 'permission', code: 'ACCESS_DENIED' })]])))
    const refresh = useManualRefreshStore().trigger
    peek.lookAt('chat1')
    await settled()
    expect(peek.failure).not.toBeNull()
    await refresh()
    await settled()
    expect(peek.state.status).toBe('ready')
    await refresh()
    expect(portal.messages).toHaveBeenCalledTimes(2)
  })

  it('leave what is there and say so; a retry asks for what has failed', async () => {
    const { peek, portal } = await open()
    peek.lookAt('chat1')
    await settled()
    portal.messages.mockResolvedValueOnce(err(server))
    peek.wantEarlier()
    await settled()
    expect([peek.state.status, peek.failure, ids(peek).length]).toEqual(['stale', server, 20])
    peek.retry()
    await settled()
    expect([peek.state.status, peek.failure, ids(peek)]).toEqual(['ready', null, range(1, 60)])
  })

  it('of one chat are no reason not to look at another', async () => {
    const { peek, portal, unread } = await open()
    portal.messages.mockResolvedValueOnce(ok(new Map([['chat1', err({ kind: 'permission', code: 'ACCESS_ERROR' })]])))
    peek.lookAt('chat1')
    await settled()
    expect(peek.state).toMatchObject({ status: 'failed', failure: { code: 'ACCESS_ERROR' } })
    unread.takeMessenger(counters({ 1: 4, 2: 1 }), 200, 190)
    await settled()
    expect(portal.messages, 'a poll does not ask again').toHaveBeenCalledTimes(1)
    peek.lookAt('chat2')
    await settled()
    expect(peek.state.status).toBe('ready')
  })

  it('for want of operating time are not asked for by any click', async () => {
    const { peek, portal } = await open()
    portal.messages.mockResolvedValueOnce(ok(new Map([['chat1', err({ kind: 'operating', code: 'OPERATION_TIME_LIMIT' })]])))
    peek.lookAt('chat1')
    await settled()
    peek.retry()
    peek.lookAt('chat2')
    await settled()
    expect(portal.messages).toHaveBeenCalledTimes(1)
    expect(peek.state).toMatchObject({ status: 'failed', failure: { code: 'OPERATION_TIME_LIMIT' } })
  })

  it('are asked for again by the poll after their wait', async () => {
    const { peek, portal, unread } = await open()
    vi.spyOn(Math, 'random').mockReturnValue(0)
    portal.messages.mockResolvedValueOnce(err(server))
    peek.lookAt('chat1')
    await settled()
    expect(peek.state.status).toBe('failed')
    unread.takeMessenger(counters({ 1: 3, 2: 1 }), 200, 190)
    await settled()
    vi.restoreAllMocks()
    expect([peek.state.status, portal.messages.mock.calls.length]).toEqual(['ready', 2])
  })

  it('or an answer without the chat are a failure, not an empty chat', async () => {
    const { peek, portal } = await open()
    portal.messages.mockResolvedValueOnce(ok(new Map()))
    peek.lookAt('chat1')
    await settled()
    expect(peek.state).toMatchObject({ status: 'failed', failure: { code: 'MALFORMED_ANSWER' } })
  })
})

describe('conversations that will be looked at next', () => {
  it('are asked for ahead, ten in one request, and need none when somebody looks', async () => {
    const { peek, portal } = await open({ 1: 3, 2: 3 })
    await peek.prefetch(['chat1', 'chat2'])
    expect(portal.messages.mock.calls.map(([requests]) => requests.map(({ dialogId }) => dialogId))).toEqual([['chat1', 'chat2']])
    peek.lookAt('chat2')
    await settled()
    expect([peek.state.status, ids(peek).length, unreadIds(peek)]).toEqual(['ready', 20, range(58, 60)])
    expect(portal.messages).toHaveBeenCalledTimes(1)
  })

  it('are asked for again where more has come meanwhile, or nobody could tell', async () => {
    const { peek, portal, unread } = await open({ 1: 3, 2: 3 })
    portal.messages.mockResolvedValueOnce(ok(new Map([['chat1', ok(page(range(41, 60)))], ['chat2', err(server)]])))
    await peek.prefetch(['chat1', 'chat2'])
    unread.takeMessenger(counters({ 1: 4, 2: 3 }), 200, 190)
    for (const dialogId of ['chat1', 'chat2']) {
      peek.lookAt(dialogId)
      await settled()
      expect(peek.state.status).toBe('ready')
    }
    expect(portal.messages).toHaveBeenCalledTimes(3)
  })
})
