import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countersAnswer } from '../../../emulator/rest/counter-shape.ts'
import { buildScenario } from '../../../emulator/scenarios/index.ts'
import { addUnread, markUnread } from '../../../emulator/scenarios/chats.ts'
import { messengerSections, unreadCounters } from '../../../emulator/state/counters.ts'
import type { ChatSection, PortalShape } from '../../../emulator/state/model.ts'
import { Portal } from '../../../emulator/state/portal.ts'
import documented from '../../fixtures/counters.documented.json'
import empty from '../../fixtures/counters.empty.json'
import newest from '../../fixtures/counters.newest.json'
import older from '../../fixtures/counters.older.json'

const ME = 1
const OTHER = 2

type Totals = Record<'ALL' | 'NOTIFY' | 'CHAT' | 'LINES' | 'DIALOG' | 'COPILOT' | 'COLLAB' | 'MESSENGER' | 'TASKS_TASK', number>

function newPortal(): Portal {
  return new Portal(() => Date.parse('2026-03-05T10:00:00Z'))
}

function answer(portal: Portal, shape: PortalShape = 'newest') {
  return countersAnswer(unreadCounters(portal, ME), shape, portal.quirks) as Record<string, unknown> & { TYPE: Totals }
}

function withChat(section: ChatSection, { unread = 0, muted = false, marked = false, id = 10 } = {}): Portal {
  const portal = newPortal()
  const chat = portal.addChat({ id, section, members: [ME, OTHER] })
  addUnread(portal, chat, unread, OTHER)
  if (muted) {
    chat.mutedBy.add(ME)
  }
  if (marked) {
    markUnread(chat, ME, 0)
  }
  return portal
}

describe('im.counters.get', () => {
  it('gives the known numbers for one chat of every kind', () => {
    const portal = newPortal()
    buildScenario(portal, 'fixture')
    expect(answer(portal)).toEqual(newest.result)
  })

  it('is all empty lists when everything is read', () => {
    const portal = newPortal()
    buildScenario(portal, 'empty')
    expect(answer(portal)).toEqual(empty)
  })

  it.each([['documented', documented], ['older', older]] as const)('has the keys of the %s portals', (shape, fixture) => {
    const portal = newPortal()
    buildScenario(portal, 'fixture')
    const { TYPE, ...maps } = answer(portal, shape)
    expect(Object.keys(TYPE).sort()).toEqual(Object.keys(fixture.TYPE).sort())
    expect(['TYPE', ...Object.keys(maps)].sort()).toEqual(Object.keys(fixture).sort())
    expect(TYPE.ALL).toBe(TYPE.CHAT + TYPE.DIALOG + TYPE.LINES + TYPE.NOTIFY)
  })

  it('keys a private chat by the person, and by the chat once it is muted', () => {
    expect(answer(withChat('private', { unread: 3 })).DIALOG).toEqual({ [OTHER]: 3 })
    const muted = answer(withChat('private', { unread: 3, muted: true }))
    expect(muted.DIALOG).toEqual([])
    expect(muted.CHAT_MUTED).toEqual({ 10: 3 })
  })

  it.each(['copilot', 'collab'] as const)('lists a %s chat among the chats as well, and counts it once', (section) => {
    const { TYPE, CHAT } = answer(withChat(section, { unread: 4 }))
    expect(CHAT).toEqual({ 10: 4 })
    expect(TYPE).toMatchObject({ CHAT: 4, MESSENGER: 4, [section.toUpperCase()]: 4 })
  })

  it('keeps task chats out of the chats', () => {
    expect(answer(withChat('task', { unread: 4 })).TYPE).toMatchObject({ CHAT: 0, TASKS_TASK: 4, MESSENGER: 4 })
  })

  it.each([
    ['chat', 'CHAT', 'CHAT_UNREAD'],
    ['private', 'DIALOG', 'DIALOG_UNREAD'],
    ['task', 'TASKS_TASK', 'TASKS_TASK_UNREAD'],
    ['collab', 'COLLAB', 'COLLAB_UNREAD'],
  ] as const)('adds 1 for a %s marked by hand without a message', (section, type, list) => {
    const counters = answer(withChat(section, { marked: true }))
    expect(counters[list]).toEqual([section === 'private' ? OTHER : 10])
    expect(counters.TYPE).toMatchObject({ [type]: 1, MESSENGER: 1 })
  })

  it('tells no mark of an open line', () => {
    expect(answer(withChat('lines', { marked: true, unread: 2 }))).toEqual(answer(withChat('lines', { unread: 2 })))
    expect(answer(withChat('lines', { marked: true })).TYPE.ALL).toBe(0)
  })

  it('adds nothing for the mark of a chat with messages', () => {
    expect(answer(withChat('chat', { marked: true, unread: 2 })).TYPE.MESSENGER).toBe(2)
  })

  it('adds nothing for a muted chat, marked or not', () => {
    const counters = answer(withChat('chat', { marked: true, unread: 2, muted: true }))
    expect(counters.TYPE.ALL).toBe(0)
    expect(counters.CHAT_UNREAD).toEqual([10])
    expect(answer(withChat('chat', { marked: true, muted: true })).TYPE.ALL).toBe(0)
  })

  it('mutes the comments together with their channel', () => {
    const portal = withChat('chat', { id: 10, muted: true })
    addUnread(portal, portal.addChat({ id: 11, section: 'comment', members: [ME, OTHER], parent: { chatId: 10, messageId: 1 } }), 3, OTHER)
    const counters = answer(portal)
    expect(counters.CHANNEL_COMMENT).toEqual([])
    expect(counters.CHAT_MUTED).toEqual({ 11: 3 })
  })

  it('counts no more than 100 in a chat, or of notifications', () => {
    const portal = withChat('chat', { unread: 130 })
    portal.unreadNotifications.set(ME, 170)
    expect(answer(portal)).toMatchObject({ TYPE: { ALL: 200, NOTIFY: 100, CHAT: 100 }, CHAT: { 10: 100 } })
    portal.caps.messages = 1000
    expect(answer(portal)).toMatchObject({ TYPE: { ALL: 300, NOTIFY: 170, CHAT: 130 } })
  })

  it('counts the newest chats only, up to 1,000', () => {
    const portal = newPortal()
    buildScenario(portal, 'huge', { chats: 1200 })
    const { TYPE, ...maps } = answer(portal)
    // The guest of the private chat N is the user 1000 + N.
    const listed = new Set(Object.entries(maps).flatMap(([key, map]) => (
      Object.keys(map as object).map(id => (key === 'DIALOG' ? Number(id) - 1000 : Number(id)))
    )))
    expect(listed.size).toBe(1000)
    expect([Math.min(...listed), Math.max(...listed)]).toEqual([201, 1200])
    portal.caps.chats = 5000
    expect(answer(portal).TYPE.ALL).toBeGreaterThan(TYPE.ALL)
  })

  it('shows a number for each section of the messenger, and TYPE.ALL in none', () => {
    const portal = newPortal()
    buildScenario(portal, 'fixture')
    expect(messengerSections(unreadCounters(portal, ME))).toEqual(
      { chats: 27, copilot: 5, collabs: 3, tasks: 9, lines: 2, notifications: 4, title: 33 },
    )
  })

  it('adds up, whatever the portal holds', () => {
    const section = fc.constantFrom<ChatSection>('private', 'chat', 'copilot', 'collab', 'lines', 'task', 'comment')
    const chats = fc.array(fc.record({ section, unread: fc.nat(5), muted: fc.boolean(), marked: fc.boolean() }))
    fc.assert(fc.property(chats, fc.nat(9), (seeds, notifications) => {
      const portal = newPortal()
      portal.unreadNotifications.set(ME, notifications)
      const channel = portal.addChat({ section: 'chat', members: [ME, OTHER] })
      seeds.forEach(({ section, unread, muted, marked }, index) => {
        const parent = section === 'comment' ? { chatId: channel.id, messageId: 0 } : null
        const chat = portal.addChat({ section, members: [100 + index, ME], parent })
        addUnread(portal, chat, unread, 100 + index)
        if (muted) {
          chat.mutedBy.add(ME)
        }
        if (marked) {
          markUnread(chat, ME, index)
        }
      })
      const { TYPE, CHANNEL_COMMENT } = answer(portal)
      const comments = Object.values(CHANNEL_COMMENT ?? {}).flatMap((channelComments: object) => Object.values(channelComments) as number[])
      expect(TYPE.ALL).toBe(TYPE.MESSENGER + TYPE.NOTIFY)
      expect(TYPE.MESSENGER).toBe(TYPE.CHAT + TYPE.DIALOG + TYPE.LINES + TYPE.TASKS_TASK + comments.reduce((total, count) => total + count, 0))
      expect(TYPE.CHAT).toBeGreaterThanOrEqual(TYPE.COPILOT + TYPE.COLLAB)
      const expected = seeds.reduce((total, { section, unread, muted, marked }) => {
        const markAlone = marked && unread === 0 && section !== 'lines' && section !== 'comment'
        return total + (muted ? 0 : unread + (markAlone ? 1 : 0))
      }, 0)
      expect(TYPE.MESSENGER).toBe(expected)
    }))
  })
})
