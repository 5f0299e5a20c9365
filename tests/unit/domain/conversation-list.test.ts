import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byImportance, type Conversation, conversationKinds } from '../../../src/domain/conversation.ts'
import { compareBy, groupByKind, mergeOrder, messagesForMe, messagesIn, narrow, placesOf } from '../../../src/domain/conversation-list.ts'
import { withActions } from '../../../src/domain/chat-action.ts'
import { actionFor } from '../../../src/domain/chat-command.ts'
import { buildCounters, sumByKind } from '../../../src/domain/counters.ts'
import { parsePreview } from '../../../src/domain/message-text.ts'
import { joinNews, newsBetween } from '../../../src/domain/news.ts'
import type { Preview } from '../../../src/domain/preview.ts'
import type { SortOrder } from '../../../src/domain/settings.ts'

const chat = (dialogId: string, fields: Partial<Conversation> = {}): Conversation => (
  { dialogId, kind: 'chat', count: 1, comments: 0, muted: false, marked: false, ...fields }
)
const list = fc.uniqueArray(
  fc.record({ id: fc.nat(30), kind: fc.constantFrom(...conversationKinds), count: fc.nat(9), muted: fc.boolean(), comments: fc.nat(3), marked: fc.boolean() }),
  { selector: ({ id }) => id },
).map(rows => rows.map(({ id, kind, count, muted, comments, marked }) => {
  const isChannel = kind === 'chat' && comments > 0
  return chat(`chat${id}`, { kind, count: count + (isChannel ? comments : 0), comments: isChannel ? comments : 0, muted, marked: marked && !isChannel })
}))
const preview = (fields: Partial<Preview>): Preview => ({ message: null, isPinned: false, isMention: null, isUnanswered: null, ...fields })
const ids = (rows: readonly Conversation[]) => rows.map(({ dialogId }) => dialogId)

describe('a channel with comments', () => {
  const channel = chat('chat10', { count: 8, comments: 3, commentChats: ['chat11'], marked: true })
  const counters = buildCounters({ all: 8, messenger: 8, notify: 0 }, [channel], false)

  it.each([
    ['channel-comment', { alsoIn: ['chat11'], commentsOnly: true }, { count: 5, comments: 0, marked: true }],
    ['chat', {}, { count: 3, comments: 3, marked: false }],
  ] as const)('is read as far as its row in the part "%s" shows it', (part, reads, left) => {
    const [row] = narrow([channel], { only: part, found: null }).attentive
    if (row === undefined) throw new Error('no row')
    const action = actionFor('mark-read', row, 'chat')
    expect(action).toEqual({ kind: 'read', dialogId: 'chat10', ...reads })
    expect(withActions(counters, [{ id: '1', action, confirmedAt: null, left: 0 }]).conversations).toMatchObject([left])
  })
})

it('a muted channel is read with its comments', () => {
  const [row] = narrow([chat('chat10', { count: 6, comments: 2, commentChats: ['chat11'], muted: true })], { only: 'muted', found: null }).muted
  expect(row && actionFor('mark-read', row, 'chat')).toEqual({ kind: 'read', dialogId: 'chat10', alsoIn: ['chat11'] })
})

describe('the order on screen', () => {
  it('keeps whoever stays in their places, and loses and doubles nobody', () => {
    fc.assert(fc.property(list, list, (before, after) => {
      const settled = mergeOrder(after, placesOf(ids(before)))
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
    expect(ids(mergeOrder([...rows, chat('chat3', { count: 4 })], placesOf(ids(rows))))).toEqual(['5', 'chat1', 'chat3', 'chat2'])
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

  it('shows each row under its kind, or under "muted"', () => {
    fc.assert(fc.property(list, (rows) => {
      const parts = [...conversationKinds, 'muted' as const].flatMap((only) => {
        const { attentive, muted } = narrow(rows, { only, found: null })
        return [...attentive, ...muted]
      })
      expect([...new Set(ids(parts))].toSorted()).toEqual(ids(rows).toSorted())
    }))
  })

  it('shows a channel with messages of its own under its comments too, each with its part of the count', () => {
    const channel = chat('chat1', { count: 5, comments: 3 })
    const partOf = (only: 'chat' | 'channel-comment') => narrow([channel], { only, found: null }).attentive[0]?.count
    expect([partOf('chat'), partOf('channel-comment')]).toEqual([2, 3])
  })

  it('shows rows that add up to the number of their kind', () => {
    fc.assert(fc.property(list, (rows) => {
      const attentive = rows.filter(({ muted }) => !muted)
      const sums = sumByKind(attentive)
      for (const only of conversationKinds) {
        expect(messagesIn(narrow(rows, { only, found: null }).attentive).count).toBe(sums[only])
      }
    }))
  })

  it('shows what is for the reader in person: private chats, mentions, visitors who wait', () => {
    const rows = [chat('7', { kind: 'dialog' }), chat('chat1'), chat('chat2'), chat('chat3', { kind: 'lines', count: 1 }), chat('chat4', { kind: 'lines', count: 1 }), chat('8', { kind: 'dialog', muted: true })]
    const previews = new Map([
      ['chat1', preview({ isMention: true })], ['chat2', preview({ isMention: false })],
      ['chat4', preview({ isUnanswered: false })],
    ])
    expect(ids(narrow(rows, { only: 'for-me', found: null }, previews).attentive)).toEqual(['7', 'chat1', 'chat3'])
    expect(messagesForMe(rows, previews)).toEqual({ count: 3, atLeast: false })
    expect(messagesForMe(rows, new Map()).atLeast).toBe(true)
  })
})

describe('the order of the list', () => {
  const at = (minute: number, more: Partial<Preview> = {}) => preview({ message: { id: minute, author: null, text: parsePreview('Hi'), at: `2026-11-21T10:${String(minute).padStart(2, '0')}:00+01:00` }, ...more })
  const rows = [chat('chat1'), chat('chat2'), chat('chat3'), chat('chat4', { count: 9 })]
  const previews = new Map([['chat1', at(5)], ['chat2', at(30)], ['chat3', at(1, { isPinned: true })]])
  const order = (by: SortOrder, previous: readonly string[] = []) => ids(mergeOrder(rows, placesOf(previous), compareBy(by, previews)))

  it('is pinned first, then the newest, then what is not known yet', () => {
    expect(order('newest')).toEqual(['chat3', 'chat2', 'chat1', 'chat4'])
  })

  it('begins with the oldest, or with what matters most, if one likes', () => {
    expect(order('oldest')).toEqual(['chat3', 'chat1', 'chat2', 'chat4'])
    expect(order('weight')).toEqual(['chat3', 'chat4', 'chat1', 'chat2'])
  })

  it('leaves rows where they are, and puts new ones where they belong', () => {
    expect(order('newest', ['chat1', 'chat2', 'chat4'])).toEqual(['chat3', 'chat1', 'chat2', 'chat4'])
  })

  it('by kind holds every conversation once', () => {
    fc.assert(fc.property(list, (all) => {
      expect(ids(groupByKind(all).flatMap(({ conversations }) => conversations)).toSorted()).toEqual(ids(all).toSorted())
    }))
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
