import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { permits } from '../../../src/domain/chat.ts'
import { privateUserId } from '../../../src/domain/dialog-id.ts'
import { byImportance, type Conversation, conversationKinds, messagesOf } from '../../../src/domain/conversation.ts'

const chat = (fields: Partial<Conversation>): Conversation => (
  { dialogId: 'chat1', kind: 'chat', count: 0, comments: 0, muted: false, marked: false, ...fields }
)

describe('a conversation counts', () => {
  it.each([
    ['its messages', { count: 3 }, 3],
    ['one for a mark', { marked: true }, 1],
    ['its messages only, marked or not', { count: 3, marked: true }, 3],
    ['nothing when muted', { count: 3, marked: true, muted: true }, 0],
    ['a mark beside comments, which are another chat\'s messages', { count: 6, comments: 6, marked: true }, 1],
  ])('%s', (_, fields, expected) => {
    expect(messagesOf(chat(fields))).toBe(expected)
  })
})

describe('the order of conversations', () => {
  it('puts people before groups, and the fuller chat first', () => {
    const rows = [
      chat({ dialogId: 'chat9', count: 99 }), chat({ dialogId: '5', kind: 'dialog', count: 1 }),
      chat({ dialogId: 'chat10', count: 99 }), chat({ dialogId: '7', kind: 'dialog', count: 2 }),
    ]
    expect(rows.toSorted(byImportance).map(row => row.dialogId)).toEqual(['7', '5', 'chat9', 'chat10'])
  })

  it('is the same whatever order the portal sends', () => {
    const rows = fc.uniqueArray(
      fc.record({ id: fc.nat(), kind: fc.constantFrom(...conversationKinds), count: fc.nat(9) }),
      { selector: row => row.id },
    ).map(list => list.map(({ id, kind, count }) => chat({ dialogId: `chat${id}`, kind, count })))
    fc.assert(fc.property(rows, (list) => {
      expect(list.toReversed().toSorted(byImportance)).toEqual(list.toSorted(byImportance))
    }))
  })
})

describe('a dialog id', () => {
  it('is a user id in a private chat, and only there', () => {
    expect(['547', 'chat547', 'sg3', ''].map(privateUserId)).toEqual([547, null, null, null])
  })
})

describe('a permission', () => {
  it.each([
    ['member', 'member', true], ['member', 'owner', true], ['manager', 'member', false],
    ['owner', 'owner', true], ['none', 'owner', false], ['member', 'guest', false], ['member', 'none', false],
    ['member', null, null], ['none', null, false],
  ] as const)('for %s lets %s: %s', (level, role, allowed) => {
    expect(permits(level, role)).toBe(allowed)
  })
})
