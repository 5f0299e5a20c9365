import { setActivePinia } from 'pinia'
import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { h } from 'vue'
import { type ChatAction, withActions } from '../../src/domain/chat-action.ts'
import type { ChatCommand } from '../../src/domain/chat-command.ts'
import type { Conversation } from '../../src/domain/conversation.ts'
import { err, ok, type Result } from '../../src/domain/failure.ts'
import { openActionChannel } from '../../src/storage/action-channel.ts'
import { useActionsStore } from '../../src/stores/actions.ts'
import { usePendingActionsStore } from '../../src/stores/pending-actions.ts'
import { useUnreadStore } from '../../src/stores/unread.ts'
import { useConnectionStore } from '../../src/stores/connection.ts'
import NoticeCorner from '../../src/views/unread/NoticeCorner.vue'
import { parseCounters } from '../../src/bitrix24/counters.ts'
import { freshPinia } from '../fresh-pinia.ts'
import newest from '../fixtures/counters.newest.json'
import { Channels } from '../unit/stores/channels.ts'
import { fakePortal } from './fake-portal.ts'
import { hook, mountView } from './mount.ts'

let channels: Channels
const held = new Set<string>()

/** Locks of one browser, for those who want one only if it is free. */
const locks = {
  async request(name: string, { ifAvailable }: LockOptions, use: (lock: Lock | null) => Promise<void>): Promise<void> {
    if (ifAvailable !== true) return new Promise(() => undefined)
    if (held.has(name)) return use(null)
    held.add(name)
    await use({ name, mode: 'exclusive' })
    held.delete(name)
  },
}

beforeEach(() => {
  channels = new Channels()
  channels.install()
  Object.defineProperty(navigator, 'locks', { value: locks, configurable: true })
})
afterEach(() => vi.unstubAllGlobals())

const read = (dialogId: string): ChatAction => ({ kind: 'read', dialogId })

describe('what fails of several things done at once', () => {
  it('is told with every reason, and what may pass is tried again', async () => {
    const act = vi.fn((actions: readonly ChatAction[]) => Promise.resolve(actions.map((action) => {
      const dialogId = action.kind === 'read-all' ? '' : action.dialogId
      if (dialogId === 'chat2') return err({ kind: 'permission', code: 'ACCESS_ERROR' })
      return dialogId === 'chat9' ? ok({ left: 0 }) : err({ kind: 'server', code: 'INTERNAL_SERVER_ERROR' })
    })))
    const corner = () => h(NoticeCorner, { nameOf: (dialogId: string) => dialogId })
    const view = await mountView(corner, fakePortal([], { act }))
    const actions = useActionsStore()
    for (const dialogId of ['chat1', 'chat2', 'chat3', 'chat9']) actions.perform(read(dialogId))
    await flushPromises()
    const notice = view.get(hook('action-notice'))
    const text = notice.text().replaceAll(/[\u2068\u2069]/g, '')
    expect(notice.attributes('data-code')).toBe('INTERNAL_SERVER_ERROR ACCESS_ERROR')
    expect(text).toContain('Couldn’t mark chat2 as read')
    expect(text).toContain('no access')
    expect(text).toContain('Bitrix24 server error')
    act.mockClear()
    actions.retry()
    await flushPromises()
    expect(act.mock.calls.flatMap(([tried]) => tried)).not.toContainEqual(read('chat2'))
    view.unmount()
  })
})

describe.each<[ChatAction, shown: { all: number | undefined, muted: number }, message: string]>([
  [{ kind: 'read', dialogId: 'chat1435' }, { all: 34, muted: 13 }, 'Couldn’t mark chat1435 as read'],
  [{ kind: 'mark', dialogId: '547', chatKind: 'dialog' }, { all: 42, muted: 13 }, 'Couldn’t mark 547 as unread'],
  [{ kind: 'mute', dialogId: 'chat1435' }, { all: 34, muted: 21 }, 'Couldn’t mute chat1435'],
  [{ kind: 'unmute', dialogId: 'chat1317', chatKind: 'chat' }, { all: 54, muted: 1 }, 'Couldn’t unmute chat1317'],
  [{ kind: 'read-all' }, { all: 0, muted: 0 }, 'Couldn’t mark the chats as read'],
])('$kind', (action, shown, message) => {
  it('shows at once, and is undone with the reason where it fails', async () => {
    let refuse = (): void => undefined
    const act = () => new Promise<Result<never>[]>((resolve) => { refuse = () => void resolve([err({ kind: 'permission', code: 'ACCESS_ERROR' })]) })
    const corner = () => h(NoticeCorner, { nameOf: (dialogId: string) => dialogId })
    const view = await mountView(corner, fakePortal([], { act }))
    const unread = useUnreadStore()
    unread.takeMessenger(ok(parseCounters(newest.result)), 100, 90)
    const before = unread.counters
    useActionsStore().perform(action)
    expect(unread.counters).toMatchObject(shown)
    await flushPromises()
    refuse()
    await flushPromises()
    expect(unread.counters).toEqual(before)
    const notice = view.get(hook('action-notice'))
    expect(notice.attributes('data-code')).toBe('ACCESS_ERROR')
    expect(notice.text().replaceAll(/[\u2068\u2069]/g, '')).toContain(message)
  })

  it('is not told as failed any more once the portal shows that it was done', async () => {
    const act = () => Promise.resolve([err({ kind: 'network', code: 'NETWORK_ERROR' })])
    const view = await mountView(() => h(NoticeCorner, { nameOf: (dialogId: string) => dialogId }), fakePortal([], { act }))
    const unread = useUnreadStore()
    const counters = parseCounters(newest.result)
    unread.takeMessenger(ok(counters), 100, 90)
    useActionsStore().perform(action)
    await flushPromises()
    unread.takeMessenger(ok(parseCounters(newest.result)), 110, 105)
    await flushPromises()
    expect(view.find(hook('action-notice')).exists()).toBe(true)
    unread.takeMessenger(ok(withActions(counters, [{ id: '', action, confirmedAt: null, left: 0 }])), 120, 110)
    await flushPromises()
    expect(view.find(hook('action-notice')).exists()).toBe(false)
  })
})

describe('what has been done is told as what it is known to be', () => {
  const channel: Conversation = { dialogId: 'chat1800', kind: 'chat', count: 9, comments: 6, commentChats: ['chat1801'], muted: false, marked: false }
  const comments: Conversation = { ...channel, count: 6 }
  const mark: Conversation = { dialogId: 'chat1440', kind: 'chat', count: 0, comments: 0, muted: false, marked: true }
  const marked: Conversation = { dialogId: 'chat1435', kind: 'chat', count: 8, comments: 0, muted: false, marked: true }

  it.each<[string, ChatCommand, readonly Conversation[], string]>([
    ['a mark that is removed', 'clear-mark', [marked], 'Unread mark removed from chat1435'],
    ['marks that are removed', 'clear-mark', [marked, mark], 'Unread marks removed from 2 chats'],
    ['comments', 'mark-read', [comments], 'Comments in chat1800 marked as read'],
    ['comments in several channels', 'mark-read', [comments, { ...comments, dialogId: 'chat1900' }], 'Comments in 2 channels marked as read'],
    ['a channel with its comments', 'mark-read', [channel], 'chat1800 marked as read'],
    ['chats, of which one was only marked', 'mark-read', [mark, marked], '2 chats marked as read'],
    ['a chat that is muted', 'mute', [marked], 'chat1435 muted'],
  ])('%s', async (_, command, conversations, told) => {
    const view = await mountView(() => h(NoticeCorner, { nameOf: (dialogId: string) => dialogId }), fakePortal([], { act: () => new Promise(() => undefined) }))
    useActionsStore().carryOutAll(command, conversations)
    await flushPromises()
    expect(view.get(`${hook('action-notice')} p`).text().replaceAll(/[\u2068\u2069]/g, '')).toBe(told)
  })
})

describe('what a frame has not sent when it is closed', () => {
  async function openFrame(act: (actions: readonly ChatAction[]) => Promise<ReturnType<typeof ok<{ left: number }>>[]>) {
    const pinia = freshPinia()
    const portal = fakePortal([], { act })
    await useConnectionStore().follow(Promise.resolve({ status: 'connected', portal }))
    // Meanwhile, stores of another frame may have made theirs the active one.
    setActivePinia(pinia)
    const frame = { actions: useActionsStore(), pending: usePendingActionsStore(), portal }
    frame.pending.join(onMessage => openActionChannel('unread:1:office', onMessage))
    return frame
  }

  it('is done by one of the others, once', async () => {
    const closing = await openFrame(() => new Promise(() => undefined))
    const others = [
      await openFrame(actions => Promise.resolve(actions.map(() => ok({ left: 0 })))),
      await openFrame(actions => Promise.resolve(actions.map(() => ok({ left: 0 })))),
    ]
    closing.actions.perform(read('chat1'))
    closing.actions.perform(read('chat2'))
    closing.actions.perform(read('chat3'))
    channels.deliverAll()
    closing.pending.leave()
    channels.deliverAll()
    await flushPromises()
    channels.deliverAll()
    const done = others.flatMap(({ portal }) => portal.act.mock.calls)
    expect(done).toEqual([[[read('chat2'), read('chat3')]]])
    for (const { pending } of others) {
      expect(pending.pending.map(({ confirmedAt }) => confirmedAt === null)).toEqual([true, false, false])
    }
    expect(closing.pending.pending.map(({ action }) => action)).toEqual([read('chat1')])
  })

  it('is undone where there is no other', async () => {
    const frame = await openFrame(() => new Promise(() => undefined))
    frame.actions.perform(read('chat1'))
    frame.actions.perform(read('chat2'))
    frame.pending.leave()
    expect(frame.pending.pending.map(({ action }) => action)).toEqual([read('chat1')])
  })
})
