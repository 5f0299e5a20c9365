import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import documented from '../../fixtures/tasks.documented.json'
import { activeTasksCommand, overdueTasksCommand, parseTasks } from '../../../src/bitrix24/task-list.ts'
import { openPortal, type PortalClient } from './portal-client.ts'

let portal: PortalClient

beforeEach(async () => {
  portal = await openPortal()
})

afterEach(() => portal.close())

const ask = (params: object = {}, userId?: number) => portal.call('tasks.task.counters.get', params, userId)
const result = async (params?: object, userId?: number) => (await ask(params, userId)).body.result

describe('tasks.task.counters.get', () => {
  it('sends the total and the muted comments besides what is documented', async () => {
    expect(await result()).toEqual({ total: { counter: 8, code: '' }, ...documented, muted_new_comments: { counter: 2, code: 1 } })
  })

  it('sends only what is documented on an older portal', async () => {
    portal.control.shape({ shape: 'older' })
    expect(await result()).toEqual(documented)
  })

  it('counts by role and by group', async () => {
    expect(await result({ type: 'view_role_responsible' })).toMatchObject({ expired: { counter: 1 } })
    expect(await result({ type: 'view_role_auditor' })).toMatchObject({ expired: { counter: 0 }, new_comments: { counter: 0 } })
    expect(await result({ userId: '1', groupId: '3' })).toMatchObject({ new_comments: { counter: 7 } })
  })

  it('is an empty list for an unknown person or role, and for a person one may not see', async () => {
    expect(await result({ userId: 99999 })).toEqual([])
    expect(await result({ type: 'view_role_boss' })).toEqual([])
    expect(await result({ userId: 1 }, 547)).toEqual([])
    expect(await result({ userId: 9 })).toMatchObject({ expired: { counter: 1 } })
  })

  it.each([{ userId: 'abc' }, { userId: [] }, { groupId: 4 }, { groupId: 77 }])('fails with the code 0 for %o', async (params) => {
    expect(await ask(params)).toMatchObject({ status: 400, body: { error: '0' } })
  })
})

it('a comment is a message of the task\'s chat too, and reading the chat reads it', async () => {
  portal.control.taskComment({ taskId: 42, count: 2 })
  expect(await result()).toMatchObject({ new_comments: { counter: 9 } })
  expect((await portal.call('im.counters.get')).body.result).toMatchObject({ TASKS_TASK: { 1701: 11 } })
  portal.control.read({ dialogId: 'chat1701' })
  expect(await result()).toMatchObject({ new_comments: { counter: 0 } })
})

it('a task becomes overdue', async () => {
  expect(portal.control.taskOverdue()).toEqual({ taskId: 43 })
  expect(await result()).toMatchObject({ expired: { counter: 2 } })
  expect(() => portal.control.taskOverdue()).toThrow('no such task')
})

describe('tasks.task.list', () => {
  const context = { origin: 'http://portal.example', userId: 1, now: Date.parse('2026-03-05T10:00:00Z') }
  const tasks = async ({ method, params }: { method: string, params?: object }, userId = 1) => parseTasks((await portal.call(method, params, userId)).body.result, { ...context, userId })

  it('names the tasks behind the counters, with project and chat', async () => {
    expect(await tasks(overdueTasksCommand({ userId: 1 }))).toMatchObject({
      dropped: 0, tasks: [{ id: 42, title: 'Quarterly report', isOverdue: true, newComments: 7, project: { id: 3, name: 'Finance' }, chatId: 1701, deadline: '2026-03-04T11:00:00+01:00' }],
    })
    const active = await tasks(activeTasksCommand({ userId: 1 }))
    expect(active.tasks.map(({ id, newComments, isOverdue }) => [id, newComments, isOverdue]).toSorted()).toEqual([[42, 7, true], [43, 2, false]])
    portal.control.taskOverdue({ taskId: 42, overdue: false })
    expect((await tasks(overdueTasksCommand({ userId: 1 }))).tasks).toEqual([])
  })

  it('has pages, filters and a scope of its own', async () => {
    const list = async (params: object) => (await portal.call('tasks.task.list', params)).body as { result: { tasks: { id: string }[] }, total: number }
    expect(await list({ filter: { '!ID': [42] }, select: ['TITLE'] })).toEqual(expect.objectContaining({ result: { tasks: [{ id: '43', title: 'Order new chairs' }] }, total: 1 }))
    expect((await list({ filter: { '<DEADLINE': '2026-03-05T10:00:00Z' } })).total).toBe(1)
    expect((await list({ start: 50 })).result.tasks).toEqual([])
    expect((await portal.call('tasks.task.list', {}, 560)).body.result).toEqual({ tasks: [] })
    portal.control.scopes({ scopes: ['im'] })
    expect((await portal.call('tasks.task.list')).body.error).toBe('insufficient_scope')
  })

  it('has a task by its id, for those who may see it', async () => {
    const params = { taskId: 42, select: ['ID', 'CHAT_ID'] }
    expect((await portal.call('tasks.task.get', params)).body.result).toMatchObject({ task: { id: '42', chatId: 1701 } })
    expect(await portal.call('tasks.task.get', params, 560)).toMatchObject({ status: 400, body: { error: '0' } })
  })
})
