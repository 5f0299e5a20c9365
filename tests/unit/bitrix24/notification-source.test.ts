import type { B24Frame } from '@bitrix24/b24jssdk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Emulator, startEmulator } from '../../../emulator/index.ts'
import { askNotifications, notify } from '../../../src/bitrix24/notification-source.ts'
import { askTasks } from '../../../src/bitrix24/task-source.ts'
import { mayHaveActed } from '../../../src/domain/failure.ts'
import type { NotificationAction } from '../../../src/domain/notification-action.ts'
import { sdkAgainst } from './sdk.ts'

const ME = 1
let emulator: Emulator
let b24: B24Frame
let ids: readonly number[]

beforeEach(async () => {
  emulator = await startEmulator({ app: 'http://app.example.com/', scenario: 'empty' })
  b24 = sdkAgainst(emulator.origin)
  emulator.portal.unreadNotifications.clear()
  ids = [
    { type: 1, buttons: [{ title: 'Accept', value: 'Y' }], text: 'Invitation' }, { type: 2, canAnswer: true, text: 'Comment' },
    { type: 3, canAnswer: false, text: 'Deadline', read: true },
  ].map(seed => emulator.portal.unreadNotifications.add(ME, seed as Parameters<Emulator['portal']['unreadNotifications']['add']>[1]).id)
})
afterEach(() => emulator.close())

const [first, second, third] = [() => ids[0] ?? 0, () => ids[1] ?? 0, () => ids[2] ?? 0]
const state = () => emulator.portal.unreadNotifications.of(ME).map(({ id, read }) => `${ids.indexOf(id)}${read ? ' read' : ''}`).join(', ')

/** What each does to three notifications, of which the last has been read. */
const effects: readonly (readonly [kind: string, action: () => NotificationAction, after: string])[] = [
  ['confirm', () => ({ kind: 'confirm', id: first(), value: 'Y' }), '1, 2 read'],
  ['answer', () => ({ kind: 'answer', id: second(), text: 'Yes, $result[notify]' }), '0, 1 read, 2 read'],
  ['read', () => ({ kind: 'read', id: first() }), '0 read, 1, 2 read'],
  ['unread', () => ({ kind: 'unread', id: third() }), '0, 1, 2'],
  ['delete', () => ({ kind: 'delete', id: second() }), '0, 2 read'],
  ['read-all', () => ({ kind: 'read-all' }), '0, 1 read, 2 read'],
]
const before = '0, 1, 2 read'

describe.each(effects)('to %s', (_, action, after) => {
  it('does just that', async () => {
    expect(await notify(b24, action())).toMatchObject({ ok: true, value: { isDone: true } })
    expect(state()).toBe(after)
  })

  it.each([
    ['ACCESS_ERROR', 'permission'], ['QUERY_LIMIT_EXCEEDED', 'limit'],
  ])('is refused with %s, and not done', async (code, kind) => {
    emulator.control.fail({ method: '*', code })
    expect(await notify(b24, action())).toMatchObject({ ok: false, failure: { kind, code } })
    expect(state()).toBe(before)
  })

  it('leaves doubt where the connection is lost, whether the portal has acted or not', async () => {
    const leavesDoubt = async () => {
      const answer = await notify(b24, action())
      return !answer.ok && mayHaveActed(answer.failure)
    }
    emulator.control.drop({ on: true })
    expect(await leavesDoubt()).toBe(true)
    expect(state()).toBe(before)
    emulator.control.drop({ on: false })
    emulator.control.loseAnswer()
    expect(await leavesDoubt()).toBe(true)
    expect(state()).toBe(after)
  })
})

it('says so where the portal does nothing', async () => {
  expect(await notify(b24, { kind: 'confirm', id: first(), value: 'Perhaps' })).toEqual({ ok: true, value: { isDone: false, said: [] } })
  expect(await notify(b24, { kind: 'answer', id: third(), text: 'Yes' })).toEqual({ ok: true, value: { isDone: false, said: [] } })
  expect(await notify(b24, { kind: 'delete', id: 999_999 })).toEqual({ ok: true, value: { isDone: false, said: [] } })
  expect(state()).toBe(before)
})

it('tells what the portal says as plain text', async () => {
  expect(await notify(b24, { kind: 'confirm', id: first(), value: 'Y' })).toEqual({ ok: true, value: { isDone: true, said: ['Accept: done'] } })
})

it('does not understand an answer that is none', async () => {
  emulator.control.answer({ method: 'im.notify.read', result: { ok: 'perhaps' } })
  expect(await notify(b24, { kind: 'read', id: first() })).toMatchObject({ ok: false, failure: { kind: 'malformed' } })
})

it('reads the notifications page by page, each once', async () => {
  for (let count = 0; count < 120; count += 1) emulator.portal.unreadNotifications.add(ME)
  const seen: number[] = []
  for (let after: Parameters<typeof askNotifications>[2], pages = 0; pages < 4; pages += 1) {
    const { outcome } = await askNotifications(b24, ME, after)
    if (!outcome.ok) throw new Error('the portal answers')
    seen.push(...outcome.value.notifications.map(({ id }) => id))
    after = outcome.value.notifications.at(-1) ?? after
  }
  expect(seen).toHaveLength(123)
  expect(new Set(seen).size).toBe(123)
})

it('tells of overdue tasks by name, and that the app may not', async () => {
  emulator.control.scenario({ name: 'demo' })
  const { outcome } = await askTasks(b24, ME, 'overdue', 0)
  expect(outcome.ok && outcome.value.tasks.length).toBeGreaterThan(0)
  expect(outcome.ok && outcome.value.tasks.every(task => task.isOverdue && task.title !== '')).toBe(true)
  emulator.control.scopes({ scopes: ['im'] })
  expect((await askTasks(b24, ME, 'overdue', 0)).outcome).toMatchObject({ ok: false, failure: { kind: 'permission' } })
})
