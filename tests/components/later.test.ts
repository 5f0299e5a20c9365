import { setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { laterOption } from '../../src/bitrix24/later-option.ts'
import type { KeptValues } from '../../src/bitrix24/kept-options.ts'
import type { Options } from '../../src/bitrix24/options.ts'
import { parseCounters } from '../../src/bitrix24/counters.ts'
import { ok } from '../../src/domain/failure.ts'
import type { Message } from '../../src/domain/message.ts'
import { parseMessageText } from '../../src/domain/message-text.ts'
import { useActionNoticeStore } from '../../src/stores/action-notice.ts'
import { useActionsStore } from '../../src/stores/actions.ts'
import { useConnectionStore } from '../../src/stores/connection.ts'
import { useFilterStore } from '../../src/stores/filter.ts'
import { useKeptValuesStore } from '../../src/stores/kept-values.ts'
import { useLaterStore } from '../../src/stores/later.ts'
import { useListStore } from '../../src/stores/list.ts'
import { useRecentPagesStore } from '../../src/stores/recent-pages.ts'
import { usePrivateChatsStore } from '../../src/stores/private-chats.ts'
import { useRowsStore } from '../../src/stores/rows.ts'
import { useUnreadStore } from '../../src/stores/unread.ts'
import { freshPinia } from '../fresh-pinia.ts'
import { fakePortal } from './fake-portal.ts'
import { Channels } from '../unit/stores/channels.ts'
import { emptyShelf, optionsOn } from '../unit/stores/shelf.ts'

let channels: Channels

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-21T08:00:00Z') })
  channels = new Channels()
  channels.install()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** The options of one person, as all their devices see them. */
function personOptions() {
  const kept = new Map<string, string>()
  const open = (isRefused = false): Options => {
    const seen = new Map(kept)
    const listeners: ((kept?: KeptValues) => void)[] = []
    const change = (values: KeptValues, kept?: KeptValues) => {
      for (const [name, value] of Object.entries(values)) seen.set(name, value)
      for (const listen of listeners) listen(kept)
    }
    return {
      forPerson: name => seen.get(name) ?? null,
      savingOf: () => 'kept',
      forEverybody: () => null,
      keepForPerson(values) {
        change(values, isRefused ? undefined : values)
        if (!isRefused) for (const [name, value] of Object.entries(values)) kept.set(name, value)
        return Promise.resolve(!isRefused)
      },
      keepForEverybody: () => Promise.resolve(false),
      learn: values => change(values),
      follow: listen => void listeners.push(listen),
    }
  }
  return { kept, open }
}

const answer = (chats: Readonly<Record<string, number>>) => {
  const all = Object.values(chats).reduce((sum, count) => sum + count, 0)
  return ok(parseCounters({ TYPE: { ALL: all, NOTIFY: 0, MESSENGER: all, CHAT: all }, CHAT: chats }))
}

/** A muted chat of nobody knows whom, beside these people. */
const withMuted = (people: Readonly<Record<string, number>>) => (
  ok(parseCounters({ TYPE: { ALL: 1, NOTIFY: 0, MESSENGER: 1 }, CHAT_MUTED: { 80: 1 }, DIALOG: people }))
)

async function openFrameWith(options: Options, first = answer({ 1: 3, 2: 1 })) {
  const pinia = freshPinia()
  const portal = fakePortal([], { options })
  await useConnectionStore().follow(Promise.resolve({ status: 'connected', portal }))
  // Meanwhile, stores of another frame may have made theirs the active one.
  setActivePinia(pinia)
  const frame = {
    unread: useUnreadStore(), later: useLaterStore(), list: useListStore(), filter: useFilterStore(),
    actions: useActionsStore(), values: useKeptValuesStore(),
  }
  frame.values.join('unread:1:office')
  frame.unread.takeMessenger(first, 100, 90)
  return { frame, portal }
}
const openFrame = async (...options: Parameters<typeof openFrameWith>) => (await openFrameWith(...options)).frame

const ids = (conversations: readonly { dialogId: string }[]) => conversations.map(({ dialogId }) => dialogId)
const row = (frame: Awaited<ReturnType<typeof openFrame>>, dialogId: string) => (
  frame.unread.conversations.filter(one => one.dialogId === dialogId)
)

describe('a chat that is put aside', () => {
  it('leaves the list, keeps counting, and is what the filter shows', async () => {
    const frame = await openFrame(personOptions().open())
    await frame.later.putAside(row(frame, 'chat1'), 'message')
    expect(ids(frame.list.shown.attentive)).toEqual(['chat2'])
    expect(ids(frame.list.shown.later)).toEqual(['chat1'])
    expect(frame.unread.counters?.all).toBe(4)
    expect(frame.filter.later).toEqual({ count: 3, atLeast: false })
    frame.filter.only = 'later'
    expect(ids(frame.list.shown.attentive)).toEqual(['chat1'])
  })

  it('is aside on every device, and in every frame at once', async () => {
    const options = personOptions()
    const [menu, sidebar] = [await openFrame(options.open()), await openFrame(options.open())]
    await menu.later.putAside(row(menu, 'chat1'), 'tomorrow')
    channels.deliverAll()
    expect([...sidebar.later.aside]).toEqual(['chat1'])
    expect([...(await openFrame(options.open())).later.aside]).toEqual(['chat1'])
  })

  it('stays aside on the portal when another device, which has not heard of it, puts one aside or brings one back', async () => {
    const shelf = emptyShelf()
    const [work, home] = [await openFrame(optionsOn(shelf)), await openFrame(optionsOn(shelf))]
    await work.later.putAside(row(work, 'chat1'), 'message')
    await home.later.putAside(row(home, 'chat2'), 'message')
    expect(shelf.person[laterOption]).toBe('[["chat1",null,3,null],["chat2",null,1,null]]')
    expect([...home.later.aside]).toEqual(['chat1', 'chat2'])
    await work.later.bringBack(['chat1'])
    await home.later.bringBack(['chat2'])
    expect(shelf.person[laterOption]).toBe('')
    expect([...home.later.aside]).toEqual([])
  })

  it('stays aside on the portal when another device finds one that was read', async () => {
    const shelf = emptyShelf()
    const options = optionsOn(shelf)
    const [work, home] = [await openFrame(optionsOn(shelf)), await openFrame(options)]
    await home.later.putAside(row(home, 'chat2'), 'message')
    await work.later.putAside(row(work, 'chat1'), 'message')
    home.unread.takeMessenger(answer({ 1: 3 }), 200, 190)
    await vi.advanceTimersByTimeAsync(0)
    await options.poll()
    await options.poll()
    expect(shelf.person[laterOption]).toBe('[["chat1",null,3,null]]')
    expect([...home.later.aside]).toEqual(['chat1'])
  })

  it('comes back at its time while the app is open', async () => {
    const frame = await openFrame(personOptions().open())
    await frame.later.putAside(row(frame, 'chat1'), 'today', 'UTC')
    await vi.advanceTimersByTimeAsync(10 * 3_600_000 - 1_000)
    expect([...frame.later.aside]).toEqual(['chat1'])
    await vi.advanceTimersByTimeAsync(20_000)
    expect([...frame.later.aside]).toEqual([])
  })

  it('falls out once it is read, so that what comes later is not hidden', async () => {
    const options = personOptions()
    const frame = await openFrame(options.open())
    await frame.later.putAside(row(frame, 'chat1'), 'message')
    frame.unread.takeMessenger(answer({ 2: 1 }), 200, 190)
    await vi.advanceTimersByTimeAsync(0)
    expect(options.kept.get(laterOption)).toBe('')
    frame.unread.takeMessenger(answer({ 1: 1, 2: 1 }), 300, 290)
    expect([...frame.later.aside]).toEqual([])
  })

  it('stays aside while a list that is cut short does not tell of it', async () => {
    const frame = await openFrame(personOptions().open())
    await frame.later.putAside(row(frame, 'chat1'), 'message')
    const many = Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [index + 10, 1]))
    frame.unread.takeMessenger(answer(many), 200, 190)
    await vi.advanceTimersByTimeAsync(0)
    frame.unread.takeMessenger(answer({ 1: 3, 2: 1 }), 300, 290)
    expect([...frame.later.aside]).toEqual(['chat1'])
  })

  it('is put aside as a whole from a filter that shows a part of it', async () => {
    const frame = await openFrame(personOptions().open())
    frame.unread.takeMessenger(ok(parseCounters({
      TYPE: { ALL: 8, NOTIFY: 0, MESSENGER: 8, CHAT: 5 }, CHAT: { 10: 5 }, CHANNEL_COMMENT: { 10: { 11: 3 } },
    })), 110, 100)
    frame.filter.only = 'channel-comment'
    await frame.later.putAside(frame.list.shown.attentive, 'message')
    expect([...frame.later.aside]).toEqual(['chat10'])
  })

  it('stays aside where its person is not known yet, by either id', async () => {
    const person = personOptions()
    person.kept.set(laterOption, '[["5",1798900000000,3,null],["chat78",1798900000000,1,null]]')
    const frame = await openFrame(person.open(), ok(parseCounters({ TYPE: { ALL: 0, NOTIFY: 0, MESSENGER: 0 }, CHAT_MUTED: { 77: 3, 78: 1 } })))
    await vi.advanceTimersByTimeAsync(0)
    usePrivateChatsStore().note(new Map([['chat77', 5], ['chat78', 6]]))
    await vi.advanceTimersByTimeAsync(0)
    expect([...frame.later.aside].toSorted()).toEqual(['5', '6'])
  })

  it('is not kept for somebody who was read while nobody could tell whose the muted chats are', async () => {
    const person = personOptions()
    person.kept.set(laterOption, '[["12",1798900000000,3,null]]')
    const frame = await openFrame(person.open(), withMuted({}))
    await vi.advanceTimersByTimeAsync(0)
    frame.unread.takeMessenger(withMuted({ 12: 1 }), 110, 100)
    await vi.advanceTimersByTimeAsync(0)
    expect([...frame.later.aside]).toEqual([])
  })

  it('is put aside again for somebody whose entry was in doubt before', async () => {
    const person = personOptions()
    person.kept.set(laterOption, '[["12",1798900000000,3,null]]')
    const frame = await openFrame(person.open(), withMuted({}))
    const polls = async (people: Record<string, number>, at: number) => {
      frame.unread.takeMessenger(withMuted(people), at, at - 10)
      await vi.advanceTimersByTimeAsync(0)
    }
    await vi.advanceTimersByTimeAsync(0)
    useRecentPagesStore().isReady = true
    await polls({}, 110)
    await polls({ 12: 1 }, 120)
    await frame.later.putAside(row(frame, '12'), 'tomorrow')
    await polls({ 12: 1 }, 130)
    expect([...frame.later.aside]).toEqual(['12'])
  })

  it('stays aside, muted, while muted chats are not listed, so that nobody tells whose they are', async () => {
    const person = personOptions()
    person.kept.set(laterOption, '[["5",1798900000000,3,null]]')
    person.kept.set('showsMuted', 'false')
    const muted = ok(parseCounters({ TYPE: { ALL: 0, NOTIFY: 0, MESSENGER: 0 }, CHAT_MUTED: { 77: 3 } }))
    const frame = await openFrame(person.open(), muted)
    useRecentPagesStore().isReady = true
    await vi.advanceTimersByTimeAsync(0)
    frame.unread.takeMessenger(muted, 110, 100)
    await vi.advanceTimersByTimeAsync(0)
    expect([...frame.later.until.keys()]).toEqual(['5'])
  })

  it('stays aside, muted, while muted chats are not listed', async () => {
    const person = personOptions()
    person.kept.set(laterOption, '[["chat77",1798900000000,3,null]]')
    const muted = ok(parseCounters({ TYPE: { ALL: 0, NOTIFY: 0, MESSENGER: 0 }, CHAT_MUTED: { 77: 3 } }))
    const frame = await openFrame(person.open(), muted)
    usePrivateChatsStore().note(new Map([['chat77', 5]]))
    useRecentPagesStore().isReady = true
    await vi.advanceTimersByTimeAsync(0)
    frame.values.keep({ showsMuted: 'false' }).catch(() => undefined)
    frame.unread.takeMessenger(muted, 110, 100)
    await vi.advanceTimersByTimeAsync(0)
    frame.values.keep({ showsMuted: 'true' }).catch(() => undefined)
    frame.unread.takeMessenger(muted, 120, 110)
    await vi.advanceTimersByTimeAsync(0)
    expect([...frame.later.aside]).toEqual(['5'])
  })

  it.each([[true, 'known'], [false, 'not known yet']])('at 100 messages comes back with its next one in a chat that the list leaves out, its last one %s (%s)', async (isShown) => {
    const capped = ok(parseCounters({ TYPE: { ALL: 100, NOTIFY: 0, MESSENGER: 100, TASKS_TASK: 100 }, TASKS_TASK: { 9: 100 } }))
    const { frame, portal } = await openFrameWith(personOptions().open(), capped)
    let last = 1_000
    const message = (id: number): Message => ({
      id, author: null, at: '2026-11-21T08:00:00Z', text: parseMessageText('Hello'), isUnread: true, isSystem: false, isEdited: false,
      likes: 0, isLikedByReader: null, files: [], replyToId: null,
    })
    portal.messages.mockImplementation(requests => Promise.resolve(ok(new Map(requests.map(({ dialogId, limit = 20, before = last + 1 }) => (
      [dialogId, ok({ chatId: 9, dropped: 0, messages: Array.from({ length: limit }, (_, index) => message(before - 1 - index)) })]
    ))))))
    const answered = async () => {
      for (let turn = 0; turn < 10; turn += 1) await vi.advanceTimersByTimeAsync(100)
    }
    const minute = async () => {
      await vi.advanceTimersByTimeAsync(60_000)
      frame.unread.takeMessenger(capped, performance.now(), performance.now() - 10)
      await answered()
      return [...frame.later.aside]
    }
    await useRowsStore().want(isShown ? ['chat9'] : [])
    await frame.actions.putAside(row(frame, 'chat9'), 'message')
    await useRowsStore().want([])
    await answered()
    expect(await minute()).toEqual(['chat9'])
    expect(await minute()).toEqual(['chat9'])
    last += 1
    expect(await minute()).toEqual([])
  })

  it('is brought back by undo, and by hand', async () => {
    const frame = await openFrame(personOptions().open())
    await frame.actions.putAside(row(frame, 'chat1'), 'tomorrow')
    expect(useActionNoticeStore().notice).toMatchObject({ status: 'aside', dialogIds: ['chat1'], isKept: true })
    frame.actions.undo()
    expect([...frame.later.aside]).toEqual([])
    await frame.later.putAside(row(frame, 'chat1'), 'tomorrow')
    await frame.later.bringBack(['chat1'])
    expect([...frame.later.aside]).toEqual([])
  })

  it('holds in this browser although the portal does not keep it, and the notice says so', async () => {
    const frame = await openFrame(personOptions().open(true))
    await frame.actions.putAside(row(frame, 'chat1'), 'message')
    expect([...frame.later.aside]).toEqual(['chat1'])
    expect(useActionNoticeStore().notice).toMatchObject({ status: 'aside', isKept: false })
  })
})
