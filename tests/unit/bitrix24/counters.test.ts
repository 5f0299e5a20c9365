import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../runs.ts'
import { parseCounters } from '../../../src/bitrix24/counters.ts'
import { messagesOf } from '../../../src/domain/conversation.ts'
import documented from '../../fixtures/counters.documented.json'
import empty from '../../fixtures/counters.empty.json'
import newest from '../../fixtures/counters.newest.json'
import older from '../../fixtures/counters.older.json'

describe('counters of the newest portals', () => {
  const counters = parseCounters(newest.result)

  it('has the totals a person must read', () => {
    const { expected } = newest
    expect(counters).toMatchObject({
      all: expected.total,
      messenger: expected.messenger,
      notify: expected.notify,
      muted: expected.muted,
      countsTaskChats: true,
      byKind: {
        'dialog': expected.private,
        'chat': expected['chats (without copilot and collab)'],
        'copilot': expected.copilot,
        'collab': expected.collab,
        'lines': expected.lines,
        'tasks-task': expected['task chats'],
        'channel-comment': expected['channel comments'],
        'other': 0,
      },
    })
  })

  it('lists every conversation once, with its kind, count, mute and mark', () => {
    const rows = counters.conversations.map(({ dialogId, kind, count, muted, marked }) => (
      [dialogId, kind, count, muted ? 'muted' : '', marked ? 'marked' : '']
    ))
    expect(rows.toSorted()).toEqual([
      ['547', 'dialog', 3, '', ''],
      ['560', 'dialog', 0, '', 'marked'],
      ['chat1317', 'chat', 12, 'muted', ''],
      ['chat1319', 'chat', 1, 'muted', ''],
      ['chat1435', 'chat', 8, '', 'marked'],
      ['chat1440', 'chat', 0, '', 'marked'],
      ['chat1500', 'copilot', 5, '', ''],
      ['chat1510', 'collab', 3, '', ''],
      ['chat1601', 'lines', 2, '', ''],
      ['chat1701', 'tasks-task', 9, '', ''],
      ['chat1800', 'channel-comment', 6, '', ''],
    ])
  })

  it('adds up: the conversations make the messenger\'s total', () => {
    const sum = counters.conversations.reduce((total, row) => total + messagesOf(row) + row.comments, 0)
    expect(sum).toBe(counters.messenger)
  })
})

describe('counters of other portals', () => {
  it('reads the documented answer', () => {
    expect(parseCounters(documented)).toMatchObject({
      all: 5, messenger: 1, notify: 4, muted: 2, countsTaskChats: false,
      byKind: { dialog: 1, chat: 0, other: 0 },
    })
  })

  it('works out the messenger\'s total where an older portal does not state it', () => {
    expect(parseCounters(older)).toMatchObject({
      all: 5, messenger: 5, notify: 0, countsTaskChats: false,
      byKind: { 'dialog': 4, 'chat': 1, 'lines': 0, 'tasks-task': 0, 'other': 0 },
    })
  })

  it('reads empty lists as empty maps', () => {
    expect(parseCounters(empty)).toMatchObject({ all: 0, messenger: 0, notify: 0, muted: 0, conversations: [] })
  })

  it('counts messages of a kind it has never heard of as other ones', () => {
    const answer = { ...older, TYPE: { ...older.TYPE, ALL: 12, MESSENGER: 12 }, SPACES: { 3: 7 } }
    expect(parseCounters(answer).byKind.other).toBe(7)
  })

  it('counts a channel\'s own messages and the comments under its posts apart, in one conversation', () => {
    const answer = {
      TYPE: { ALL: 10, NOTIFY: 0, MESSENGER: 10, CHAT: 4 },
      CHAT: { 1800: 4 },
      CHANNEL_COMMENT: { 1800: { 1801: '6' } },
    }
    const counters = parseCounters(answer)
    expect(counters.conversations).toEqual([
      { dialogId: 'chat1800', kind: 'chat', count: 10, comments: 6, commentChats: ['chat1801'], muted: false, marked: false },
    ])
    expect(counters.byKind).toMatchObject({ 'chat': 4, 'channel-comment': 6, 'other': 0 })
  })

  it('knows nothing of notifications where neither they nor the messenger are stated', () => {
    expect(parseCounters({ TYPE: { ALL: 3 } })).toMatchObject({ all: 3, messenger: null, notify: null })
  })
})

describe('a count of 100', () => {
  const totals = { ALL: 107, NOTIFY: 0, MESSENGER: 107 }
  const bounds = (answer: object) => parseCounters(answer).atLeast

  it('is "100 or more": of the chat, its kind, and the totals', () => {
    const counters = parseCounters({ TYPE: { ...totals, DIALOG: 107 }, DIALOG: { 7: 100, 8: 7 } })
    expect(counters.conversations.map(({ count, atLeast }) => [count, atLeast])).toEqual([[100, true], [7, undefined]])
    expect(counters.atLeast).toEqual(['all', 'messenger', 'dialog'])
  })

  it('of notifications leaves the messages exact', () => {
    expect(bounds({ TYPE: { ALL: 107, NOTIFY: 100, MESSENGER: 7, DIALOG: 7 }, DIALOG: { 8: 7 } })).toEqual(['all', 'notify'])
  })

  it('of a muted chat is in no total but that of muted chats', () => {
    expect(bounds({ TYPE: { ...totals, ALL: 7, MESSENGER: 7, DIALOG: 7 }, DIALOG: { 8: 7 }, CHAT_MUTED: { 5: 100 } })).toEqual(['muted'])
  })

  it('of the comments under one post says so of the channel\'s row', () => {
    const answer = { TYPE: totals, CHANNEL_COMMENT: { 1800: { 1801: 100, 1802: 7 } } }
    expect(parseCounters(answer).conversations).toMatchObject([{ count: 107, atLeast: true }])
    expect(bounds(answer)).toEqual(['all', 'messenger', 'channel-comment'])
  })

  it('may hide in a total without a list', () => {
    expect(bounds({ TYPE: { ALL: 300 } })).toContain('all')
    expect(bounds({ TYPE: { ALL: 99 } })).toEqual([])
    expect(bounds({ TYPE: { ...totals, DIALOG: 107 } })).toContain('dialog')
  })

  it('is exact where an older portal counts on', () => {
    expect(bounds({ TYPE: { ...totals, DIALOG: 107 }, DIALOG: { 7: 101, 8: 6 } })).toEqual([])
  })
})

describe('an answer that is none', () => {
  it.each([
    ['an empty list', []],
    ['no total', { TYPE: { CHAT: 1 } }],
    ['a total in words', { TYPE: { ALL: 'many' } }],
    ['a negative count', { TYPE: { ALL: 1 }, CHAT: { 5: -1 } }],
    ['half a message', { TYPE: { ALL: 1 }, DIALOG: { 5: 0.5 } }],
    ['a map that is a number', { TYPE: { ALL: 1 }, CHAT: 7 }],
    ['null', null],
    ['a page of HTML', '<html>'],
  ])('is refused, not read as zero: %s', (_, answer) => {
    expect(() => parseCounters(answer)).toThrow()
  })

  const junk = fc.oneof(fc.jsonValue(), fc.constantFrom([], {}, '', '7', 7, null, false, '__proto__'))
  const answers = fc.oneof(
    fc.jsonValue(),
    fc.record(Object.fromEntries(
      ['TYPE', ...Object.keys(newest.result)].map(key => [key, fc.oneof(junk, fc.dictionary(fc.string(), junk))]),
    ), { requiredKeys: [] }),
    fc.record({ TYPE: fc.record({ ALL: fc.nat(), CHAT: junk }, { requiredKeys: ['ALL'] }), CHAT: junk, DIALOG: junk, CHAT_UNREAD: junk }),
  )

  it('is either refused or understood in full, whatever it is', () => {
    fc.assert(fc.property(answers, (answer) => {
      let counters
      try {
        counters = parseCounters(answer)
      } catch (error) {
        expect(error).toBeInstanceOf(Error)
        expect(error).toHaveProperty('name', 'ValiError')
        return
      }
      const numbers = [counters.all, counters.muted, ...Object.values(counters.byKind), ...counters.conversations.map(row => row.count)]
      expect(numbers.every(number => Number.isSafeInteger(number) && number >= 0)).toBe(true)
    }), { numRuns: runs(2_500) })
  })
})

describe('for any state of a messenger', () => {
  const counts = fc.dictionary(fc.nat({ max: 40 }).map(id => String(id + 1)), fc.integer({ min: 1, max: 99 }), { maxKeys: 8 })
  const sum = (map: Record<string, number>) => Object.values(map).reduce((total, number) => total + number, 0)
  const prefixed = (map: Record<string, number>, offset: number) => (
    Object.fromEntries(Object.entries(map).map(([id, count]) => [String(Number(id) + offset), count]))
  )
  const states = fc.record({ groups: counts, dialogs: counts, copilot: counts, collab: counts, lines: counts, tasks: counts, notify: fc.nat(50) })

  it('the kinds add up to the messenger\'s total, and no conversation stands twice', () => {
    fc.assert(fc.property(states, ({ groups, dialogs, notify, ...rest }) => {
      const copilot = prefixed(rest.copilot, 100)
      const collab = prefixed(rest.collab, 200)
      const lines = prefixed(rest.lines, 300)
      const tasks = prefixed(rest.tasks, 400)
      const chats = { ...groups, ...copilot, ...collab }
      const messenger = sum(chats) + sum(dialogs) + sum(lines) + sum(tasks)
      const counters = parseCounters({
        TYPE: {
          ALL: messenger + notify, NOTIFY: notify, MESSENGER: messenger, CHAT: sum(chats), DIALOG: sum(dialogs),
          LINES: sum(lines), COPILOT: sum(copilot), COLLAB: sum(collab), TASKS_TASK: sum(tasks),
        },
        CHAT: chats, DIALOG: dialogs, COPILOT: copilot, COLLAB: collab, LINES: lines, TASKS_TASK: tasks,
      })
      expect(sum(counters.byKind)).toBe(messenger)
      expect(counters.conversations.reduce((total, row) => total + messagesOf(row), 0)).toBe(messenger)
      expect(new Set(counters.conversations.map(row => row.dialogId)).size).toBe(counters.conversations.length)
    }))
  })
})

describe('what a portal counts apart from what it lists', () => {
  const totals = { ALL: 5, NOTIFY: 0, MESSENGER: 5, CHAT: 0, DIALOG: 5, LINES: 0 }

  it('takes a list nobody has heard of for chats when it makes up just the rest of the total', () => {
    const { byKind, conversations } = parseCounters({ TYPE: { ...totals, DIALOG: 2 }, DIALOG: { 7: 2 }, FUTURE_KIND: { 9: 3 } })
    expect(byKind.other).toBe(3)
    expect(conversations.at(-1)).toMatchObject({ dialogId: 'chat9', kind: 'other', count: 3 })
  })

  it.each([
    ['more than the rest', { 9: 4 }], ['less than the rest', { 9: 2 }], ['chats listed already', { 9: 3 }],
  ])('leaves such a list alone when it is %s', (name, FUTURE_KIND) => {
    const CHAT_MUTED = name === 'chats listed already' ? { 9: 1 } : []
    const { byKind, conversations } = parseCounters({ TYPE: { ...totals, DIALOG: 2 }, DIALOG: { 7: 2 }, CHAT_MUTED, FUTURE_KIND })
    expect(byKind.other).toBe(3)
    expect(conversations.some(({ kind }) => kind === 'other')).toBe(false)
  })

  it('sees that a marked chat is muted when its mark is not in the total', () => {
    const { conversations } = parseCounters({ TYPE: { ...totals, ALL: 5, DIALOG: 5 }, DIALOG: { 7: 5 }, CHAT_UNREAD: [3] })
    expect(conversations.find(({ dialogId }) => dialogId === 'chat3')).toMatchObject({ muted: true, marked: true, count: 0 })
  })
})
