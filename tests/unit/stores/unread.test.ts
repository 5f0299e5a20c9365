import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { parseCounters } from '../../../src/bitrix24/counters.ts'
import type { ChatAction } from '../../../src/domain/chat-action.ts'
import { conversationKinds } from '../../../src/domain/conversation.ts'
import { inPart } from '../../../src/domain/conversation-list.ts'
import { sumByKind, unlistedByKind } from '../../../src/domain/counters.ts'
import { err, ok } from '../../../src/domain/failure.ts'
import { usePendingActionsStore } from '../../../src/stores/pending-actions.ts'
import { useUnreadStore } from '../../../src/stores/unread.ts'
import { freshPinia } from '../../fresh-pinia.ts'
import newest from '../../fixtures/counters.newest.json'
import { answerOf, type ModelChat, officeArbitrary } from '../domain/portal-model.ts'

beforeEach(() => freshPinia())

/** What must hold at every moment, whatever the portal has said and the person has done. */
function expectWhole(): void {
  const { counters, conversations } = useUnreadStore()
  if (counters === null) return
  const unlisted = unlistedByKind(counters)
  const ids = conversations.map(({ dialogId }) => dialogId)
  expect(new Set(ids).size, 'no chat twice').toBe(ids.length)
  expect(new Set(ids), 'no chat lost').toEqual(new Set(counters.conversations.map(({ dialogId }) => dialogId)))
  const listed = sumByKind(conversations)
  for (const kind of conversationKinds) expect(listed[kind] + unlisted[kind], kind).toBe(counters.byKind[kind])
  const total = Object.values(counters.byKind).reduce((sum, count) => sum + count, 0)
  expect(total, 'the kinds add up to the messages').toBe(counters.messenger)
  expect(counters.all).toBe(total + (counters.notify ?? 0))
  for (const conversation of conversations) {
    expect(conversation.count > 0 || conversation.marked, 'nothing read is listed').toBe(true)
    expect(inPart(conversation, conversation.muted ? 'muted' : conversation.comments > 0 ? 'channel-comment' : conversation.kind)).not.toBeNull()
  }
}

type Step =
  | { readonly do: 'poll', readonly delay: number }
  | { readonly do: 'fail' | 'sort' }
  | { readonly do: 'change', readonly chat: number, readonly field: 'count' | 'muted' | 'marked', readonly value: number }
  | { readonly do: 'act', readonly chat: number, readonly kind: Exclude<ChatAction['kind'], 'unread'> }
  | { readonly do: 'confirm' | 'refuse', readonly which: number }

const steps = fc.array(fc.oneof(
  fc.record({ do: fc.constant('poll' as const), delay: fc.nat(3) }),
  fc.record({ do: fc.constantFrom('fail' as const, 'sort' as const) }),
  fc.record({ do: fc.constant('change' as const), chat: fc.nat(14), field: fc.constantFrom('count' as const, 'muted' as const, 'marked' as const), value: fc.nat(4) }),
  fc.record({ do: fc.constant('act' as const), chat: fc.nat(14), kind: fc.constantFrom<Exclude<ChatAction['kind'], 'unread'>>('read', 'read-all', 'mark', 'unmark', 'mute', 'unmute') }),
  fc.record({ do: fc.constantFrom('confirm' as const, 'refuse' as const), which: fc.nat(5) }),
), { maxLength: 40 })

it('has nothing shown anew by an answer that changes nothing', () => {
  const unread = useUnreadStore()
  const counters = parseCounters(newest.result)
  unread.takeMessenger(ok(counters), 100, 90)
  const before = [unread.counters, unread.conversations]
  unread.takeMessenger(ok(counters), 200, 190)
  expect(unread.messenger).toMatchObject({ status: 'ready', at: 200 })
  expect([unread.counters, unread.conversations].every((now, index) => now === before[index])).toBe(true)
})

describe('for any sequence of polls and actions', () => {
  it('the list shows every chat once, and its counts sum to the totals', () => {
    fc.assert(fc.property(officeArbitrary, fc.nat(5), steps, (office, notify, sequence) => {
      freshPinia()
      const unread = useUnreadStore()
      const pending = usePendingActionsStore()
      const chats = office.map(chat => ({ ...chat }))
      let now = 1_000
      unread.takeMessenger(ok(parseCounters(answerOf(chats, notify))), now, now)
      expectWhole()
      for (const step of sequence) {
        now += 1
        play(step, { chats, notify, now, unread, pending })
        expectWhole()
      }
    }))
  })

  it('once all is confirmed and asked anew, the list is just what the portal says', () => {
    fc.assert(fc.property(officeArbitrary, steps, (office, sequence) => {
      freshPinia()
      const unread = useUnreadStore()
      const pending = usePendingActionsStore()
      const chats = office.map(chat => ({ ...chat }))
      let now = 1_000
      unread.takeMessenger(ok(parseCounters(answerOf(chats, 0))), now, now)
      for (const step of sequence) play(step, { chats, notify: 0, now: now += 1, unread, pending })
      for (const { id } of pending.pending) pending.confirm(id, now, 0)
      const answer = parseCounters(answerOf(chats, 0))
      unread.takeMessenger(ok(answer), now + 2, now + 1)
      expect(unread.counters).toEqual(answer)
      expect(pending.pending).toEqual([])
    }))
  })
})

interface Stage {
  readonly chats: ModelChat[]
  readonly notify: number
  readonly now: number
  readonly unread: ReturnType<typeof useUnreadStore>
  readonly pending: ReturnType<typeof usePendingActionsStore>
}

function play(step: Step, { chats, notify, now, unread, pending }: Stage): void {
  switch (step.do) {
    case 'poll': return void unread.takeMessenger(ok(parseCounters(answerOf(chats, notify))), now, now - step.delay)
    case 'fail': return void unread.takeMessenger(err({ kind: 'network', code: 'NETWORK_ERROR' }), now, now)
    case 'sort': return void unread.sortAnew()
    case 'confirm': {
      const action = pending.pending[step.which]
      return action === undefined ? undefined : void pending.confirm(action.id, now, step.which % 2)
    }
    case 'refuse': {
      const action = pending.pending[step.which]
      return action === undefined ? undefined : void pending.undo(action.id)
    }
    case 'act': {
      const conversation = unread.conversations[step.chat]
      const dialogId = conversation?.dialogId ?? `chat${step.chat}`
      const chatKind = conversation?.kind ?? 'chat'
      return void pending.add(step.kind === 'read-all' ? { kind: 'read-all' } : { kind: step.kind, dialogId, chatKind })
    }
    case 'change': {
      const chat = chats[step.chat]
      if (chat === undefined || chat.kind === 'channel-comment') return
      if (step.field === 'count') chat.count = step.value
      else if (chat.kind === 'chat' || chat.kind === 'tasks-task') chat[step.field] = step.value > 2
    }
  }
}

describe('what has been read', () => {
  const answer = ok(parseCounters(newest.result))
  const has = (dialogId: string) => useUnreadStore().conversations.some(conversation => conversation.dialogId === dialogId)
  const read = { kind: 'read', dialogId: 'chat1435' } as const

  it('does not come back with an answer to a question asked before it was confirmed', () => {
    const unread = useUnreadStore()
    const pending = usePendingActionsStore()
    unread.takeMessenger(answer, 100, 90)
    const { id } = pending.add(read)
    expect(has('chat1435')).toBe(false)
    unread.takeMessenger(answer, 120, 110)
    expect(has('chat1435')).toBe(false)
    pending.confirm(id, 130, 0)
    unread.takeMessenger(answer, 140, 125)
    expect(has('chat1435')).toBe(false)
    expect(unread.counters?.all).toBe(34)
  })

  it('is what the portal says, once it has been asked after', () => {
    const unread = useUnreadStore()
    const pending = usePendingActionsStore()
    unread.takeMessenger(answer, 100, 90)
    pending.confirm(pending.add(read).id, 130, 0)
    unread.takeMessenger(answer, 150, 140)
    expect(has('chat1435')).toBe(true)
    expect(unread.counters?.all).toBe(42)
  })

  it('does not come back with an older answer that comes late, from another frame', () => {
    const unread = useUnreadStore()
    const pending = usePendingActionsStore()
    unread.takeMessenger(answer, 100, 90)
    pending.confirm(pending.add(read).id, 130, 0)
    const { 1435: gone, ...CHAT } = newest.result.CHAT
    const TYPE = { ...newest.result.TYPE, ALL: 42 - gone, MESSENGER: 38 - gone, CHAT: 17 - gone }
    unread.takeMessenger(ok(parseCounters({ ...newest.result, TYPE, CHAT, CHAT_UNREAD: [1440] })), 150, 140)
    unread.takeMessenger(answer, 160, 120)
    expect(has('chat1435')).toBe(false)
  })

  it('comes back when the portal refuses', () => {
    const unread = useUnreadStore()
    const pending = usePendingActionsStore()
    unread.takeMessenger(answer, 100, 90)
    pending.undo(pending.add(read).id)
    expect(has('chat1435')).toBe(true)
    expect(unread.counters).toEqual(parseCounters(newest.result))
  })

  it('stays as unread as the portal says it is', () => {
    const unread = useUnreadStore()
    const pending = usePendingActionsStore()
    unread.takeMessenger(answer, 100, 90)
    pending.confirm(pending.add(read).id, 130, 2)
    expect(unread.conversations.find(({ dialogId }) => dialogId === 'chat1435')).toMatchObject({ count: 2, marked: false })
    expect(unread.counters?.all).toBe(36)
  })
})

describe('news', () => {
  const counters = parseCounters(newest.result)
  const earlier = { at: 50, counters: { ...counters, conversations: counters.conversations.slice(0, 3) }, tasks: null }
  const more = parseCounters({ ...newest.result, TYPE: { ...newest.result.TYPE, ALL: 44, MESSENGER: 40, DIALOG: 6 }, DIALOG: { 547: '5' } })

  it('is nothing against the numbers of an earlier visit, not even after a failure', () => {
    const unread = useUnreadStore()
    unread.recall(earlier)
    unread.takeMessenger(err({ kind: 'network', code: 'NETWORK_ERROR' }), 90, 80)
    unread.takeMessenger(ok(counters), 100, 90)
    expect(unread.news).toEqual([])
    unread.takeMessenger(ok(more), 120, 110)
    expect(unread.news).toEqual([{ dialogId: '547', added: 2 }])
  })

  it('is not what was only in doubt', () => {
    const unread = useUnreadStore()
    const pending = usePendingActionsStore()
    unread.takeMessenger(ok(counters), 100, 90)
    pending.confirm(pending.add({ kind: 'unmark', dialogId: 'chat1435' }).id, 105, 0)
    expect(unread.conversations.find(({ dialogId }) => dialogId === 'chat1435')).toMatchObject({ uncertain: true })
    unread.takeMessenger(ok(counters), 120, 110)
    expect(unread.news).toEqual([])
  })
})
