import { flushPromises } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { h } from 'vue'
import type { ActionDone } from '../../src/bitrix24/portal.ts'
import type { ChatAction } from '../../src/domain/chat-action.ts'
import type { Conversation } from '../../src/domain/conversation.ts'
import { buildCounters } from '../../src/domain/counters.ts'
import { err, ok, type Result } from '../../src/domain/failure.ts'
import { useActionNoticeStore } from '../../src/stores/action-notice.ts'
import { useActionsStore } from '../../src/stores/actions.ts'
import { useConnectionStore } from '../../src/stores/connection.ts'
import { useUnreadStore } from '../../src/stores/unread.ts'
import NoticeCorner from '../../src/views/unread/NoticeCorner.vue'
import { freshPinia } from '../fresh-pinia.ts'
import { fakePortal } from './fake-portal.ts'
import { hook, mountView } from './mount.ts'

const read = (dialogId: string): ChatAction => ({ kind: 'read', dialogId })
type Chats = Readonly<Record<string, Partial<Conversation>>>
const countersOf = (chats: Chats) => buildCounters(
  { all: 900, messenger: 900, notify: 0 },
  Object.entries(chats).map(([dialogId, fields]) => ({ dialogId, kind: 'chat', count: 0, comments: 0, muted: false, marked: false, ...fields })),
  true,
)

it('what is tried again is told kind by kind', async () => {
  const act = vi.fn((actions: readonly ChatAction[]) => Promise.resolve(actions.map((): Result<ActionDone> => err({ kind: 'network', code: 'NETWORK_ERROR' }))))
  const view = await mountView(() => h(NoticeCorner, { nameOf: (dialogId: string) => dialogId }), fakePortal([], { act }))
  const actions = useActionsStore()
  actions.performAll([{ kind: 'mute', dialogId: 'chat1' }, read('chat2'), { kind: 'unmark', dialogId: 'chat3' }])
  await flushPromises()
  act.mockImplementation(() => new Promise(() => undefined))
  await view.get(hook('notice-action')).trigger('click')
  await flushPromises()
  const lines = view.findAll(`${hook('action-notice')} p`).map(line => line.text().replaceAll(/[\u2068\u2069]/g, ''))
  expect(lines).toEqual(['chat1 muted', '2 chats marked as read'])
  expect(view.find(hook('undo')).exists()).toBe(true)
  view.unmount()
})

it('a method whose time is used up is told of as that: no counter is paused', async () => {
  const failure = err({ kind: 'operating', code: 'OPERATION_TIME_LIMIT' })
  const view = await mountView(() => h(NoticeCorner, { nameOf: (dialogId: string) => dialogId }), fakePortal([], { act: () => Promise.resolve([failure]) }))
  useActionsStore().performAll([read('chat1')])
  await flushPromises()
  expect(view.get(hook('action-notice')).attributes('data-code')).toBe('OPERATION_TIME_LIMIT')
  expect(view.get(hook('action-notice')).text()).toContain('Bitrix24 has paused these requests')
  view.unmount()
})

describe('what failed without an answer, and which the portal may have done,', () => {
  const line = { kind: 'lines', count: 1 } as const
  const chat = { count: 3 }
  const unreadAgain: ChatAction = { kind: 'unread', dialogId: 'chat1', from: { chat1: 41 }, conversation: null }

  it.each<[string, ChatAction, before: Chats, undone: Chats, done: Chats]>([
    ['all is read, but muted chats and visitors who wait', { kind: 'read-all' }, { chat1: chat, chat2: line }, { chat1: chat }, { chat2: line, chat3: { ...chat, muted: true } }],
    ['all is read, and nothing is left', { kind: 'read-all' }, { chat1: chat }, { chat1: { marked: true } }, {}],
    ['a chat is read, but not its comments', read('chat1'), { chat1: { count: 5, comments: 2 } }, { chat1: { count: 5, comments: 2 } }, { chat1: { count: 2, comments: 2 } }],
    ['a channel is read with its comments', { kind: 'read', dialogId: 'chat1', alsoIn: ['chat9'] }, { chat1: { count: 5, comments: 2 } }, { chat1: { count: 2, comments: 2 } }, {}],
    ['comments are read', { kind: 'read', dialogId: 'chat1', alsoIn: ['chat9'], commentsOnly: true }, { chat1: { count: 5, comments: 2 } }, { chat1: { count: 5, comments: 2 } }, { chat1: chat }],
    ['a read is taken back', unreadAgain, {}, {}, { chat1: chat }],
    ['a read of comments is taken back', { ...unreadAgain, from: { chat9: 41 } }, { chat1: chat }, { chat1: chat }, { chat1: { count: 5, comments: 2 } }],
    ['a chat at its cap is marked', { kind: 'mark', dialogId: 'chat1', chatKind: 'chat' }, { chat1: { count: 100, atLeast: true } }, { chat1: { count: 100, atLeast: true } }, { chat1: { count: 100, atLeast: true, marked: true } }],
    ['the mark of a chat with messages is removed', { kind: 'unmark', dialogId: 'chat1' }, { chat1: { ...chat, marked: true } }, { chat1: { ...chat, marked: true } }, { chat1: chat }],
    ['a mark is removed, and the chat read', { kind: 'unmark', dialogId: 'chat1' }, { chat1: { ...chat, marked: true } }, { chat1: { ...chat, marked: true } }, {}],
    ['a chat is muted', { kind: 'mute', dialogId: 'chat1' }, { chat1: chat }, { chat1: chat }, { chat1: { ...chat, muted: true } }],
    ['a chat is unmuted', { kind: 'unmute', dialogId: 'chat1', chatKind: 'chat' }, { chat1: { ...chat, muted: true } }, { chat1: { ...chat, muted: true } }, { chat1: chat }],
    ['a visitor is answered', { kind: 'answer', dialogId: 'chat2' }, { chat2: line }, { chat2: line }, { chat2: { ...line, count: 4 } }],
    ['a visitor is skipped', { kind: 'skip', dialogId: 'chat2' }, { chat2: line }, { chat2: line }, {}],
  ])('is told as failed until %s', async (_, action, before, undone, done) => {
    freshPinia()
    const act = () => Promise.resolve([err({ kind: 'timeout', code: 'REQUEST_TIMEOUT' })])
    await useConnectionStore().follow(Promise.resolve({ status: 'connected', portal: fakePortal([], { act }) }))
    const unread = useUnreadStore()
    const notices = useActionNoticeStore()
    unread.takeMessenger(ok(countersOf(before)), 100, 90)
    useActionsStore().perform(action)
    await flushPromises()
    unread.takeMessenger(ok(countersOf(undone)), 110, 105)
    await flushPromises()
    expect(notices.notice).toMatchObject({ status: 'failed' })
    unread.takeMessenger(ok(countersOf(done)), 120, 115)
    await flushPromises()
    expect(notices.notice).toBeNull()
  })
})

describe('what was done of several, and what was not,', () => {
  const line = (dialogId: string): Conversation => ({ dialogId, kind: 'lines', count: 1, comments: 0, muted: false, marked: false })
  const chats = ['chat1', 'chat2'].map((dialogId): Conversation => ({ ...line(dialogId), kind: 'chat', count: 3 }))

  it.each<[string, readonly Conversation[], done: number, told: readonly string[], code: string | undefined]>([
    ['nothing refused', [...chats, line('chat3')], 3, ['3 chats marked as read'], undefined],
    ['one line refused', [...chats, line('chat10')], 2, [
      '2 chats marked as read',
      'chat10: a visitor is waiting for an answerIt can’t be marked as read until someone answers or skips it.',
    ], 'REFUSED'],
    ['lines refused', [line('chat10'), line('chat11'), ...chats], 2, [
      '2 chats marked as read',
      'chat10, chat11: a visitor is waiting for an answerChats with visitors waiting for an answer stay unread.',
    ], 'REFUSED'],
    ['many lines refused', [...chats, ...['chat10', 'chat11', 'chat12', 'chat13'].map(line)], 2, [
      '2 chats marked as read', 'Chats with visitors waiting for an answer stay unread.',
    ], 'REFUSED'],
    ['nothing but lines, refused', [line('chat10'), line('chat11')], 0, [
      'chat10, chat11: a visitor is waiting for an answerChats with visitors waiting for an answer stay unread.',
    ], 'REFUSED'],
  ])('is told in one notice: %s', async (_, conversations, done, told, code) => {
    const act = vi.fn((actions: readonly ChatAction[]) => Promise.resolve(actions.map(action => (
      'dialogId' in action && action.dialogId.startsWith('chat1') && action.dialogId !== 'chat1' && action.kind === 'read' ? err({ kind: 'rejected', code: 'REFUSED' }) : ok({ left: 0 })
    ))))
    const view = await mountView(() => h(NoticeCorner, { nameOf: (dialogId: string) => dialogId }), fakePortal([], { act }))
    useActionsStore().carryOutAll('mark-read', conversations)
    await flushPromises()
    const notice = view.get(hook('action-notice'))
    expect(notice.findAll('.grid > p').map(line => line.text().replaceAll(/[\u2068\u2069]/g, '')).filter(text => text !== 'Open')).toEqual(told)
    expect(notice.attributes('data-code')).toBe(code)
    expect(notice.find(hook('undo')).exists()).toBe(done > 0)
    if (done === 0) return
    await notice.get(hook('undo')).trigger('click')
    await flushPromises()
    expect(act.mock.calls.at(-1)?.[0]).toHaveLength(done)
    view.unmount()
  })
})

describe('that all chats are read', () => {
  const line = { kind: 'lines', count: 1 } as const
  const told = async (view: Awaited<ReturnType<typeof mountView>>) => {
    await flushPromises()
    return view.findAll(`${hook('action-notice')} p`).map(one => one.text())
  }

  it.each<[string, Chats, stay: string]>([
    ['with visitors who may wait for an answer', { chat1: { count: 3 }, chat2: line }, 'Chats with visitors waiting for an answer stay unread.'],
    ['without', { chat1: { count: 3 }, chat2: { kind: 'lines', count: 2 } }, ''],
  ])('is said with what may stay: %s', async (_, chats, stay) => {
    const view = await mountView(() => h(NoticeCorner), fakePortal([], { poll: () => new Promise(() => undefined) }))
    const unread = useUnreadStore()
    unread.takeMessenger(ok(countersOf(chats)), 100, 90)
    useActionsStore().perform({ kind: 'read-all' })
    expect(await told(view)).toEqual([`All chats marked as read${stay}`])
    expect(view.find(hook('undo')).exists()).toBe(false)
    unread.takeMessenger(ok(countersOf({})), Infinity, Infinity)
    expect(await told(view)).toEqual(['All chats marked as read'])
    view.unmount()
  })
})
