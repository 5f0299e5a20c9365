import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { parseCounters } from '../../src/bitrix24/counters.ts'
import { frameClock } from '../../src/browser/frame-clock.ts'
import { believedFor } from '../../src/domain/caps.ts'
import { err, ok } from '../../src/domain/failure.ts'
import { parsePreview } from '../../src/domain/message-text.ts'
import type { RecentConversation } from '../../src/domain/recent.ts'
import { useActionNoticeStore } from '../../src/stores/action-notice.ts'
import { useActionsStore } from '../../src/stores/actions.ts'
import { useConnectionStore } from '../../src/stores/connection.ts'
import { useManualRefreshStore } from '../../src/stores/manual-refresh.ts'
import { useOpenLinesStore } from '../../src/stores/open-lines.ts'
import { useRowsStore } from '../../src/stores/rows.ts'
import { useUnreadStore } from '../../src/stores/unread.ts'
import { fakePortal } from './fake-portal.ts'
import { freshPinia } from '../fresh-pinia.ts'

afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const settled = async () => {
  for (let turn = 0; turn < 8; turn += 1) await flushPromises()
}
const counters = (lines: Readonly<Record<string, number>>, chats: Readonly<Record<string, number>> = {}) => {
  const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((total, count) => total + count, 0)
  const all = sum(lines) + sum(chats)
  return ok(parseCounters({ TYPE: { ALL: all, NOTIFY: 0, MESSENGER: all, LINES: sum(lines), CHAT: sum(chats) }, LINES: lines, CHAT: chats }))
}
const line = (id: number, isUnanswered: boolean | null): RecentConversation => ({
  dialogId: `chat${id}`, chatId: id, kind: 'lines', name: `Visitor ${id}`, avatar: null, color: null, isPinned: false,
  isUnanswered, entity: null, message: { id: 1000 * id, author: null, text: parsePreview('Hello'), at: '2026-11-21T10:00:00Z' },
})
const page = (...conversations: RecentConversation[]) => ({ outcome: ok({ conversations, dropped: 0, hasMore: false }), operating: null })

/** A list of open lines that count as given, and of which im.recent.list tells this. */
async function open(lines: Readonly<Record<string, number>>, told: readonly RecentConversation[], overrides: Parameters<typeof fakePortal>[1] = {}) {
  freshPinia()
  const portal = fakePortal([], { recent: () => Promise.resolve(page(...told)), ...overrides })
  await useConnectionStore().follow(Promise.resolve({ status: 'connected', portal }))
  const stores = { unread: useUnreadStore(), rows: useRowsStore(), openLines: useOpenLinesStore(), actions: useActionsStore(), portal }
  let at = 100
  /** The next answer of the portal. */
  const poll = async (...counts: Parameters<typeof counters>) => {
    stores.unread.takeMessenger(counters(...counts), at, at - 10)
    at += 100
    await settled()
  }
  await poll(lines)
  await stores.rows.want(Object.keys(lines).map(id => `chat${id}`))
  await settled()
  return { ...stores, poll, waiting: () => stores.unread.conversations.filter(stores.openLines.isWaiting).map(({ dialogId }) => dialogId) }
}

describe('an open line', () => {
  it('waits for an answer where its preview says so and it counts 1, before anybody has tried to read it', async () => {
    const { waiting, portal, openLines } = await open({ 1: 1, 2: 1, 3: 1, 4: 2 }, [line(1, true), line(2, false), line(3, null), line(4, true)], {
      scopes: () => Promise.resolve(ok(new Set(['im', 'imopenlines']))),
    })
    expect(waiting()).toEqual(['chat1'])
    expect(openLines.canAnswer).toBe(true)
    expect(portal.scopes).toHaveBeenCalledTimes(1)
  })

  it('has nobody ask what the app may do where none waits', async () => {
    const { portal, openLines } = await open({ 2: 1, 4: 2 }, [line(2, false), line(4, true)])
    expect(portal.scopes).not.toHaveBeenCalled()
    expect(openLines.canAnswer).toBeNull()
  })

  it('waits where the portal has refused to read it and no preview tells', async () => {
    const { waiting, openLines, poll } = await open({ 1: 1 }, [line(1, null)])
    openLines.note('chat1')
    expect(waiting()).toEqual(['chat1'])
    await poll({ 1: 1 })
    expect(waiting()).toEqual(['chat1'])
    await poll({ 1: 2 })
    await poll({ 1: 1 })
    expect(waiting()).toEqual([])
  })

  it('waits no longer than a minute by a refusal alone: a colleague may have answered, and it still counts 1', async () => {
    const { waiting, openLines, poll } = await open({ 1: 1 }, [line(1, null)])
    vi.useFakeTimers()
    openLines.note('chat1')
    expect(waiting()).toEqual(['chat1'])
    vi.advanceTimersByTime(believedFor - 1)
    expect(waiting()).toEqual(['chat1'])
    vi.advanceTimersByTime(1)
    expect(waiting()).toEqual([])
    openLines.note('chat1')
    vi.useRealTimers()
    await useManualRefreshStore().trigger()
    await poll({ 1: 1 })
    expect(waiting()).toEqual([])
  })

  it('can be answered once an administrator has granted the scope, and a person refreshes', async () => {
    const { openLines, portal } = await open({ 1: 1 }, [line(1, true)], { scopes: () => Promise.resolve(ok(new Set(['im']))) })
    expect(openLines.canAnswer).toBe(false)
    portal.scopes.mockResolvedValue(ok(new Set(['im', 'imopenlines'])))
    await useManualRefreshStore().trigger()
    await settled()
    expect(openLines.canAnswer).toBe(true)
  })

  it('waits where the portal has refused to read it, whatever was told before, until it is told anew', async () => {
    const { waiting, openLines, poll, portal } = await open({ 1: 1 }, [line(1, false)])
    openLines.note('chat1')
    await settled()
    expect(waiting()).toEqual(['chat1'])
    expect(portal.recent).toHaveBeenCalledTimes(1)
    await poll({ 1: 1 })
    expect(portal.recent).toHaveBeenCalledTimes(2)
    expect(waiting()).toEqual([])
  })

  it('is asked for again once a minute while it waits: answered, it may count 1 as before', async () => {
    const clock = vi.spyOn(frameClock, 'now')
    const start = frameClock.now()
    const { waiting, portal, poll } = await open({ 1: 1 }, [line(1, true)])
    portal.recent.mockResolvedValue(page(line(1, false)))
    clock.mockReturnValue(start + 50_000)
    await poll({ 1: 1 })
    expect([portal.recent.mock.calls.length, waiting()]).toEqual([1, ['chat1']])
    clock.mockReturnValue(start + 70_000)
    await poll({ 1: 1 })
    expect([portal.recent.mock.calls.length, waiting()]).toEqual([2, []])
    clock.mockReturnValue(start + 200_000)
    await poll({ 1: 1 })
    expect(portal.recent).toHaveBeenCalledTimes(2)
  })

  it('is asked for again with the next counters once it has been opened, and waits until then', async () => {
    const { waiting, portal, poll, actions } = await open({ 1: 1 }, [line(1, true)])
    actions.help('open', 'chat1')
    await settled()
    expect(waiting()).toEqual(['chat1'])
    portal.recent.mockResolvedValue(page(line(1, false)))
    await poll({ 1: 1 })
    expect(waiting()).toEqual([])
  })

  it('can be read again once it has been answered, also where a page that is on its way says otherwise', async () => {
    const { waiting, portal, poll, actions, unread } = await open({ 1: 1 }, [line(1, true)])
    let answer = (): void => undefined
    portal.recent.mockImplementation(() => new Promise((resolve) => { answer = () => void resolve(page(line(1, true))) }))
    await poll({ 1: 1 }, { 9: 1 })
    actions.help('answer', 'chat1')
    await settled()
    answer()
    await settled()
    expect(unread.conversations.map(({ dialogId }) => dialogId)).toContain('chat1')
    expect(waiting()).toEqual([])
    portal.recent.mockResolvedValue(page(line(1, false)))
    await poll({ 1: 1 }, { 9: 1 })
    expect(waiting()).toEqual([])
  })

  it('can be read again once it has been answered, although it was told to wait while that was on its way', async () => {
    let done = (): void => undefined
    const { waiting, poll, actions, portal } = await open({ 1: 1 }, [line(1, true)], {
      act: () => new Promise((resolve) => { done = () => void resolve([ok({ left: 0 })]) }),
    })
    actions.help('answer', 'chat1')
    await poll({ 1: 1 }, { 9: 1 })
    expect([portal.recent.mock.calls.length, waiting()]).toEqual([2, ['chat1']])
    done()
    await settled()
    expect(waiting()).toEqual([])
  })

  it('is not asked about again at once where the portal does not tell what the app may do', async () => {
    const { portal, openLines, poll } = await open({ 1: 1 }, [line(1, true)], {
      scopes: () => Promise.resolve(err({ kind: 'server', code: 'INTERNAL_SERVER_ERROR' })),
    })
    await poll({ 1: 1 })
    expect([portal.scopes.mock.calls.length, openLines.canAnswer]).toEqual([1, null])
    portal.scopes.mockResolvedValue(ok(new Set(['im'])))
    await poll({ 1: 1 }, { 9: 1 })
    expect([portal.scopes.mock.calls.length, openLines.canAnswer]).toEqual([2, false])
  })
})

describe('of several chats', () => {
  it('those that wait are not read, and of nothing but those it is said why', async () => {
    const { actions, portal, unread } = await open({ 1: 1, 2: 3 }, [line(1, true), line(2, false)])
    actions.carryOutAll('mark-read', unread.conversations)
    await settled()
    expect(portal.act.mock.calls).toEqual([[[{ kind: 'read', dialogId: 'chat2' }]]])
    actions.carryOutAll('mark-read', unread.conversations.filter(({ dialogId }) => dialogId === 'chat1'))
    expect(useActionNoticeStore().notice).toEqual({ status: 'waiting', dialogId: 'chat1' })
    expect(portal.act).toHaveBeenCalledTimes(1)
  })

  it('open lines are not marked as unread: no counter would list it', async () => {
    const { actions, portal, unread, poll } = await open({ 1: 1, 2: 3 }, [line(1, true), line(2, false)])
    await poll({ 1: 1, 2: 3 }, { 9: 1 })
    actions.carryOutAll('mark-unread', unread.conversations)
    await settled()
    expect(portal.act.mock.calls).toEqual([[[{ kind: 'mark', dialogId: 'chat9', chatKind: 'chat' }]]])
    actions.carryOutAll('mark-unread', unread.conversations.filter(({ kind }) => kind === 'lines'))
    await settled()
    expect(portal.act).toHaveBeenCalledTimes(1)
    expect(useActionNoticeStore().notice).toBeNull()
  })
})
