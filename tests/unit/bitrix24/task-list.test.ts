import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Emulator, startEmulator } from '../../../emulator/index.ts'
import { overdueTasksCommand, parseTasks } from '../../../src/bitrix24/task-list.ts'
import { askTasks } from '../../../src/bitrix24/task-source.ts'
import { sdkAgainst } from './sdk.ts'

const origin = 'https://example.bitrix24.com'
const context = { origin, userId: 547, now: Date.parse('2026-03-05T10:00:00Z') }
const task = {
  id: '8017', title: 'Task <b>example</b>', deadline: '2026-03-04T19:00:00+02:00', status: '2', subStatus: '-1', groupId: '3', group: { id: '3', name: 'Finance', opened: false },
  chatId: '1701', newCommentsCount: 4, responsibleId: '547', createdBy: '13', accomplices: [], auditors: ['103'],
}
const parse = (...tasks: unknown[]) => parseTasks({ tasks }, context)

describe('tasks', () => {
  it('are read with deadline, project, comments and chat', () => {
    expect(parse(task)).toEqual({
      dropped: 0, hasMore: false,
      tasks: [{
        id: 8017, title: 'Task <b>example</b>', deadline: '2026-03-04T19:00:00+02:00', isOverdue: true, newComments: 4,
        project: { id: 3, name: 'Finance' }, chatId: 1701, url: `${origin}/company/personal/user/547/tasks/task/view/8017/`,
      }],
    })
  })

  it('have no project, chat, deadline or comments where the portal tells of none', () => {
    expect(parse({ id: 5, group: [], groupId: '0', chatId: null, deadline: null }).tasks[0]).toMatchObject({ project: null, chatId: null, deadline: null, isOverdue: null, newComments: null, title: '' })
  })

  it.each([['2', '-1', true], ['2', undefined, true], ['4', undefined, false], ['5', '5', false], [undefined, undefined, true]])(
    'with the status %s and %s after their deadline are overdue: %s', (status, subStatus, isOverdue) => {
      expect(parse({ ...task, status, subStatus }).tasks[0]).toMatchObject({ isOverdue })
    },
  )

  it.each([['2', '-1', true], ['2', '2', false], ['5', undefined, false], ['2', undefined, null], [null, null, null], ['x', '', null]])(
    'with the status %s and %s and no deadline are overdue: %s', (status, subStatus, isOverdue) => {
      expect(parse({ ...task, status, subStatus, deadline: null }).tasks[0]).toMatchObject({ isOverdue })
    },
  )

  it('of others are left out, and what cannot be understood is counted', () => {
    expect(parse(task, { ...task, id: 1, responsibleId: '9' }, { ...task, id: 2, responsibleId: '9', accomplices: { 0: '547' } }, { id: 'x' }, null)).toMatchObject({
      tasks: [{ id: 8017 }, { id: 2 }], dropped: 2,
    })
  })

  it('fill a page where there may be more', () => {
    expect(parse(...Array.from({ length: 50 }, () => task)).hasMore).toBe(true)
  })

  it('are refused when they are none', () => {
    for (const none of [null, [], {}, { tasks: 'x' }]) expect(() => parseTasks(none, context)).toThrow()
  })

  it('that are overdue are asked for by their deadline', () => {
    expect(overdueTasksCommand({ userId: 547 })).toMatchObject({ method: 'tasks.task.list', params: { filter: { MEMBER: 547, STATUS: -1 }, order: { DEADLINE: 'asc' }, start: 0 } })
  })
})

describe('overdue tasks', () => {
  let emulator: Emulator
  const ahead = 2 * 3_600_000
  beforeEach(async () => {
    emulator = await startEmulator({ app: 'http://app.example.com/', scenario: 'fixture', now: () => Date.now() + ahead })
  })
  afterEach(() => emulator.close())

  it('are told by the portal\'s clock: the computer\'s own may be slow', async () => {
    const justOverdue = { ...task, subStatus: undefined, deadline: new Date(Date.now() + ahead / 2).toISOString() }
    emulator.control.answer({ method: 'tasks.task.list', result: { tasks: [justOverdue] } })
    const { outcome } = await askTasks(sdkAgainst(emulator.origin), 547, 'overdue', 0)
    expect(outcome).toMatchObject({ ok: true, value: { tasks: [{ id: 8017, isOverdue: true }] } })
  })
})
