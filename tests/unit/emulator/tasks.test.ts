import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import documented from '../../fixtures/tasks.documented.json'
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
