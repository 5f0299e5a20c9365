import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { TaskBreakdown } from '../bitrix24/portal.ts'
import { applyResult, failureOf, loading, type QueryState, valueOf } from '../domain/query-state.ts'
import { useConnectionStore } from './connection.ts'
import { useManualRefreshStore } from './manual-refresh.ts'
import { useProjectsStore } from './projects.ts'

/** Task counters by role and by project, asked for only when somebody wants to see them. */
export const useTasksStore = defineStore('tasks', () => {
  const connection = useConnectionStore()
  const projects = useProjectsStore()
  const breakdown = shallowRef<QueryState<TaskBreakdown>>(loading)
  /** A workgroup's id; 0 for all tasks. */
  const groupId = ref(0)
  const isAsking = ref(false)
  let question = 0

  const failure = computed(() => failureOf(breakdown.value))

  /** Asks for the counters of a project, or of all tasks; the projects themselves come once, with the first answer. */
  async function ask(group = groupId.value): Promise<void> {
    if (connection.portal === null) return
    // Numbers of one project are not older numbers of another.
    if (group !== groupId.value) breakdown.value = loading
    groupId.value = group
    projects.choose(group)
    question += 1
    const asked = question
    isAsking.value = true
    const answer = await connection.portal.taskBreakdown({ groupId: group, withProjects: projects.listed === null })
    if (asked !== question) return
    isAsking.value = false
    breakdown.value = applyResult(breakdown.value, answer, Date.now())
    if (answer.ok && answer.value.projects?.ok === true) projects.take(answer.value.projects.value)
  }

  /** Each number has an outcome of its own. */
  const hasFailedPart = (): boolean => {
    const value = valueOf(breakdown.value)
    return value !== null && [value.total, ...Object.values(value.byRole), value.projects].some(part => part?.ok === false)
  }

  useManualRefreshStore().onRefresh(() => {
    if ((failure.value !== null || hasFailedPart()) && !isAsking.value) void ask()
  })

  return { breakdown, groupId, isAsking, failure, ask }
})
