import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { err, ok } from '../../../src/domain/failure.ts'
import type { TaskBreakdown } from '../../../src/bitrix24/portal.ts'
import { useConnectionStore } from '../../../src/stores/connection.ts'
import { useManualRefreshStore } from '../../../src/stores/manual-refresh.ts'
import { useProjectsStore } from '../../../src/stores/projects.ts'
import { useSearchStore } from '../../../src/stores/search.ts'
import { useTasksStore } from '../../../src/stores/tasks.ts'
import { fakePortal } from '../../components/fake-portal.ts'
import { freshPinia } from '../../fresh-pinia.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const refused = err({ kind: 'permission', code: 'insufficient_scope' } as const)
const numbers = ok({ expired: 1, newComments: 2 })

async function connect(overrides: Parameters<typeof fakePortal>[1]) {
  freshPinia()
  const portal = fakePortal([], overrides)
  await useConnectionStore().follow(Promise.resolve({ status: 'connected', portal }))
  return portal
}

/** A person refreshes. */
async function refresh(): Promise<void> {
  await useManualRefreshStore().trigger()
  await vi.advanceTimersByTimeAsync(1_000)
}

describe('a refresh by hand asks again', () => {
  it('for task counters of which one could not be read, until all are there', async () => {
    const roles = { responsible: numbers, accomplice: numbers, auditor: numbers, originator: numbers }
    const complete: TaskBreakdown = { total: numbers, byRole: roles, projects: null }
    const portal = await connect({ taskBreakdown: () => Promise.resolve(ok({ ...complete, byRole: { ...roles, auditor: refused } })) })
    await useTasksStore().ask()
    portal.taskBreakdown.mockResolvedValue(ok(complete))
    await refresh()
    expect(portal.taskBreakdown).toHaveBeenCalledTimes(2)
    await refresh()
    expect(portal.taskBreakdown).toHaveBeenCalledTimes(2)
  })

  it('for what is searched for, where the portal could not search', async () => {
    const portal = await connect({ search: () => Promise.resolve(refused) })
    const search = useSearchStore()
    search.text = 'Anna'
    await vi.advanceTimersByTimeAsync(1_000)
    expect(search.progress).toBe('partial')
    portal.search.mockResolvedValue(ok({ dialogIds: new Set(['7']), isComplete: true }))
    await refresh()
    expect(search.progress).toBe('done')
    await refresh()
    expect(portal.search).toHaveBeenCalledTimes(2)
  })

  it('for projects by name, where the portal could not search', async () => {
    const portal = await connect({ findProjects: () => Promise.resolve(refused) })
    const projects = useProjectsStore()
    projects.text = 'Lunch'
    await vi.advanceTimersByTimeAsync(1_000)
    expect(projects.status).toBe('partial')
    portal.findProjects.mockResolvedValue(ok({ projects: [], complete: true }))
    await refresh()
    expect(projects.status).toBe('nothing')
    await refresh()
    expect(portal.findProjects).toHaveBeenCalledTimes(2)
  })
})
