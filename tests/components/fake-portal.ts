import { type Mocked, vi } from 'vitest'
import type { Portal, PollAnswer } from '../../src/bitrix24/portal.ts'
import { parseChat } from '../../src/bitrix24/chat.ts'
import { parseCounters } from '../../src/bitrix24/counters.ts'
import { parseTaskCounters } from '../../src/bitrix24/task-counters.ts'
import type { Outcome } from '../../src/domain/failure.ts'
import { failed, success } from '../../src/domain/failure.ts'

export const origin = 'https://example.bitrix24.com'

export const messenger = (answer: unknown) => ({ outcome: success(parseCounters(answer)), operating: null })
export const tasks = (answer: unknown) => ({ outcome: success(parseTaskCounters(answer)), operating: null })
export const chat = (answer: unknown, dialogId: string) => ({
  outcome: success({ chat: parseChat(answer, { dialogId, origin }), person: null }),
  operating: null,
})

/** A portal that answers what a test gives it, and remembers what it was asked. */
export function fakePortal(answer: Partial<PollAnswer>, overrides: Partial<Portal> = {}): Mocked<Portal> {
  const whole: Outcome<PollAnswer> = success({ messenger: null, tasks: null, chat: null, ...answer })
  const portal: Portal = {
    origin,
    language: 'en',
    placement: { kind: 'left-menu' },
    isAdmin: false,
    poll: () => Promise.resolve(whole),
    lookUp: () => Promise.resolve(success(new Map())),
    people: () => Promise.resolve(success(new Map())),
    openChat: () => undefined,
    chatUrl: dialogId => `${origin}/online/?IM_DIALOG=${dialogId}`,
    openLink: () => undefined,
    openTasks: () => Promise.resolve(success(undefined)),
    act: actions => Promise.resolve(actions.map(() => success({ left: 0 }))),
    taskBreakdown: () => Promise.resolve(failed({ kind: 'missing', code: 'ERROR_METHOD_NOT_FOUND' })),
    search: () => Promise.resolve(success(new Set())),
    setTitle: () => undefined,
    ...overrides,
  }
  const { poll, lookUp, people, openChat, chatUrl, openLink, openTasks, act, taskBreakdown, search, setTitle } = portal
  return {
    ...portal,
    poll: vi.fn(poll),
    lookUp: vi.fn(lookUp),
    people: vi.fn(people),
    openChat: vi.fn(openChat),
    chatUrl: vi.fn(chatUrl),
    openLink: vi.fn(openLink),
    openTasks: vi.fn(openTasks),
    act: vi.fn(act),
    taskBreakdown: vi.fn(taskBreakdown),
    search: vi.fn(search),
    setTitle: vi.fn(setTitle),
  }
}
