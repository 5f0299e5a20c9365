import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { frameClock } from '../browser/frame-clock.ts'
import { err, type Failure, ok } from '../domain/failure.ts'
import { applyResult, loading, type QueryState, valueOf } from '../domain/query-state.ts'
import { counterOf, listedTasks, type TaskList, type TaskPage, taskPageLength } from '../domain/task.ts'
import { afterReport, freshSource, isDue, retried } from '../polling/sources.ts'
import { useConnectionStore } from './connection.ts'
import { useUnreadStore } from './unread.ts'

/** Pages read at once at most: among the tasks with new comments the portal lists others, and a list may be long. */
const mostPages = 3

/** Overdue tasks, or those with new comments, asked for only while somebody looks at them. */
export const useTaskListStore = defineStore('task-list', () => {
  const connection = useConnectionStore()
  const unread = useUnreadStore()
  const shown = ref<TaskList | null>(null)
  const state = shallowRef<QueryState<readonly TaskPage[]>>(loading)
  const isAsking = ref(false)
  const found = computed(() => {
    const pages = valueOf(state.value)
    return pages === null || shown.value === null ? null : listedTasks(pages, shown.value)
  })
  /** How many pages are to be shown. */
  let wanted = 1
  /** How many of them, from the first on, are newer than the last change. */
  let fresh = 0
  let source = freshSource
  let question = 0

  /** Reads the pages that are not fresh, and further while there is nothing to add. Later pages stay as they were meanwhile. */
  async function readOn(list: TaskList): Promise<void> {
    question += 1
    const asked = question
    isAsking.value = true
    const before = valueOf(state.value) ?? []
    const known = before.slice(0, fresh)
    const had = listedTasks(known, list).tasks.length
    let pages = known
    let now = listedTasks(pages, list)
    let failure: Failure | null = null
    while (pages.length - known.length < mostPages && now.hasMore && (pages.length < wanted || now.tasks.length === had)) {
      if (connection.portal === null || !isDue(source, frameClock.now())) break
      const { outcome, operating } = await connection.portal.tasks(list, pages.length * taskPageLength)
      failure = outcome.ok ? null : outcome.failure
      source = afterReport(source, { failure, operating }, frameClock.now(), Math.random)
      if (asked !== question) return
      if (!outcome.ok) break
      pages = [...pages, outcome.value]
      now = listedTasks(pages, list)
    }
    isAsking.value = false
    fresh = pages.length
    wanted = now.hasMore ? Math.max(wanted, fresh) : fresh
    if (pages.length > known.length) {
      state.value = applyResult(state.value, ok([...pages, ...(now.hasMore ? before.slice(fresh) : [])]), frameClock.now())
    }
    if (failure !== null) state.value = applyResult(state.value, err(failure), frameClock.now())
  }

  /** Reads the list anew because a person wants it. */
  function refresh(): void {
    if (shown.value === null) return
    fresh = 0
    source = retried(source, frameClock.now())
    void readOn(shown.value)
  }

  function more(): void {
    if (shown.value === null || found.value?.hasMore !== true || isAsking.value) return
    wanted = (valueOf(state.value)?.length ?? 0) + 1
    source = retried(source, frameClock.now())
    void readOn(shown.value)
  }

  /** Somebody looks at a list, or at none any more. */
  function look(list: TaskList | null): void {
    // Tasks of one list are not older tasks of another.
    if (list !== shown.value) {
      state.value = loading
      wanted = 1
    }
    shown.value = list
    question += 1
    isAsking.value = false
    refresh()
  }

  watch([() => unread.tasks, () => unread.taskCounters] as const, ([, now], [, before]) => {
    const list = shown.value
    if (list === null) return
    const hasChanged = now?.[counterOf(list)] !== before?.[counterOf(list)]
    if (hasChanged) fresh = 0
    if (hasChanged || (!isAsking.value && fresh < wanted && isDue(source, frameClock.now()))) void readOn(list)
  })

  return { shown, state, found, isAsking, look, refresh, more }
})
