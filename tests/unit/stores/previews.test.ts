import { disposePinia } from 'pinia'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { parseCounters } from '../../../src/bitrix24/counters.ts'
import type { MessagesRequest } from '../../../src/bitrix24/messages.ts'
import { frameClock } from '../../../src/browser/frame-clock.ts'
import { err, ok } from '../../../src/domain/failure.ts'
import type { Message } from '../../../src/domain/message.ts'
import { parseMessageText, parsePreview } from '../../../src/domain/message-text.ts'
import type { RecentConversation, RecentPage } from '../../../src/domain/recent.ts'
import { useChatCardsStore } from '../../../src/stores/chat-cards.ts'
import { useFilterStore } from '../../../src/stores/filter.ts'
import { useConnectionStore } from '../../../src/stores/connection.ts'
import { useListStore } from '../../../src/stores/list.ts'
import { useManualRefreshStore } from '../../../src/stores/manual-refresh.ts'
import { usePreviewsStore } from '../../../src/stores/previews.ts'
import { useRecentPagesStore } from '../../../src/stores/recent-pages.ts'
import { useRowsStore } from '../../../src/stores/rows.ts'
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
const recent = (id: number, minute: number, text = `Message ${id}`): RecentConversation => ({
  dialogId: `chat${id}`, chatId: id, kind: 'chat', name: `Chat ${id}`, avatar: null, color: null, isPinned: false,
  isUnanswered: null, entity: null,
  message: { id: 1000 * id + minute, author: { id: 5, name: 'Anna', isReader: false }, text: parsePreview(text), at: `2026-11-21T10:${String(minute).padStart(2, '0')}:00Z` },
})
const message = (id: number, text: string): Message => ({
  id, author: null, at: '2026-11-21T09:00:00Z', text: parseMessageText(text), isUnread: true, isSystem: false, isEdited: false,
  likes: 0, isLikedByReader: null, files: [], replyToId: null,
})
const refused = { kind: 'permission', code: 'insufficient_scope' } as const
const page = (conversations: readonly RecentConversation[], hasMore = false) => (
  { outcome: ok<RecentPage>({ conversations, dropped: 0, hasMore }), operating: null }
)

async function open(chats: Readonly<Record<string, number>> | null, overrides: Parameters<typeof fakePortal>[1] = {}) {
  const pinia = freshPinia()
  const portal = fakePortal([], { userId: 1, ...overrides })
  await useConnectionStore().follow(Promise.resolve({ status: 'connected', portal }))
  const stores = { unread: useUnreadStore(), previews: usePreviewsStore(), recentPages: useRecentPagesStore(), rows: useRowsStore(), list: useListStore(), cards: useChatCardsStore(), filter: useFilterStore(), portal, pinia }
  if (chats !== null) stores.unread.takeMessenger(counters(chats), 100, 90)
  return stores
}

/** Each look at the clock finds it 10 ms later: every row is a task of its own. */
function slowProcessor(): void {
  let now = performance.now()
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 10))
}
/** Time passes, at once: by whole milliseconds, since a sum of fractions may come to less than its parts. */
function pass(ms: number): void {
  const now = Math.ceil(frameClock.now()) + ms
  vi.spyOn(frameClock, 'now').mockImplementation(() => now)
}
const until = async (condition: () => boolean) => {
  while (!condition()) await new Promise(resolve => setImmediate(resolve))
}

afterEach(() => vi.restoreAllMocks())

describe('previews of the rows', () => {
  it('come with names and pictures in one request, which is not repeated while nothing changes', async () => {
    const { previews, cards, portal, unread, rows } = await open({ 1: 1, 2: 1 }, { recent: () => Promise.resolve(page([recent(1, 5), recent(2, 9)])) })
    await rows.want(['chat1', 'chat2'])
    await settled()
    expect(previews.previews.get('chat1')?.message?.text.text).toBe('Message 1')
    expect(cards.cards.get('chat2')).toMatchObject({ ok: true, value: { name: 'Chat 2' } })
    unread.takeMessenger(counters({ 1: 1, 2: 1 }), 200, 190)
    await settled()
    expect(portal.recent).toHaveBeenCalledTimes(1)
    expect(portal.lookUp).not.toHaveBeenCalled()
    expect(portal.messages).not.toHaveBeenCalled()
  })

  it('are read anew when a count has changed', async () => {
    const { previews, portal, unread, rows } = await open({ 1: 1 }, { recent: () => Promise.resolve(page([recent(1, 5)])) })
    await rows.want(['chat1'])
    portal.recent.mockResolvedValue(page([recent(1, 6, 'News')]))
    unread.takeMessenger(counters({ 1: 2 }), 200, 190)
    await settled()
    expect(portal.recent).toHaveBeenCalledTimes(2)
    expect(previews.previews.get('chat1')?.message?.text.text).toBe('News')
  })

  it('sort the list by their times once they are there', async () => {
    const { list, rows } = await open({ 1: 9, 2: 1 }, { recent: () => Promise.resolve(page([recent(1, 5), recent(2, 9)])) })
    expect(list.conversations.map(({ dialogId }) => dialogId)).toEqual(['chat1', 'chat2'])
    await rows.want(['chat1', 'chat2'])
    expect(list.conversations.map(({ dialogId }) => dialogId)).toEqual(['chat2', 'chat1'])
  })

  it('are settled once rows that the list leaves out have been read too, whoever has asked first', async () => {
    let answer = (): void => undefined
    const { rows, recentPages } = await open({ 1: 1, 2: 1 }, {
      recent: () => Promise.resolve(page([recent(1, 5)])),
      messages: () => new Promise((resolve) => {
        answer = () => resolve(ok(new Map([['chat2', ok({ chatId: null, dropped: 0, messages: [message(3, 'Last')] })]])))
      }),
    })
    void rows.want([])
    void rows.want(['chat1', 'chat2'])
    await settled()
    expect([recentPages.isReady, rows.isSettled]).toEqual([true, false])
    answer()
    await settled()
    expect(rows.isSettled).toBe(true)
  })

  it('page on for rows that are not told yet, 200 at a time', async () => {
    const { portal, rows } = await open({ 1: 1, 2: 1 }, { recent: offset => Promise.resolve(offset === 0 ? page([recent(1, 5)], true) : page([recent(2, 4)])) })
    await rows.want(['chat1'])
    expect(portal.recent.mock.calls).toEqual([[0]])
    await rows.want(['chat1', 'chat2'])
    expect(portal.recent.mock.calls).toEqual([[0], [200]])
    await rows.want(['chat1', 'chat2'])
    expect(portal.recent).toHaveBeenCalledTimes(2)
  })

  it('of chats the list leaves out are read by themselves, as are mentions among several unread messages', async () => {
    const { previews, portal, rows } = await open({ 1: 3, 2: 1 }, {
      recent: () => Promise.resolve(page([recent(1, 5)])),
      messages: requests => Promise.resolve(ok(new Map(requests.map(({ dialogId }) => [dialogId, ok({
        chatId: null, dropped: 0, messages: [message(3, 'Last'), message(2, '[USER=1]Me[/USER] please')],
      })])))),
    })
    await rows.want(['chat1', 'chat2'])
    await settled()
    expect(portal.messages.mock.calls).toEqual([[[{ dialogId: 'chat1', limit: 3 }, { dialogId: 'chat2', limit: 1 }]]])
    expect(previews.previews.get('chat1')?.isMention).toBe(true)
    expect(previews.previews.get('chat1')?.message?.text.text).toBe('Message 1')
    expect(previews.previews.get('chat2')?.message?.text.text).toBe('Last')
  })

  it('of chats the list leaves out are read again when their counts change, the list is not asked for them twice', async () => {
    const { previews, portal, unread, rows } = await open({ 1: 1, 2: 1 }, {
      recent: () => Promise.resolve(page([recent(1, 5)])),
      messages: requests => Promise.resolve(ok(new Map(requests.map(({ dialogId }) => [dialogId, ok({ chatId: null, dropped: 0, messages: [message(3, 'First')] })])))),
    })
    await rows.want(['chat1', 'chat2'])
    await settled()
    portal.messages.mockImplementation(requests => Promise.resolve(ok(new Map(requests.map(({ dialogId }) => [dialogId, ok({ chatId: null, dropped: 0, messages: [message(4, 'Second')] })])))))
    unread.takeMessenger(counters({ 1: 1, 2: 2 }), 200, 190)
    await settled()
    expect(previews.previews.get('chat2')?.message?.text.text).toBe('Second')
    await rows.want(['chat2', 'chat1'])
    await settled()
    expect(portal.recent).toHaveBeenCalledTimes(2)
    expect(portal.messages).toHaveBeenCalledTimes(2)
  })

  it('are not asked for with every scroll where a request for messages has failed', async () => {
    const { portal, rows } = await open({ 1: 1, 2: 1 }, {
      recent: () => Promise.resolve(page([recent(1, 5)])),
      messages: () => Promise.resolve(err({ kind: 'permission', code: 'insufficient_scope' })),
    })
    await rows.want(['chat1', 'chat2'])
    await rows.want(['chat2'])
    await rows.want(['chat2', 'chat1'])
    expect(portal.messages).toHaveBeenCalledTimes(1)
  })

  it('keep a mention while more messages come, and look again once some have been read', async () => {
    const { previews, portal, unread, rows } = await open({ 1: 2 }, {
      recent: () => Promise.resolve(page([recent(1, 5, '[USER=1]Me[/USER]')])),
    })
    await rows.want(['chat1'])
    portal.recent.mockResolvedValue(page([recent(1, 6, 'More')]))
    unread.takeMessenger(counters({ 1: 3 }), 200, 190)
    await settled()
    expect(previews.previews.get('chat1')?.isMention).toBe(true)
    portal.recent.mockResolvedValue(page([recent(1, 7, 'Less')]))
    unread.takeMessenger(counters({ 1: 1 }), 300, 290)
    await settled()
    expect(previews.previews.get('chat1')?.isMention).toBe(null)
  })

  it('are noted a few at a time: a newer answer in between is not forgotten', async () => {
    slowProcessor()
    const { previews, list, unread, portal, rows } = await open({ 1: 1, 2: 1, 3: 1, 4: 1 }, {
      recent: () => Promise.resolve(page([recent(1, 5), recent(2, 4), recent(3, 3), recent(4, 2)])),
    })
    await rows.want([])
    portal.recent.mockResolvedValue(page([recent(1, 6), recent(2, 4), recent(3, 3), recent(4, 2)]))
    unread.takeMessenger(counters({ 1: 2, 2: 1, 3: 1, 4: 1 }), 200, 190)
    const at = () => previews.previews.get('chat1')?.message?.at
    await until(() => at() === '2026-11-21T10:06:00Z')
    // The others of this page have not been noted yet.
    portal.recent.mockResolvedValue(page([recent(1, 6), recent(3, 9, 'News')]))
    unread.takeMessenger(counters({ 1: 2, 3: 2 }), 300, 290)
    await until(() => previews.previews.get('chat3')?.message?.text.text === 'News')
    await rows.want([])
    expect([...previews.previews.keys()].toSorted()).toEqual(['chat1', 'chat3'])
    expect(list.conversations.map(({ dialogId }) => dialogId)).toEqual(['chat1', 'chat3'])
    expect(portal.recent).toHaveBeenCalledTimes(3)
  })

  it('are noted no further once nobody looks any more', async () => {
    slowProcessor()
    const { previews, pinia, rows } = await open({ 1: 1, 2: 1 }, { recent: () => Promise.resolve(page([recent(1, 5), recent(2, 4)])) })
    const wanted = rows.want(['chat1', 'chat2'])
    await until(() => previews.previews.has('chat1'))
    expect(previews.previews.has('chat2')).toBe(false)
    disposePinia(pinia)
    await wanted
    expect([previews.previews.size, previews.pages]).toEqual([1, 0])
  })

  it('and numbers that change no sum have none told anew', async () => {
    const { filter, list, unread, rows } = await open({ 1: 1, 2: 1 }, { recent: () => Promise.resolve(page([recent(1, 5), recent(2, 9)])) })
    await rows.want(['chat1', 'chat2'])
    const { forMe, later } = filter
    const before = list.shown
    expect([forMe, later]).toEqual([{ count: 0, atLeast: false }, { count: 0, atLeast: false }])
    unread.takeMessenger(counters({ 1: 1, 2: 1 }), 200, 190)
    await settled()
    expect(list.shown).not.toBe(before)
    expect([filter.forMe === forMe, filter.later === later]).toEqual([true, true])
  })

  it('that cannot be read leave the names to be looked up, and the portal in peace', async () => {
    const { portal, rows } = await open({ 1: 1 }, {
      recent: () => Promise.resolve({ outcome: err({ kind: 'missing', code: 'ERROR_METHOD_NOT_FOUND' }), operating: null }),
      lookUp: vi.fn(() => Promise.resolve(ok(new Map()))),
    })
    await rows.want(['chat1'])
    await settled()
    await rows.want(['chat1'])
    await nextTick()
    expect(portal.recent).toHaveBeenCalledTimes(1)
    expect(portal.lookUp.mock.calls[0]?.[0]).toEqual(['chat1'])
  })

  it('that are refused because there are too many requests add no others, and are read once that has passed', async () => {
    const limit = { kind: 'limit', code: 'QUERY_LIMIT_EXCEEDED' } as const
    let now = 0
    vi.spyOn(frameClock, 'now').mockImplementation(() => now)
    const { previews, cards, portal, unread, rows } = await open({ 1: 1, 2: 1 }, { recent: () => Promise.resolve({ outcome: err(limit), operating: null }) })
    await rows.want(['chat1', 'chat2'])
    await rows.want(['chat2'])
    await settled()
    expect(portal.recent).toHaveBeenCalledTimes(1)
    expect(portal.lookUp).not.toHaveBeenCalled()
    expect(portal.messages).not.toHaveBeenCalled()
    expect(cards.cards.get('chat1')).toEqual(err(limit))
    expect(rows.isSettled).toBe(true)

    portal.recent.mockResolvedValue(page([recent(1, 5), recent(2, 9)]))
    now = 60_000
    unread.takeMessenger(counters({ 1: 1, 2: 1 }), now, now - 10)
    await settled()
    expect(previews.previews.get('chat2')?.message?.text.text).toBe('Message 2')
    expect(cards.cards.get('chat1')).toMatchObject({ ok: true, value: { name: 'Chat 1' } })
  })

  it('of numbers of another day wait for the first answer, which has its turn in a crowd; those of today do not', async () => {
    const hour = 60 * 60_000
    const onDevice = parseCounters({ TYPE: { ALL: 1, NOTIFY: 0, MESSENGER: 1, CHAT: 1 }, CHAT: { 1: 1 } })
    for (const [age, requests] of [[15 * hour, 0], [hour, 1]] as const) {
      const { previews, portal, unread, rows } = await open(null, { recent: () => Promise.resolve(page([recent(1, 5)])) })
      const now = frameClock.now()
      unread.recall({ at: now - age, counters: onDevice, tasks: null })
      await rows.want(['chat1'])
      unread.takeMessenger(err({ kind: 'limit', code: 'QUERY_LIMIT_EXCEEDED' }), now, now - 10)
      await settled()
      expect(portal.recent).toHaveBeenCalledTimes(requests)
      expect(portal.lookUp).not.toHaveBeenCalled()
      unread.takeMessenger(counters({ 1: 1 }), now, now - 10)
      await settled()
      expect(portal.recent).toHaveBeenCalledTimes(1)
      expect(previews.previews.get('chat1')?.message?.text.text).toBe('Message 1')
    }
  })

  it('are asked for again, as are messages, when a person refreshes', async () => {
    const { previews, portal, unread, rows } = await open({ 1: 5 })
    portal.recent.mockResolvedValueOnce({ outcome: err(refused), operating: null }).mockResolvedValue(page([recent(1, 5)]))
    portal.messages.mockResolvedValueOnce(err(refused)).mockResolvedValue(ok(new Map()))
    await rows.want(['chat1'])
    unread.takeMessenger(counters({ 1: 5 }), 200, 190)
    await settled()
    expect([portal.recent.mock.calls.length, portal.messages.mock.calls.length]).toEqual([1, 1])
    await useManualRefreshStore().trigger()
    unread.takeMessenger(counters({ 1: 5 }), 300, 290)
    await settled()
    expect([portal.recent.mock.calls.length, portal.messages.mock.calls.length]).toEqual([2, 2])
    expect(previews.previews.get('chat1')?.message?.text.text).toBe('Message 1')
  })

  it('are asked for again after a passing fault, though the rows on screen are the same', async () => {
    const { previews, portal, unread, rows } = await open({ 1: 1 })
    portal.recent.mockResolvedValueOnce({ outcome: err({ kind: 'server', code: 'INTERNAL_SERVER_ERROR' }), operating: null })
      .mockResolvedValue(page([recent(1, 5)]))
    await rows.want(['chat1'])
    pass(20_000)
    unread.takeMessenger(counters({ 1: 1 }), 200, 190)
    await settled()
    expect(previews.previews.get('chat1')?.message?.text.text).toBe('Message 1')
  })
})

describe('messages looked through for a mention', () => {
  /** A portal that sends no more than it is asked for; the newest message has the highest id. */
  const portalOf = (messages: readonly Message[]) => ({
    recent: () => Promise.resolve(page([])),
    messages: (requests: readonly MessagesRequest[]) => Promise.resolve(ok(new Map(requests.map(({ dialogId, limit = 20, before = Infinity }) => (
      [dialogId, ok({ chatId: 1, dropped: 0, messages: messages.filter(({ id }) => id < before).slice(0, limit) })]
    ))))),
  })
  const unreadOnes = (count: number, mentionAt: number) => Array.from({ length: count + 20 }, (_, index): Message => ({
    ...message(1_000 - index, index === mentionAt ? '[USER=1]Me[/USER]' : 'Lunch?'),
    isUnread: index < count, author: { id: 5, name: 'Anna', isReader: false, avatar: null, color: null },
  }))

  it.each([[80, 70, true, 2], [80, 90, false, 2], [100, 70, true, 2], [100, 105, null, 2], [40, 90, false, 1]])('%i unread, a mention at %i: %s, after %i requests', async (count, mentionAt, isMention, requests) => {
    const { previews, portal, unread, rows } = await open({ 1: count }, portalOf(unreadOnes(count, mentionAt)))
    await rows.want(['chat1'])
    unread.takeMessenger(counters({ 1: count }), 200, 190)
    await settled()
    expect(previews.previews.get('chat1')).toMatchObject({ isMention, message: { id: 1_000 } })
    expect(portal.messages).toHaveBeenCalledTimes(requests)
  })

  it('are asked for again where one chat could not be read: after a minute, if that may pass, and when a person refreshes', async () => {
    const answer = (kind: 'server' | 'permission') => () => Promise.resolve(ok(new Map([['chat1', err({ kind, code: 'ANY' })]])))
    const { portal, unread, rows } = await open({ 1: 2 }, { recent: () => Promise.resolve(page([])), messages: answer('server') })
    const callsAfterPoll = async () => {
      unread.takeMessenger(counters({ 1: 2 }), 200, 190)
      await settled()
      return portal.messages.mock.calls.length
    }
    await rows.want(['chat1'])
    expect(await callsAfterPoll()).toBe(1)
    pass(60_000)
    portal.messages.mockImplementation(answer('permission'))
    expect(await callsAfterPoll()).toBe(2)
    pass(60_000)
    expect(await callsAfterPoll()).toBe(2)
    await useManualRefreshStore().trigger()
    expect(await callsAfterPoll()).toBe(3)
  })

  it('are left alone for all chats once the method has no operating time left', async () => {
    const { portal, unread, rows } = await open({ 1: 2 }, {
      recent: () => Promise.resolve(page([])),
      messages: () => Promise.resolve(ok(new Map([['chat1', err({ kind: 'operating', code: 'OPERATION_TIME_LIMIT' })]]))),
    })
    await rows.want(['chat1'])
    for (const count of [3, 4]) {
      unread.takeMessenger(counters({ 1: count }), 200, 190)
      await settled()
    }
    expect(portal.messages).toHaveBeenCalledTimes(1)
  })
})

describe('a count at its cap', () => {
  it('of a chat that the list leaves out is no reason to ask for the list', async () => {
    const { portal, unread, rows } = await open({ 1: 100 }, {
      recent: () => Promise.resolve(page([])),
      messages: requests => Promise.resolve(ok(new Map(requests.map(({ dialogId }) => [dialogId, ok({ chatId: 1, dropped: 0, messages: [message(1005, 'Lunch?')] })])))),
    })
    await rows.want(['chat1'])
    for (let minute = 0; minute < 3; minute += 1) {
      pass(60_000)
      unread.takeMessenger(counters({ 1: 100 }), 200, 190)
      await settled()
    }
    expect(portal.recent).toHaveBeenCalledTimes(1)
  })

  it('may stand for more by now: the row is read again after a minute, and its messages where there are new ones', async () => {
    const { previews, portal, unread, rows } = await open({ 1: 100 }, {
      recent: () => Promise.resolve(page([recent(1, 5)])),
      messages: requests => Promise.resolve(ok(new Map(requests.map(({ dialogId }) => [dialogId, ok({ chatId: 1, dropped: 0, messages: [message(1005, 'Lunch?')] })])))),
    })
    const poll = async () => {
      unread.takeMessenger(counters({ 1: 100 }), 200, 190)
      await settled()
      return [portal.recent.mock.calls.length, portal.messages.mock.calls.length]
    }
    await rows.want(['chat1'])
    expect(await poll()).toEqual([1, 1])
    pass(60_000)
    expect(await poll()).toEqual([2, 1])
    portal.recent.mockResolvedValue(page([recent(1, 6, 'News')]))
    portal.messages.mockImplementation(requests => Promise.resolve(ok(new Map(requests.map(({ dialogId }) => (
      [dialogId, ok({ chatId: 1, dropped: 0, messages: [message(1006, 'News'), message(1005, '[USER=1]Me[/USER]')] })]
    ))))))
    expect(await poll()).toEqual([2, 1])
    pass(60_000)
    expect(await poll()).toEqual([3, 2])
    expect(previews.previews.get('chat1')).toMatchObject({ message: { text: { text: 'News' } }, isMention: true })
    expect(await poll()).toEqual([3, 2])
  })

  it('of a chat that the list leaves out is looked into again after a minute', async () => {
    const { portal, unread, rows } = await open({ 1: 100 }, {
      recent: () => Promise.resolve(page([])),
      messages: requests => Promise.resolve(ok(new Map(requests.map(({ dialogId }) => [dialogId, ok({ chatId: 1, dropped: 0, messages: [message(1005, 'Lunch?')] })])))),
    })
    await rows.want(['chat1'])
    for (const calls of [1, 2]) {
      unread.takeMessenger(counters({ 1: 100 }), 200, 190)
      await settled()
      expect(portal.messages).toHaveBeenCalledTimes(calls)
      pass(60_000)
    }
  })
})
