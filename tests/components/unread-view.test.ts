import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Portal } from '../../src/bitrix24/portal.ts'
import { err, type Failure, ok } from '../../src/domain/failure.ts'
import { useSyncStore } from '../../src/stores/sync.ts'
import UnreadView from '../../src/views/UnreadView.vue'
import empty from '../fixtures/counters.empty.json'
import newest from '../fixtures/counters.newest.json'
import tasksDenied from '../fixtures/tasks.denied.json'
import tasksDocumented from '../fixtures/tasks.documented.json'
import { fakePortal, messenger, tasks } from './fake-portal.ts'
import { answered, hook, mountView } from './mount.ts'

const refused: Failure = { kind: 'permission', code: 'insufficient_scope' }
const numbers = [messenger(newest.result), tasks(tasksDocumented)]

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

async function show(portal = fakePortal(numbers)) {
  const view = await mountView(UnreadView, portal)
  await flushPromises()
  // What the first paint does without.
  await vi.advanceTimersByTimeAsync(100)
  await vi.dynamicImportSettled()
  await flushPromises()
  return { view, portal, count: (key: string) => view.get(hook(`counter-${key}`)).attributes('data-count') }
}

describe('the left menu', () => {
  it('shows skeletons until something is known, and no number', async () => {
    const { view, count } = await show(fakePortal([], { poll: () => new Promise(() => undefined) }))
    expect(view.get(hook('sync-status')).attributes('data-state')).toBe('loading')
    expect([count('waiting'), count('all')]).toEqual([undefined, undefined])
    expect(view.find(hook('empty')).exists()).toBe(false)
  })

  it('shows the totals', async () => {
    const { view, count } = await show()
    expect([count('waiting'), count('all'), count('messenger'), count('tasks-expired')]).toEqual(['43', '42', '38', '1'])
    expect(view.get(hook('sync-status')).attributes('data-state')).toBe('fresh')
    expect(view.find(hook('counter-other')).exists()).toBe(false)
  })

  it('keeps the messenger when the tasks fail', async () => {
    const { view, count } = await show(fakePortal([messenger(newest.result), { source: 'tasks', outcome: err(refused), operating: null }]))
    expect([count('all'), count('tasks-expired'), count('waiting')]).toEqual(['42', undefined, undefined])
    expect(view.get(hook('source-error')).attributes()).toMatchObject({ 'data-source': 'tasks', 'data-code': 'insufficient_scope' })
  })

  it('calls no answer about tasks unknown, not an error and not zero', async () => {
    const { view, count } = await show(fakePortal([messenger(newest.result), tasks(tasksDenied)]))
    expect([count('tasks-expired'), count('tasks-new-comments')]).toEqual([undefined, undefined])
    expect(view.find(hook('source-error')).exists()).toBe(false)
    expect(view.find(hook('no-task-counters')).exists()).toBe(true)
  })

  it('keeps the last numbers when the portal fails, and marks them as old', async () => {
    const { view, portal, count } = await show()
    portal.poll.mockResolvedValueOnce(err({ kind: 'server', code: 'INTERNAL_SERVER_ERROR' }))
    useSyncStore().refresh()
    await vi.advanceTimersByTimeAsync(2_000)
    await answered()
    expect([count('waiting'), count('all')]).toEqual(['43', '42'])
    expect(view.get(hook('sync-status')).attributes('data-state')).toBe('stale')
  })

  it('celebrates only when it is known that nothing waits', async () => {
    const noTasks = tasks({ expired: { counter: 0 }, new_comments: { counter: 0 } })
    expect((await show(fakePortal([messenger(empty), noTasks]))).view.find(hook('empty')).exists()).toBe(true)
    expect((await show(fakePortal([messenger(empty), tasks(tasksDenied)]))).view.find(hook('empty')).exists()).toBe(false)
  })
})

it.each([
  [129, '99', undefined, '99 more messages in chats not in this list'],
  [180, '150', 'true', '150+ more messages in chats not in this list'],
])('of %i messages, those in no listed chat are a lower bound where one of their chats may be counted no further', async (all, count, atLeast, text) => {
  const { view } = await show(fakePortal([messenger({ TYPE: { ALL: all, NOTIFY: 0, MESSENGER: all, CHAT: all, DIALOG: 0 }, CHAT: { 7: 30 } })]))
  await vi.advanceTimersByTimeAsync(5_500)
  const unlisted = view.get(hook('unlisted'))
  expect([unlisted.attributes('data-count'), unlisted.attributes('data-at-least'), unlisted.text()]).toEqual([count, atLeast, text])
})

describe('the list, while nobody knows what is newest', () => {
  const isHeld = (view: Awaited<ReturnType<typeof show>>['view']) => view.find('[aria-busy="true"]').exists()
  const rows = (view: Awaited<ReturnType<typeof show>>['view']) => view.findAll(hook('conversation')).length

  it('shows skeletons until the last messages are read, so that no row jumps', async () => {
    let answer: (value: Awaited<ReturnType<Portal['recent']>>) => void = () => undefined
    const { view } = await show(fakePortal(numbers, { recent: () => new Promise((resolve) => { answer = resolve }) }))
    await vi.advanceTimersByTimeAsync(2_000)
    expect(isHeld(view)).toBe(true)
    answer({ outcome: ok({ conversations: [], dropped: 0, hasMore: false }), operating: null })
    await vi.waitFor(() => expect([isHeld(view), rows(view) > 0]).toEqual([false, true]))
  })

  it('shows the rows when the portal refuses to tell', async () => {
    const { view } = await show(fakePortal(numbers, { recent: () => Promise.resolve({ outcome: err(refused), operating: null }) }))
    await vi.advanceTimersByTimeAsync(500)
    expect([isHeld(view), rows(view) > 0]).toEqual([false, true])
  })

  it('shows the rows when the portal does not answer for long', async () => {
    const { view } = await show(fakePortal(numbers, { recent: () => new Promise(() => undefined) }))
    await vi.advanceTimersByTimeAsync(5_500)
    expect([isHeld(view), rows(view) > 0]).toEqual([false, true])
  })
})
