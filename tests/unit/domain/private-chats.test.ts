import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCounters } from '../../../src/bitrix24/counters.ts'
import { withActions } from '../../../src/domain/chat-action.ts'
import { possiblyTwice, withPrivateChats, withUsualDialogIds } from '../../../src/domain/private-chats.ts'

const TYPE = { ALL: 5, NOTIFY: 0, CHAT: 4, DIALOG: 1, LINES: 0, MESSENGER: 5 }
/** Peter (547) is muted with 3 messages, and marked; Ken (560) is only marked. */
const answer = { TYPE, CHAT: { 7: 4 }, CHAT_MUTED: { 1231: 3, 1317: 12 }, DIALOG: [], DIALOG_UNREAD: [547, 560] }
const counters = parseCounters(answer)
const privateChats = new Map([['chat1231', 547]])

describe('a muted private chat', () => {
  it('stands once, under its person, muted and marked', () => {
    const { conversations } = withPrivateChats(counters, privateChats)
    expect(conversations.map(({ dialogId }) => dialogId)).toEqual(['547', '560', 'chat7', 'chat1317'])
    expect(conversations[0]).toEqual({ dialogId: '547', kind: 'dialog', count: 3, comments: 0, muted: true, marked: true })
  })

  it('stays where it stands while nobody knows whose it is', () => {
    expect(withPrivateChats(counters, new Map())).toBe(counters)
  })

  it('changes no total', () => {
    expect({ ...withPrivateChats(counters, privateChats), conversations: counters.conversations }).toEqual(counters)
  })

  it('counts again once it is unmuted', () => {
    const pending = [{ id: '1', action: { kind: 'unmute', dialogId: '547', chatKind: 'dialog' } as const, confirmedAt: null, left: 0 }]
    const after = withActions(withPrivateChats(counters, privateChats), pending)
    expect(after).toMatchObject({ all: 8, muted: 12, byKind: { dialog: 4 } })
  })

  it('is the one an action meant that was started under its chat id', () => {
    const pending = [{ id: '1', action: { kind: 'read', dialogId: 'chat1231' } as const, confirmedAt: null, left: 0 }]
    const after = withActions(withPrivateChats(counters, privateChats), withUsualDialogIds(pending, privateChats))
    expect(after.conversations.map(({ dialogId }) => dialogId)).toEqual(['560', 'chat7', 'chat1317'])
    expect(after.all).toBe(5)
  })
})

it('whoever is only marked may stand twice while some muted chat is not known', () => {
  expect(possiblyTwice(counters.conversations, () => false)).toEqual([547, 560])
  expect(possiblyTwice(counters.conversations, () => true)).toEqual([])
  expect(possiblyTwice(withPrivateChats(counters, privateChats).conversations, id => id === 'chat1317')).toEqual([])
})

it('no conversation stands twice, and none is lost', () => {
  const ids = fc.uniqueArray(fc.integer({ min: 1, max: 20 }))
  const people = fc.dictionary(fc.integer({ min: 1, max: 20 }).map(id => `chat${id}`), fc.integer({ min: 1, max: 20 }))
  fc.assert(fc.property(ids, ids, people, (muted, marked, known) => {
    const listed = parseCounters({ TYPE, CHAT_MUTED: Object.fromEntries(muted.map(id => [id, 2])), DIALOG_UNREAD: marked }).conversations
    const map = new Map(Object.entries(known))
    const after = withPrivateChats({ ...counters, conversations: listed }, map).conversations.map(({ dialogId }) => dialogId)
    expect(after).toHaveLength(new Set(after).size)
    expect(new Set(after)).toEqual(new Set(listed.map(({ dialogId }) => String(map.get(dialogId) ?? dialogId))))
  }))
})
