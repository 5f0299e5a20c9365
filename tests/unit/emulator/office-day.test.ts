import { afterEach, expect, it } from 'vitest'
import { OfficeDay } from '../../../emulator/control/office-day.ts'
import { startEmulator } from '../../../emulator/index.ts'
import { buildScenario, type ScenarioName } from '../../../emulator/scenarios/index.ts'
import { Portal } from '../../../emulator/state/portal.ts'
import type { Recent } from '../../../emulator/wire.ts'
import { openPortal, type PortalClient } from './portal-client.ts'

const MORNING = Date.parse('2026-03-05T08:00:00Z')
const HOUR = 3_600_000

/** A clock that moves as fast as it is asked to, with at most one callback under way. */
function fakeClock() {
  let now = MORNING
  let waiting: { at: number, callback: () => void } | null = null
  return {
    now: () => now,
    timer: (callback: () => void, milliseconds: number) => {
      const own = { at: now + milliseconds, callback }
      waiting = own
      return () => {
        waiting = waiting === own ? null : waiting
      }
    },
    isWaiting: () => waiting !== null,
    pass: (milliseconds: number) => {
      const until = now + milliseconds
      while (waiting !== null && waiting.at <= until) {
        const { at, callback }: { at: number, callback: () => void } = waiting
        now = at
        waiting = null
        callback()
      }
      now = until
    },
  }
}

function officeDay(scenario: ScenarioName = 'demo', seed?: number) {
  const clock = fakeClock()
  const portal = new Portal(clock.now)
  buildScenario(portal, scenario, { chats: 50 })
  const before = new Set([...portal.chats.values()].flatMap(({ messages }) => messages))
  const day = new OfficeDay(portal, clock.timer)
  day.start({ userId: 1, seed })
  const news: string[] = []
  return {
    clock,
    day,
    portal,
    written: () => [...portal.chats.values()].flatMap(chat => chat.messages.filter(message => !before.has(message)).map(message => ({ chat, message }))),
    /** What has happened minute by minute. */
    live: (minutes: number) => {
      for (let second = 0; second < minutes * 60; second += 1) {
        const [last] = day.state.news
        clock.pass(1_000)
        if (day.state.news[0] !== last && day.state.news[0]) {
          news.push(day.state.news[0].text)
        }
      }
      return news
    },
  }
}

let open: PortalClient | undefined

afterEach(async () => {
  await open?.close()
  open = undefined
})

it('starts with a message, soon, and goes on at a pace a person can follow', () => {
  const { clock, day, portal, live } = officeDay()
  expect(day.state).toEqual({ on: true, news: [] })
  clock.pass(1_000)
  expect(day.state.news).toEqual([{ at: portal.now(), text: expect.stringMatching(/ (writes|mentions you) /) as string }])
  const events = live(10).length
  expect(events).toBeGreaterThanOrEqual(600 / 14)
  expect(events).toBeLessThanOrEqual(600 / 4)
})

it('lets everything happen that happens in an office', () => {
  const { live } = officeDay()
  const news = live(60).join('\n')
  for (const event of [
    /writes to you/, /writes in /, /mentions you in /, /causes a notification/, /^You read the chat with /m, /^You read a notification/m,
    /^Visitor \d+ – web chat writes$/m, / answers Visitor /, /comments on the task /, /deadline of /,
  ]) {
    expect(news).toMatch(event)
  }
})

it('is the same day for the same seed, and another for another', () => {
  const first = officeDay('demo', 7).live(15)
  expect(officeDay('demo', 7).live(15)).toEqual(first)
  expect(officeDay('demo', 8).live(15)).not.toEqual(first)
})

it('dates messages by the portal\'s clock, and lets only others write, in chats they are in', () => {
  const { portal, written, live } = officeDay()
  live(60)
  const fresh = written()
  expect(fresh.length).toBeGreaterThan(100)
  for (const { chat, message } of fresh) {
    expect(message.at).toBeGreaterThan(MORNING)
    expect(message.at).toBeLessThanOrEqual(portal.now())
    expect(message.authorId).not.toBe(1)
    expect(chat.members).toContain(message.authorId)
    expect(message.text).not.toContain('@me')
  }
  expect(fresh.some(({ message }) => message.text.includes('[USER=1]Anna Weber[/USER]'))).toBe(true)
})

it('drowns nobody: who has much unread reads more', () => {
  const { portal, live } = officeDay()
  live(8 * 60)
  const unread = portal.chatsOf(1).filter(({ messages, reads }) => (messages.at(-1)?.id ?? 0) > (reads.get(1)?.messageId ?? 0))
  expect(unread.length).toBeLessThan(40)
})

it.each(['fixture', 'empty', 'huge', 'hostile'] as const)('finds something to do in %s, whose people have no talks of their own', (scenario) => {
  const { live, written } = officeDay(scenario)
  live(10)
  expect(written().length).toBeGreaterThan(10)
})

it('stops, and nothing happens any more', () => {
  const { clock, day, written, live } = officeDay()
  live(1)
  day.stop()
  const before = written().length
  clock.pass(HOUR)
  expect(day.state.on).toBe(false)
  expect(clock.isWaiting()).toBe(false)
  expect(written()).toHaveLength(before)
})

it('is started and stopped by a control, told to the page, and ended by a new scenario', async () => {
  const clock = fakeClock()
  open = await openPortal({ scenario: 'demo', now: clock.now, timer: clock.timer })
  const state = async () => (await (await fetch(`${open?.origin ?? ''}/portal/recent?user=1`)).json() as Recent).officeDay
  await open.post('/control/office-day', { on: true, seed: 3 })
  clock.pass(1_000)
  expect(await state()).toEqual({ on: true, news: [{ at: clock.now(), text: expect.any(String) as string }] })
  await open.post('/control/office-day', { on: false })
  expect(await state()).toMatchObject({ on: false })

  open.control.officeDay({ on: true })
  open.control.scenario({ name: 'empty' })
  expect(await state()).toMatchObject({ on: false })
  expect(clock.isWaiting()).toBe(false)
})

it('ends with the emulator', async () => {
  const clock = fakeClock()
  const emulator = await startEmulator({ app: 'http://app.example.com/', now: clock.now, timer: clock.timer })
  emulator.control.officeDay({ on: true })
  await emulator.close()
  expect(clock.isWaiting()).toBe(false)
})

it('reads everything elsewhere but a visitor nobody has answered', async () => {
  open = await openPortal({ scenario: 'demo' })
  await open.post('/control/read-all', {})
  expect(open.control.state().sections).toMatchObject({ chats: 0, copilot: 0, collabs: 0, tasks: 0, lines: 1, notifications: 0 })
})

it('lets a new visitor wait in an open line', async () => {
  open = await openPortal({ scenario: 'demo' })
  const { dialogId } = open.control.visitor()
  expect(open.control.state().sections.lines).toBe(3)
  open.control.line({ dialogId, answered: true })
  open.control.read({ dialogId })
  expect(open.control.state().sections.lines).toBe(2)
})

it('tells the page the portal\'s clock, the person\'s time zone, and the comments on channels', async () => {
  open = await openPortal({ scenario: 'demo' })
  const get = async (path: string): Promise<unknown> => (await fetch(`${open?.origin ?? ''}/portal/${path}`)).json()
  expect(await get('session?user=6')).toMatchObject({ timeZone: 'Europe/Athens' })
  expect(await get('recent?user=1')).toMatchObject({
    now: Date.parse('2026-03-05T10:00:00Z'),
    comments: [{ dialogId: 'chat902', name: 'Comments, Company news: Yes, with a lock', counter: 4 }, { dialogId: 'chat903' }],
  })
})
