import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { h } from 'vue'
import { parseTasks } from '../../src/bitrix24/task-list.ts'
import type { Portal } from '../../src/bitrix24/portal.ts'
import { err, ok } from '../../src/domain/failure.ts'
import { useTaskListStore } from '../../src/stores/task-list.ts'
import { useUnreadStore } from '../../src/stores/unread.ts'
import TaskListPanel from '../../src/views/unread/TaskListPanel.vue'
import { fakePortal, origin } from './fake-portal.ts'
import { hook, mountView } from './mount.ts'

// Whatever waits for a moment goes with its test.
beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const wire = (id: number, more: object = {}) => ({
  id: String(id), title: `Task ${id}`, deadline: '2026-03-01T18:00:00+00:00', status: '2', subStatus: '-1', groupId: '3', group: { id: '3', name: 'Product team' },
  newCommentsCount: 0, responsibleId: '1', ...more,
})
const pageOf = (tasks: readonly object[], hasMore = false) => {
  const page = parseTasks({ tasks }, { origin, userId: 1, now: Date.parse('2026-03-05T10:00:00Z') })
  return { outcome: ok({ ...page, hasMore }), operating: null }
}

async function show(list: 'overdue' | 'new-comments', answers: Portal['tasks'], overrides: Partial<Portal> = {}) {
  const portal = fakePortal([], { poll: () => new Promise(() => undefined), tasks: answers, ...overrides })
  const view = await mountView(() => h(TaskListPanel, { list }), portal)
  await flushPromises()
  return { view, portal, ids: () => view.findAll(hook('task')).map(one => Number(one.attributes('data-task-id'))) }
}

describe('the list of tasks', () => {
  it('tells name, deadline, project and new comments, and opens a task in the portal', async () => {
    const { view, portal, ids } = await show('overdue', () => Promise.resolve(pageOf([wire(42, { newCommentsCount: 2 }), wire(43, { title: ' ', group: [], groupId: '7' }), wire(44, { subStatus: '2', deadline: null })])))
    expect(ids()).toEqual([42, 43])
    const [first, second] = view.findAll(hook('task'))
    expect(first?.attributes()).toMatchObject({ 'data-overdue': 'true', 'href': `${origin}/company/personal/user/1/tasks/task/view/42/` })
    expect(first?.text()).toMatch(/Task 42.*Deadline: .*2026.*Product team.*2 new comments/s)
    expect(second?.text()).toMatch(/Task 43.*Project 7/s)
    await first?.trigger('click')
    expect(portal.openLink.mock.calls).toEqual([[`${origin}/company/personal/user/1/tasks/task/view/42/`]])
    await view.get(hook('open-tasks')).trigger('click')
    expect(portal.openTasks).toHaveBeenCalledTimes(1)
  })

  it('looks further for new comments while it finds none, and then on request', async () => {
    const quiet = Array.from({ length: 50 }, (_, index) => wire(100 + index))
    const { view, portal, ids } = await show('new-comments', (_, start) => Promise.resolve(start === 200 ? pageOf([wire(7, { newCommentsCount: 1 })]) : pageOf(quiet, true)))
    expect(portal.tasks.mock.calls).toEqual([['new-comments', 0], ['new-comments', 50], ['new-comments', 100]])
    expect(view.get(hook('list-empty')).text()).toBe('No such tasks among the latest ones')
    await view.get(hook('list-more')).trigger('click')
    await flushPromises()
    expect(ids()).toEqual([7])
    expect(view.find(hook('list-more')).exists()).toBe(false)
  })

  it('says that there are none only where the portal says so', async () => {
    expect((await show('overdue', () => Promise.resolve(pageOf([])))).view.get(hook('list-empty')).text()).toBe('No overdue tasks')
    expect((await show('new-comments', () => Promise.resolve(pageOf([])))).view.get(hook('list-empty')).text()).toBe('No tasks with new comments')
  })

  it('says how many tasks it cannot show, never that there are none: not understood, or nobody told of their comments', async () => {
    const dropped = (view: Awaited<ReturnType<typeof show>>['view']) => view.get(hook('tasks-dropped')).text()
    for (const list of ['overdue', 'new-comments'] as const) {
      const { view } = await show(list, () => Promise.resolve(pageOf([{ id: 'x' }])))
      expect(dropped(view)).toBe('1 task couldn’t be shown')
      expect(view.find(hook('list-empty')).exists()).toBe(false)
    }
    const untold = await show('new-comments', () => Promise.resolve(pageOf([wire(1, { newCommentsCount: null }), wire(2, { newCommentsCount: 'x' }), wire(3)])))
    expect(dropped(untold.view)).toBe('2 tasks couldn’t be shown')
    expect(untold.view.find(hook('list-empty')).exists()).toBe(false)
    const some = await show('new-comments', () => Promise.resolve(pageOf([wire(7, { newCommentsCount: 2 }), { id: 'x' }])))
    expect(some.ids()).toEqual([7])
    expect(dropped(some.view)).toBe('1 task couldn’t be shown')
  })

  it.each([['overdue', { expired: 3, newComments: 0 }], ['new-comments', { expired: 0, newComments: 3 }]] as const)(
    'does not say that there are none where the counters say more: %s', async (list, counted) => {
      const { view } = await show(list, () => Promise.resolve(pageOf([])))
      useUnreadStore().takeTasks(ok(counted), 1)
      await flushPromises()
      expect(view.get(hook('list-empty')).text()).toBe('No such tasks among the latest ones')
    },
  )

  it('shows as overdue what the portal lists as such, unless the task tells otherwise', async () => {
    const untold = { subStatus: null, status: null, deadline: null }
    const { ids } = await show('overdue', () => Promise.resolve(pageOf([
      wire(1, untold), wire(2, { ...untold, status: '5' }), wire(3, { ...untold, deadline: '2026-04-01T18:00:00+00:00' }), wire(4, { ...untold, subStatus: '3' }),
    ])))
    expect(ids()).toEqual([1])
  })

  it('says that the app has no permission for tasks', async () => {
    const { view } = await show('overdue', () => Promise.resolve({ outcome: err({ kind: 'permission', code: 'insufficient_scope' }), operating: null }))
    expect(view.get(hook('source-error')).attributes()).toMatchObject({ 'data-source': 'tasks', 'data-code': 'insufficient_scope' })
    expect(view.text()).toContain('no access')
    expect(view.find(hook('list-empty')).exists()).toBe(false)
  })

  it('is tried again by itself after a passing fault, with a poll that comes late enough', async () => {
    const { view, portal, ids } = await show('overdue', () => Promise.resolve({ outcome: err({ kind: 'network', code: 'NETWORK_ERROR' }), operating: null }))
    expect(view.find(hook('source-error')).exists()).toBe(true)
    portal.tasks.mockResolvedValue(pageOf([wire(42)]))
    vi.advanceTimersByTime(60_000)
    useUnreadStore().takeTasks(ok({ expired: null, newComments: null }), 1)
    await flushPromises()
    expect(view.find(hook('source-error')).exists()).toBe(false)
    expect(ids()).toEqual([42])
  })

  it('says when the tasks cannot be opened', async () => {
    const { view } = await show('overdue', () => Promise.resolve(pageOf([])), { openTasks: () => Promise.resolve(err({ kind: 'server', code: 'INTERNAL_SERVER_ERROR' })) })
    await view.get(hook('open-tasks')).trigger('click')
    await flushPromises()
    expect(view.get(hook('action-notice')).attributes('data-code')).toBe('INTERNAL_SERVER_ERROR')
  })

  it('is asked for again when the counters change, and by nobody once it is gone', async () => {
    const { view, portal } = await show('overdue', () => Promise.resolve(pageOf([wire(42)])))
    useUnreadStore().takeTasks(ok({ expired: 1, newComments: 0 }), 1)
    await flushPromises()
    expect(portal.tasks).toHaveBeenCalledTimes(2)
    view.unmount()
    useUnreadStore().takeTasks(ok({ expired: 2, newComments: 0 }), 2)
    await flushPromises()
    expect(portal.tasks).toHaveBeenCalledTimes(2)
    expect(useTaskListStore().shown).toBeNull()
  })

  /** A list of 50 tasks a page; `tasks` may be changed. */
  async function showPages(list: 'overdue' | 'new-comments', tasks: number) {
    const all = Array.from({ length: tasks }, (_, index) => wire(index + 1, { newCommentsCount: 1 }))
    const shown = await show(list, (_, start) => Promise.resolve(pageOf(all.slice(start, start + 50), all.length > start + 50)))
    let at = 0
    useUnreadStore().takeTasks(ok({ expired: 1, newComments: 1 }), at)
    await flushPromises()
    const poll = async (expired: number, newComments: number) => {
      at += 1
      vi.advanceTimersByTime(60_000)
      useUnreadStore().takeTasks(ok({ expired, newComments }), at)
      await flushPromises()
    }
    const more = async () => {
      await shown.view.get(hook('list-more')).trigger('click')
      await flushPromises()
    }
    const asked = () => shown.portal.tasks.mock.calls.map(([, start]) => start)
    return { ...shown, all, poll, more, asked }
  }

  it.each([['overdue', [2, 1]], ['new-comments', [1, 2]]] as const)('is read anew as far as it is shown when its counter changes: %s', async (list, [expired, comments]) => {
    const { portal, all, ids, poll, more, asked } = await showPages(list, 230)
    await more()
    await more()
    expect(ids()).toHaveLength(150)
    portal.tasks.mockClear()
    all.splice(10, 5)
    await poll(expired, comments)
    expect(asked()).toEqual([0, 50, 100])
    expect(ids()).toEqual([...Array.from({ length: 10 }, (_, index) => index + 1), ...Array.from({ length: 140 }, (_, index) => index + 16)])
  })

  it.each([['overdue', [1, 2]], ['new-comments', [2, 1]]] as const)('is not read anew when only the other counter changes: %s', async (list, [expired, comments]) => {
    const { portal, poll } = await showPages(list, 10)
    portal.tasks.mockClear()
    await poll(expired, comments)
    expect(portal.tasks).not.toHaveBeenCalled()
  })

  it('that is long is read anew at three pages a poll, and stays whole meanwhile', async () => {
    const { portal, all, ids, poll, more, asked } = await showPages('overdue', 230)
    for (let page = 1; page < 5; page += 1) await more()
    expect(ids()).toHaveLength(230)
    portal.tasks.mockClear()
    all.splice(0, 1)
    all.splice(199, 1)
    await poll(2, 1)
    expect(asked()).toEqual([0, 50, 100])
    expect(ids()).toHaveLength(229)
    await poll(2, 1)
    expect(asked()).toEqual([0, 50, 100, 150, 200])
    expect(ids()).toHaveLength(228)
    await poll(2, 1)
    expect(asked()).toHaveLength(5)
  })

  it('that has become shorter ends where the portal says so', async () => {
    const { all, ids, view, poll, more } = await showPages('overdue', 120)
    await more()
    all.splice(40)
    await poll(2, 1)
    expect(ids()).toHaveLength(40)
    expect(view.find(hook('list-more')).exists()).toBe(false)
  })

  it('stays as long as it was where the next page fails, and goes on to it on another try', async () => {
    const { portal, ids, view, more } = await showPages('overdue', 120)
    await more()
    portal.tasks.mockResolvedValueOnce({ outcome: err({ kind: 'network', code: 'NETWORK_ERROR' }), operating: null })
    await more()
    expect(view.find(hook('source-error')).exists()).toBe(true)
    expect(ids()).toHaveLength(100)
    await view.get(hook('list-retry')).trigger('click')
    await flushPromises()
    expect(view.find(hook('source-error')).exists()).toBe(false)
    expect(ids()).toHaveLength(120)
  })

  it('goes on to a page that failed with a poll that comes late enough', async () => {
    const { portal, ids, view, poll, more, asked } = await showPages('overdue', 120)
    portal.tasks.mockResolvedValueOnce({ outcome: err({ kind: 'network', code: 'NETWORK_ERROR' }), operating: null })
    await more()
    portal.tasks.mockClear()
    await poll(1, 1)
    expect(asked()).toEqual([50])
    expect(view.find(hook('source-error')).exists()).toBe(false)
    expect(ids()).toHaveLength(100)
  })

  it('holds the nastiest titles as text', async () => {
    const nasty = '<img src=x onerror="window.intruded=1">{{ 7*7 }}'
    const { view } = await show('overdue', () => Promise.resolve(pageOf([wire(42, { title: nasty, group: { id: '3', name: nasty } })])))
    expect(view.get(hook('task')).text()).toContain(nasty)
    expect(view.findAll('img')).toEqual([])
  })
})
