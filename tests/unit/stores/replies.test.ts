import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Emulator, startEmulator } from '../../../emulator/index.ts'
import { askMessages } from '../../../src/bitrix24/recent-source.ts'
import { likeMessage, sendMessage } from '../../../src/bitrix24/replies.ts'
import { parseCounters } from '../../../src/bitrix24/counters.ts'
import { ok } from '../../../src/domain/failure.ts'
import { useConnectionStore } from '../../../src/stores/connection.ts'
import { usePeekStore } from '../../../src/stores/peek.ts'
import { usePendingActionsStore } from '../../../src/stores/pending-actions.ts'
import { useRepliesStore } from '../../../src/stores/replies.ts'
import { useUnreadStore } from '../../../src/stores/unread.ts'
import { freshPinia } from '../../fresh-pinia.ts'
import newest from '../../fixtures/counters.newest.json'
import { fakePortal } from '../../components/fake-portal.ts'
import { sdkAgainst } from '../bitrix24/sdk.ts'

let emulator: Emulator

beforeEach(async () => {
  emulator = await startEmulator({ app: 'http://app.example.com/', scenario: 'fixture' })
})
afterEach(async () => {
  await emulator.close()
})

const chat = 'chat1435'

/** The stores against the emulated portal, by the SDK itself. */
async function open() {
  const b24 = sdkAgainst(emulator.origin)
  freshPinia()
  const portal = fakePortal([], {
    userId: 1,
    messages: requests => askMessages(b24, 1, requests),
    send: (dialogId, text, replyToId) => sendMessage(b24, dialogId, text, replyToId),
    like: (messageId, likes) => likeMessage(b24, messageId, likes),
  })
  await useConnectionStore().follow(Promise.resolve({ status: 'connected', portal }))
  const stores = { portal, peek: usePeekStore(), replies: useRepliesStore(), unread: useUnreadStore(), pending: usePendingActionsStore() }
  stores.unread.takeMessenger(ok(parseCounters(newest.result)), 100, 90)
  return stores
}

type Stores = Awaited<ReturnType<typeof open>>

async function openPeek(): Promise<Stores> {
  const stores = await open()
  stores.peek.lookAt(chat)
  await vi.waitFor(() => expect(stores.peek.state.status).toBe('ready'))
  return stores
}

/** The person's own messages with this text that the portal holds. */
const sentOnes = (text: string) => [...emulator.portal.chats.get(1435)?.messages ?? []].filter(message => message.authorId === 1 && message.text === text).length
const calls = (method: string) => emulator.requests.flatMap(request => request.commands ?? [request.method]).filter(called => called === method).length
const isListed = ({ unread }: Stores) => unread.counters?.conversations.some(({ dialogId }) => dialogId === chat) === true

describe('a reply', () => {
  it('is sent once, reads the chat in the list, and is on screen at once', async () => {
    const stores = await openPeek()
    stores.replies.write(chat, '  On my way  ')
    await stores.replies.send(chat)
    expect(sentOnes('On my way')).toBe(1)
    expect(stores.replies.draftOf(chat)).toBe('')
    expect(stores.replies.sendingOf(chat)).toEqual({ status: 'idle' })
    expect(isListed(stores)).toBe(false)
    expect(stores.peek.messages.at(-1)).toMatchObject({ author: { isReader: true }, text: { text: 'On my way' } })
    expect(stores.peek.known?.unread.size).toBe(0)
    expect(stores.pending.pending).toMatchObject([{ action: { kind: 'read', dialogId: chat }, left: 0 }])
    await vi.waitFor(() => expect(stores.peek.known?.sent).toEqual([]))
    expect(stores.peek.messages.filter(({ text }) => text.text === 'On my way')).toHaveLength(1)
  })

  it('is sent once, however often it is pressed meanwhile', async () => {
    const { replies } = await openPeek()
    replies.write(chat, 'Once')
    await Promise.all([replies.send(chat), replies.send(chat), replies.send(chat)])
    await replies.send(chat)
    expect(sentOnes('Once')).toBe(1)
    expect(calls('im.message.add')).toBe(1)
  })

  it('whose answer is lost counts as sent once it is found', async () => {
    const stores = await openPeek()
    emulator.control.loseAnswer({ method: 'im.message.add' })
    stores.replies.write(chat, 'Lost [B]answer[/B]')
    await stores.replies.send(chat)
    expect([sentOnes('Lost [B]answer[/B]'), calls('im.message.add')]).toEqual([1, 1])
    expect(stores.replies.sendingOf(chat)).toEqual({ status: 'idle' })
    expect(stores.replies.draftOf(chat)).toBe('')
    expect(isListed(stores)).toBe(false)
  })

  it('is found among more messages than one page holds', async () => {
    const { replies } = await openPeek()
    emulator.control.message({ dialogId: chat, count: 120 })
    emulator.control.loseAnswer({ method: 'im.message.add' })
    replies.write(chat, 'Far away')
    await replies.send(chat)
    expect([sentOnes('Far away'), replies.sendingOf(chat).status]).toEqual([1, 'idle'])
  })

  it('that did not reach the portal stays in the field; tried again, it is looked for first', async () => {
    const { replies } = await openPeek()
    emulator.control.drop({ times: 1 })
    replies.write(chat, 'Dropped')
    await replies.send(chat)
    expect(sentOnes('Dropped')).toBe(0)
    expect(replies.sendingOf(chat)).toMatchObject({ status: 'unsent' })
    expect(replies.draftOf(chat)).toBe('Dropped')
    const looks = calls('im.dialog.messages.get')
    await replies.send(chat)
    expect([sentOnes('Dropped'), replies.sendingOf(chat).status]).toEqual([1, 'idle'])
    expect(calls('im.dialog.messages.get')).toBeGreaterThan(looks)
  })

  it('of which nobody can tell whether it was sent says so, and is not sent again before it is known', async () => {
    const { replies, portal } = await openPeek()
    emulator.control.loseAnswer({ method: 'im.message.add' })
    portal.messages.mockResolvedValueOnce({ ok: false, failure: { kind: 'network', code: 'NETWORK_ERROR' } })
    replies.write(chat, 'Who knows')
    await replies.send(chat)
    expect(replies.sendingOf(chat)).toMatchObject({ status: 'unknown', failure: { kind: 'network' } })
    expect(replies.draftOf(chat)).toBe('Who knows')
    portal.messages.mockResolvedValueOnce({ ok: false, failure: { kind: 'network', code: 'NETWORK_ERROR' } })
    await replies.send(chat)
    expect(replies.sendingOf(chat).status).toBe('unknown')
    await replies.send(chat)
    expect([sentOnes('Who knows'), calls('im.message.add'), replies.draftOf(chat)]).toEqual([1, 1, ''])
  })

  it('that failed does not keep a busy chat from later ones: each look goes on where the one before has stopped', async () => {
    const { replies } = await openPeek()
    emulator.control.drop({ times: 1 })
    replies.write(chat, 'Dropped')
    await replies.send(chat)
    replies.write(chat, '')
    emulator.control.message({ dialogId: chat, count: 270 })
    replies.write(chat, 'Later')
    await replies.send(chat)
    expect([replies.sendingOf(chat).status, sentOnes('Later')]).toEqual(['unknown', 0])
    await replies.send(chat)
    expect([replies.sendingOf(chat).status, sentOnes('Later'), sentOnes('Dropped')]).toEqual(['idle', 1, 0])
  })

  it('is found by the next look where the one before has not reached it', async () => {
    const { replies, portal } = await openPeek()
    emulator.control.loseAnswer({ method: 'im.message.add' })
    portal.messages.mockResolvedValueOnce({ ok: false, failure: { kind: 'network', code: 'NETWORK_ERROR' } })
    emulator.control.message({ dialogId: chat, count: 260 })
    replies.write(chat, 'Further on')
    await replies.send(chat)
    await replies.send(chat)
    expect([replies.sendingOf(chat).status, replies.draftOf(chat)]).toEqual(['unknown', 'Further on'])
    await replies.send(chat)
    expect([replies.sendingOf(chat).status, replies.draftOf(chat)]).toEqual(['idle', ''])
    expect([sentOnes('Further on'), calls('im.message.add')]).toEqual([1, 1])
  })

  it('is found although it comes late, beside newer messages that have been looked through', async () => {
    const { replies, portal } = await openPeek()
    emulator.control.loseAnswer({ method: 'im.message.add' })
    portal.messages.mockImplementationOnce(async (requests) => {
      emulator.control.message({ dialogId: chat, count: 1 })
      const answer = await portal.messages(requests)
      const page = answer.ok ? answer.value.get(chat) : undefined
      if (page?.ok !== true) throw new Error('the emulator answers')
      return ok(new Map([[chat, ok({ ...page.value, messages: page.value.messages.slice(0, 1) })]]))
    })
    replies.write(chat, 'Late')
    await replies.send(chat)
    expect(replies.sendingOf(chat).status).toBe('unsent')
    await replies.send(chat)
    expect([replies.sendingOf(chat).status, sentOnes('Late'), calls('im.message.add')]).toEqual(['idle', 1, 1])
  })

  it('that is not in the chat is not looked for any more once another text has been tried', async () => {
    const { replies, portal } = await openPeek()
    const looks = () => portal.messages.mock.calls.filter(([requests]) => requests.some(({ after }) => after !== undefined)).length
    emulator.control.drop({ times: 1 })
    replies.write(chat, 'Dropped')
    await replies.send(chat)
    replies.write(chat, 'Refused')
    emulator.control.fail({ method: 'im.message.add', code: 'ACCESS_ERROR', times: 1 })
    await replies.send(chat)
    expect(replies.sendingOf(chat).status).toBe('refused')
    expect(looks()).toBe(2)
    await replies.send(chat)
    expect([sentOnes('Refused'), replies.sendingOf(chat).status, looks()]).toEqual([1, 'idle', 2])
  })

  it('that did arrive is told of where another text stands in the field by then, which is not sent with it', async () => {
    const { replies, portal } = await openPeek()
    emulator.control.loseAnswer({ method: 'im.message.add' })
    portal.messages.mockResolvedValueOnce({ ok: false, failure: { kind: 'network', code: 'NETWORK_ERROR' } })
    replies.write(chat, 'First')
    await replies.send(chat)
    replies.write(chat, 'Second')
    await replies.send(chat)
    expect([replies.sendingOf(chat).status, replies.draftOf(chat), sentOnes('First'), sentOnes('Second')]).toEqual(['sent-before', 'Second', 1, 0])
    await replies.send(chat)
    expect([replies.sendingOf(chat).status, sentOnes('First'), sentOnes('Second')]).toEqual(['idle', 1, 1])
  })

  it.each([503, 500])('after a page with status %i of a proxy is looked for, and stays in the field', async (status) => {
    const { replies } = await openPeek()
    emulator.control.page({ status, times: 1 })
    replies.write(chat, 'Proxy')
    await replies.send(chat)
    expect(replies.sendingOf(chat)).toMatchObject({ status: 'unsent', failure: { kind: 'server' } })
    expect([sentOnes('Proxy'), calls('im.message.add'), replies.draftOf(chat)]).toEqual([0, 1, 'Proxy'])
  })

  it.each([
    ['ACCESS_ERROR', 'permission'], ['MESSAGE_EMPTY', 'rejected'], ['QUERY_LIMIT_EXCEEDED', 'limit'], ['OPERATION_TIME_LIMIT', 'operating'],
  ])('that the portal refuses with %s stays in the field with the reason, and is not looked for', async (code, kind) => {
    const stores = await openPeek()
    const looks = calls('im.dialog.messages.get')
    emulator.control.fail({ method: 'im.message.add', code, times: 1 })
    stores.replies.write(chat, 'Refused')
    await stores.replies.send(chat)
    expect(stores.replies.sendingOf(chat)).toMatchObject({ status: 'refused', failure: { kind, code } })
    expect(stores.replies.draftOf(chat)).toBe('Refused')
    expect(calls('im.dialog.messages.get')).toBe(looks)
    expect(isListed(stores)).toBe(true)
    stores.replies.write(chat, 'Refused no more')
    expect(stores.replies.sendingOf(chat).status).toBe('idle')
    await stores.replies.send(chat)
    expect(sentOnes('Refused no more')).toBe(1)
  })

  it('of blanks is not sent, and texts that look like results of a batch are', async () => {
    const { replies } = await openPeek()
    replies.write(chat, ' \n ')
    await replies.send(chat)
    expect(calls('im.message.add')).toBe(0)
    replies.write(chat, '$result[sent]')
    await replies.send(chat)
    expect(sentOnes('$result[sent]')).toBe(1)
  })

  it('to a chat of which no message is known is sent only where the newest could be read', async () => {
    const { replies, portal } = await open()
    portal.messages.mockResolvedValueOnce({ ok: false, failure: { kind: 'timeout', code: 'REQUEST_TIMEOUT' } })
    replies.write(chat, 'Unknown place')
    await replies.send(chat)
    expect([replies.sendingOf(chat).status, calls('im.message.add'), replies.draftOf(chat)]).toEqual(['unsent', 0, 'Unknown place'])
    await replies.send(chat)
    expect(sentOnes('Unknown place')).toBe(1)
  })

  it('with the text of one sent before is another message', async () => {
    const { replies } = await openPeek()
    for (const times of [1, 2]) {
      if (times === 2) emulator.control.loseAnswer({ method: 'im.message.add' })
      replies.write(chat, 'ok')
      await replies.send(chat)
    }
    expect([sentOnes('ok'), replies.sendingOf(chat).status]).toEqual([2, 'idle'])
  })

  it('to an open line that may wait for an answer leaves it to the portal whether that has come', async () => {
    const stores = await open()
    const counters = parseCounters(newest.result)
    stores.unread.takeMessenger(ok({ ...counters, conversations: [{ dialogId: 'chat1601', kind: 'lines', count: 1, comments: 0, muted: false, marked: false }] }), 200, 190)
    stores.replies.write('chat1601', 'Hello')
    await stores.replies.send('chat1601')
    expect(stores.unread.counters?.conversations).toMatchObject([{ dialogId: 'chat1601', uncertain: true }])
  })
})

it('drafts stay with their chats, also under another id of the chat', async () => {
  const { replies, peek } = await openPeek()
  replies.write(chat, 'Half a thou')
  peek.lookAt(null)
  expect(replies.draftOf(chat)).toBe('Half a thou')
  replies.rename(chat, chat)
  replies.rename(chat, '547')
  expect([replies.draftOf(chat), replies.draftOf('547')]).toEqual(['', 'Half a thou'])
})

it('a reply of which nobody can tell whether it was sent is looked for first, also under another id of the chat', async () => {
  const { replies, portal } = await openPeek()
  portal.messages.mockResolvedValue({ ok: false, failure: { kind: 'network', code: 'NETWORK_ERROR' } })
  portal.send.mockResolvedValue({ ok: false, failure: { kind: 'network', code: 'NETWORK_ERROR' } })
  replies.write(chat, 'Who knows')
  await replies.send(chat)
  replies.rename(chat, '547')
  expect(replies.sendingOf('547').status).toBe('unknown')
  await replies.send('547')
  expect([portal.send.mock.calls.length, replies.sendingOf('547').status, replies.draftOf('547')]).toEqual([1, 'unknown', 'Who knows'])
})

it('a reply that is refused while its chat gets another id stands under that id, with what was written there', async () => {
  const { replies, portal } = await openPeek()
  portal.send.mockResolvedValue({ ok: false, failure: { kind: 'permission', code: 'ACCESS_ERROR' } })
  replies.write(chat, 'Refused')
  const sent = replies.send(chat)
  replies.rename(chat, '547')
  replies.write('547', 'More')
  await sent
  expect([replies.draftOf(chat), replies.draftOf('547'), replies.sendingOf('547').status]).toEqual(['', 'Refused\nMore', 'refused'])
})

it('a text that is being sent is not joined with a draft under the chat\'s other id', async () => {
  const { replies, portal } = await openPeek()
  replies.write('chat77', 'Draft')
  replies.write(chat, 'Sent')
  const sent = replies.send(chat)
  replies.rename('chat77', chat)
  await sent
  expect([portal.send.mock.calls.map(([, text]) => text), replies.draftOf(chat), replies.sendingOf(chat).status]).toEqual([['Sent'], 'Draft', 'idle'])
})

it('two texts that are sent under both ids of a chat at once are both sent, once', async () => {
  const { replies, portal } = await openPeek()
  replies.write('547', 'First')
  const first = replies.send('547')
  replies.rename('547', chat)
  replies.write(chat, 'Second')
  await Promise.all([first, replies.send(chat)])
  expect(portal.send.mock.calls.map(([, text]) => text).toSorted()).toEqual(['First', 'Second'])
})

describe('a like', () => {
  it('shows at once, is kept by the portal, and is taken back by another click', async () => {
    const { peek } = await openPeek()
    const { id = 0 } = peek.messages.at(-1) ?? {}
    const liked = peek.like(id, true)
    expect(peek.messages.at(-1)).toMatchObject({ likes: 1, isLikedByReader: true })
    await liked
    expect(emulator.portal.chats.get(1435)?.messages.at(-1)?.likes).toEqual(new Set([1]))
    await peek.like(id, false)
    expect(peek.messages.at(-1)).toMatchObject({ likes: 0, isLikedByReader: false })
    expect(emulator.portal.chats.get(1435)?.messages.at(-1)?.likes).toEqual(new Set())
  })

  it('that is set already is done', async () => {
    const { peek } = await openPeek()
    const message = emulator.portal.chats.get(1435)?.messages.at(-1)
    if (message === undefined) throw new Error('the fixture has messages')
    message.likes = new Set([1])
    await peek.like(message.id, true)
    expect(peek.failedLikes.size).toBe(0)
    expect(peek.messages.at(-1)).toMatchObject({ isLikedByReader: true })
  })

  it('that is refused is undone, and says why', async () => {
    const { peek } = await openPeek()
    emulator.control.fail({ method: 'im.message.like', code: 'ACCESS_ERROR' })
    const { id = 0 } = peek.messages.at(-1) ?? {}
    await peek.like(id, true)
    expect(peek.messages.at(-1)).toMatchObject({ likes: 0, isLikedByReader: false })
    expect(peek.failedLikes.get(id)).toMatchObject({ code: 'ACCESS_ERROR' })
  })

  it('whose answer is lost shows as the portal has it', async () => {
    const { peek } = await openPeek()
    emulator.control.loseAnswer({ method: 'im.message.like' })
    const { id = 0 } = peek.messages.at(-1) ?? {}
    await peek.like(id, true)
    await vi.waitFor(() => expect(peek.messages.at(-1)).toMatchObject({ likes: 1, isLikedByReader: true }))
  })
})
