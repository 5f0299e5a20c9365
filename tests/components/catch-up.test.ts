import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { h, nextTick, ref } from 'vue'
import { parseCounters } from '../../src/bitrix24/counters.ts'
import type { Portal } from '../../src/bitrix24/portal.ts'
import { ok, type Result } from '../../src/domain/failure.ts'
import { useActionNoticeStore } from '../../src/stores/action-notice.ts'
import { useOpenLinesStore } from '../../src/stores/open-lines.ts'
import { useRepliesStore } from '../../src/stores/replies.ts'
import { useUnreadStore } from '../../src/stores/unread.ts'
import CatchUpPanel from '../../src/views/unread/CatchUpPanel.vue'
import NoticeCorner from '../../src/views/unread/NoticeCorner.vue'
import { fakePortal } from './fake-portal.ts'
import { hook, mountView } from './mount.ts'

afterEach(() => vi.useRealTimers())

const dialogIds = ['chat1', 'chat2', 'chat3']
const answer = (chats: Readonly<Record<string, number>>) => {
  const all = Object.values(chats).reduce((sum, count) => sum + count, 0)
  return ok(parseCounters({ TYPE: { ALL: all, NOTIFY: 0, MESSENGER: all, CHAT: all }, CHAT: chats }))
}

/** Three unread chats to work through, on a portal whose answer to a reply comes when the test says so. */
async function open() {
  const sent: ((outcome: Result<number>) => void)[] = []
  const portal = fakePortal([], {
    send: vi.fn<Portal['send']>(() => new Promise((resolve) => { sent.push(resolve) })),
    messages: () => Promise.resolve(ok(new Map(dialogIds.map(id => [id, ok({ chatId: 1, messages: [], dropped: 0 })])))),
  })
  const view = await mountView(() => h(CatchUpPanel, { dialogIds, now: Date.now() }), portal)
  const unread = useUnreadStore()
  unread.takeMessenger(answer({ 1: 1, 2: 2, 3: 3 }), 100, 90)
  await flushPromises()
  const panel = view.get(hook('catch-up'))
  return {
    view, unread,
    current: () => panel.attributes('data-dialog-id'),
    press: async (key: string) => {
      await panel.trigger('keydown', { key })
      await flushPromises()
    },
    reply: async (text: string) => {
      useRepliesStore().write(panel.attributes('data-dialog-id') ?? '', text)
      await nextTick()
      await view.get('form').trigger('submit')
      await flushPromises()
    },
    isSent: async () => {
      sent.shift()?.(ok(77))
      await flushPromises()
    },
  }
}

it('offers no reading where a visitor waits for an answer, but says why', async () => {
  const { view, unread, current } = await open()
  unread.takeMessenger(ok(parseCounters({ TYPE: { ALL: 3, NOTIFY: 0, MESSENGER: 3, LINES: 1, CHAT: 2 }, LINES: { 1: 1 }, CHAT: { 2: 2 } })), 200, 190)
  useOpenLinesStore().note('chat1')
  await flushPromises()
  expect(current()).toBe('chat1')
  expect(view.get(hook('line-waits')).text()).toContain('It can’t be marked as read until someone answers or skips it.')
  expect(view.find(hook('mark-read')).exists()).toBe(false)
  await view.get(hook('catch-up-next')).trigger('click')
  await flushPromises()
  expect([current(), view.find(hook('line-waits')).exists(), view.find(hook('mark-read')).exists()]).toEqual(['chat2', false, true])
})

it('goes on once a reply is sent', async () => {
  const { current, reply, isSent } = await open()
  await reply('Hello')
  expect(current()).toBe('chat1')
  await isSent()
  expect(current()).toBe('chat2')
})

it('stays at the chat that one has gone on to while a reply was on its way', async () => {
  const { current, press, reply, isSent } = await open()
  await reply('Hello')
  await press('k')
  await isSent()
  expect(current()).toBe('chat2')
})

it('puts aside the chat one was asked about, also where a reply has led on meanwhile', async () => {
  const { current, press, reply, isSent, view } = await open()
  await reply('Hello')
  await press('l')
  await isSent()
  await view.get(hook('snooze-tomorrow')).trigger('click')
  await flushPromises()
  expect(useActionNoticeStore().notice).toMatchObject({ status: 'aside', dialogIds: ['chat1'] })
  expect(current()).toBe('chat2')
})

it('leads back to the chat of which something is undone, not to one that was read elsewhere', async () => {
  const { current, press, unread } = await open()
  unread.takeMessenger(answer({ 1: 1, 3: 3 }), 200, 190)
  await flushPromises()
  await press('r')
  expect(current()).toBe('chat3')
  await press('z')
  expect(current()).toBe('chat1')
})

it('leads back to the chat of which something is undone, past one that had nothing left to read', async () => {
  const { current, press, unread } = await open()
  await press('r')
  expect(current()).toBe('chat2')
  unread.takeMessenger(answer({ 3: 3 }), 10_000, 9_990)
  await flushPromises()
  await press('r')
  expect(current()).toBe('chat3')
  await press('z')
  expect(current()).toBe('chat1')
})

it('a notice that comes into another corner goes in its time', async () => {
  const corner = ref('list')
  await mountView(() => h('div', { key: corner.value }, [h(NoticeCorner)]), fakePortal([]))
  vi.useFakeTimers()
  const notices = useActionNoticeStore()
  notices.tell({ status: 'done', action: { kind: 'read', dialogId: 'chat1' } })
  await nextTick()
  corner.value = 'catch-up'
  await nextTick()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(notices.notice).toBeNull()
})
