import { expect, it } from 'vitest'
import { buildScenario, SCENARIO_NAMES, type ScenarioName, type ScenarioOptions } from '../../../emulator/scenarios/index.ts'
import { unreadMessages } from '../../../emulator/state/conversation.ts'
import { Portal } from '../../../emulator/state/portal.ts'

function built(name: ScenarioName, options?: ScenarioOptions): Portal {
  const portal = new Portal(() => Date.parse('2026-03-05T10:00:00Z'))
  buildScenario(portal, name, options)
  return portal
}

it.each(SCENARIO_NAMES)('%s names only people who exist, and tells no story out of order', (name) => {
  const portal = built(name, { chats: 300 })
  for (const chat of portal.chats.values()) {
    expect([...chat.members].filter(id => !portal.users.has(id))).toEqual([])
    const times = chat.messages.map(({ at }) => at)
    expect(times).toEqual([...times].sort((one, other) => one - other))
  }
})

it('huge is the same each time, and as large as asked', () => {
  const counts = () => [...built('huge', { chats: 200 }).chats.values()].map(chat => unreadMessages(chat, 1).length)
  expect(counts()).toHaveLength(200)
  expect(counts()).toEqual(counts())
})

it('huge has one chat more that so many others are in, some of whom have read', () => {
  const chats = [...built('huge', { chats: 3, readers: 500 }).chats.values()]
  expect(chats).toHaveLength(4)
  expect(chats.at(-1)?.members.size).toBe(501)
  expect([...chats.at(-1)?.reads.keys() ?? []].filter(id => id !== 1)).toHaveLength(334)
})

it('demo shows every kind of chat unread', () => {
  const portal = built('demo')
  const unread = portal.chatsOf(1).filter(chat => unreadMessages(chat, 1).length > 0)
  expect(new Set(unread.map(chat => chat.section))).toEqual(new Set(['private', 'chat', 'copilot', 'collab', 'lines', 'task', 'comment']))
  expect(unread.length).toBeGreaterThanOrEqual(20)
})
