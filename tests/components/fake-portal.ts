import { type Mocked, vi } from 'vitest'
import { parseChat } from '../../src/bitrix24/chat.ts'
import { parseCounters } from '../../src/bitrix24/counters.ts'
import type { Portal } from '../../src/bitrix24/portal.ts'
import { parseTaskCounters } from '../../src/bitrix24/task-counters.ts'
import { err, ok } from '../../src/domain/failure.ts'
import type { SourceAnswer } from '../../src/domain/source.ts'

export const origin = 'https://example.bitrix24.com'

export const messenger = (answer: unknown): SourceAnswer => (
  { source: 'messenger', outcome: ok(parseCounters(answer)), operating: null }
)
export const tasks = (answer: unknown): SourceAnswer => (
  { source: 'tasks', outcome: ok(parseTaskCounters(answer)), operating: null }
)
export const chat = (answer: unknown, dialogId: string): SourceAnswer => ({
  source: `chat:${dialogId}`,
  outcome: ok({ chat: parseChat(answer, { dialogId, origin }), person: null }),
  operating: null,
})

/** A portal that answers what a test gives it, and remembers what it was asked. */
export function fakePortal(answers: readonly SourceAnswer[], overrides: Partial<Portal> = {}): Mocked<Portal> {
  const portal: Portal = {
    origin,
    language: 'en',
    placement: { kind: 'left-menu' },
    isAdmin: false,
    userId: null,
    identified: new Promise(() => undefined),
    followTimeZone: () => undefined,
    poll: () => Promise.resolve(ok(answers)),
    installer: () => Promise.resolve({
      survey: () => Promise.resolve(ok({ scopes: new Set(), offered: null, bindings: [] })),
      bind: () => Promise.resolve(ok(undefined)),
      unbind: () => Promise.resolve(ok(undefined)),
      finish: () => undefined,
    }),
    options: {
      forPerson: () => null,
      savingOf: () => 'kept',
      forEverybody: () => null,
      keepForPerson: () => Promise.resolve(true),
      keepForEverybody: () => Promise.resolve(true),
      learn: () => undefined,
      follow: () => undefined,
    },
    prepare: () => undefined,
    lookUp: () => Promise.resolve(ok(new Map())),
    recent: () => Promise.resolve({ outcome: ok({ conversations: [], dropped: 0, hasMore: false }), operating: null }),
    messages: () => Promise.resolve(ok(new Map())),
    send: () => Promise.resolve(ok(1)),
    like: () => Promise.resolve(ok(undefined)),
    people: () => Promise.resolve(ok(new Map())),
    notifications: () => Promise.resolve({ outcome: ok({ notifications: [], dropped: 0, total: 0, unread: 0 }), operating: null }),
    notify: () => Promise.resolve(ok({ isDone: true, said: [] })),
    tasks: () => Promise.resolve({ outcome: ok({ tasks: [], dropped: 0, hasMore: false }), operating: null }),
    openChat: () => undefined,
    chatUrl: dialogId => `${origin}/online/?IM_DIALOG=${dialogId}`,
    openLink: () => undefined,
    openTasks: () => Promise.resolve(ok(undefined)),
    act: actions => Promise.resolve(actions.map(() => ok({ left: 0 }))),
    scopes: () => Promise.resolve(ok(new Set(['im', 'task', 'placement']))),
    taskBreakdown: () => Promise.resolve(err({ kind: 'missing', code: 'ERROR_METHOD_NOT_FOUND' })),
    findProjects: () => Promise.resolve(err({ kind: 'missing', code: 'ERROR_METHOD_NOT_FOUND' })),
    search: () => Promise.resolve(ok({ dialogIds: new Set(), isComplete: true })),
    setTitle: () => undefined,
    ...overrides,
  }
  const {
    followTimeZone, poll, prepare, lookUp, recent, messages, send, like, people, openChat, chatUrl, openLink, openTasks, act, scopes,
    taskBreakdown, findProjects, search, notifications, notify, tasks: tasksOf,
    installer, setTitle,
  } = portal
  return {
    ...portal,
    followTimeZone: vi.fn(followTimeZone),
    poll: vi.fn(poll),
    prepare: vi.fn(prepare),
    lookUp: vi.fn(lookUp),
    recent: vi.fn(recent),
    messages: vi.fn(messages),
    send: vi.fn(send),
    like: vi.fn(like),
    people: vi.fn(people),
    notifications: vi.fn(notifications),
    notify: vi.fn(notify),
    tasks: vi.fn(tasksOf),
    openChat: vi.fn(openChat),
    chatUrl: vi.fn(chatUrl),
    openLink: vi.fn(openLink),
    openTasks: vi.fn(openTasks),
    act: vi.fn(act),
    scopes: vi.fn(scopes),
    taskBreakdown: vi.fn(taskBreakdown),
    findProjects: vi.fn(findProjects),
    search: vi.fn(search),
    installer: vi.fn(installer),
    setTitle: vi.fn(setTitle),
  }
}
