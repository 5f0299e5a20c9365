import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byImportance, type Conversation, conversationKinds } from '../../../src/domain/conversation.ts'
import { narrow, mergeOrder } from '../../../src/domain/conversation-list.ts'
import { joinNews, newsBetween } from '../../../src/domain/news.ts'

const chat = (dialogId: string, fields: Partial<Conversation> = {}): Conversation => (
  { dialogId, kind: 'chat', count: 1, comments: 0, muted: false, marked: false, ...fields }
)
const list = fc.uniqueArray(
  fc.record({ id: fc.nat(30), kind: fc.constantFrom(...conversationKinds), count: fc.nat(9), muted: fc.boolean() }),
  { selector: ({ id }) => id },
).map(rows => rows.map(({ id, kind, count, muted }) => chat(`chat${id}`, { kind, count, muted })))
const ids = (rows: readonly Conversation[]) => rows.map(({ dialogId }) => dialogId)

describe('the order on screen', () => {
  it('keeps whoever stays in their places, and loses and doubles nobody', () => {
    fc.assert(fc.property(list, list, (before, after) => {
      const settled = mergeOrder(after, ids(before))
      expect(ids(settled).toSorted()).toEqual(ids(after).toSorted())
      const stays = new Set(ids(after))
      const stayed = new Set(ids(before))
      expect(ids(settled).filter(id => stayed.has(id))).toEqual(ids(before).filter(id => stays.has(id)))
    }))
  })

  it('is that of importance where there was none', () => {
    fc.assert(fc.property(list, rows => void expect(mergeOrder(rows)).toEqual(rows.toSorted(byImportance))))
  })

  it('lets a new one in before the first that matters less', () => {
    const rows = [chat('5', { kind: 'dialog' }), chat('chat1', { count: 9 }), chat('chat2', { count: 2 })]
    expect(ids(mergeOrder([...rows, chat('chat3', { count: 4 })], ids(rows)))).toEqual(['5', 'chat1', 'chat3', 'chat2'])
  })
})

describe('narrowing the list', () => {
  it('parts it in two, without losing any', () => {
    fc.assert(fc.property(list, (rows) => {
      const { attentive, muted } = narrow(rows, { only: null, found: null })
      expect(attentive).toEqual(rows.filter(row => !row.muted))
      expect(muted).toEqual(rows.filter(row => row.muted))
    }))
  })

  it('shows each row under exactly one kind, or under "muted"', () => {
    fc.assert(fc.property(list, (rows) => {
      const parts = [...conversationKinds, 'muted' as const].flatMap((only) => {
        const { attentive, muted } = narrow(rows, { only, found: null })
        return [...attentive, ...muted]
      })
      expect(ids(parts).toSorted()).toEqual(ids(rows).toSorted())
    }))
  })

  it('shows a channel with messages of its own under its comments too', () => {
    const channel = chat('chat1', { count: 5, comments: 3 })
    for (const only of ['chat', 'channel-comment'] as const) {
      expect(narrow([channel], { only, found: null }).attentive).toEqual([channel])
    }
  })
})

describe('news', () => {
  it('are chats with more in them, and new ones; muted ones and read ones are none', () => {
    const before = [chat('chat1'), chat('chat2', { count: 5 }), chat('chat3', { muted: true })]
    const after = [chat('chat1', { count: 4 }), chat('chat2'), chat('chat3', { muted: true, count: 9 }), chat('7', { count: 2 }), chat('8', { count: 0, marked: true })]
    expect(newsBetween(before, after)).toEqual([
      { dialogId: 'chat1', added: 3 }, { dialogId: '7', added: 2 }, { dialogId: '8', added: 0 },
    ])
  })

  it('add up for whoever has not heard of the first', () => {
    expect(joinNews([{ dialogId: '7', added: 2 }], [{ dialogId: '7', added: 1 }, { dialogId: '8', added: 1 }]))
      .toEqual([{ dialogId: '7', added: 3 }, { dialogId: '8', added: 1 }])
  })
})
