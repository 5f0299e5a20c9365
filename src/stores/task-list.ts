import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { frameClock } from '../browser/frame-clock.ts'
import { ok, type Result } from '../domain/failure.ts'
import { applyResult, failureOf, loading, type QueryState, valueOf } from '../domain/query-state.ts'
import { belongsTo, type Task, type TaskList, taskPageLength } from '../domain/task.ts'
import { afterReport, freshSource, isDue, retried } from '../polling/sources.ts'
import { useConnectionStore } from './connection.ts'
import { useUnreadStore } from './unread.ts'

/** Tasks that have been read so far. */
export interface ListedTasks {
  readonly tasks: readonly Task[]
  /** Tasks that could not be understood, or of which nobody tells whether they belong to the list. */
  readonly dropped: number
  /** Where the next page begins; null where there is none. */
  readonly next: number | null
}

/** Pages looked through at once at most for tasks with new comments: the portal lists others among them. */
const mostPages = 3

/** Overdue tasks, or those with new comments, asked for only while somebody looks at them. */
export const useTaskListStore = defineStore('task-list', () => {
  const connection = useConnectionStore()
  const unread = useUnreadStore()
  const shown = ref<TaskList | null>(null)
  const state = shallowRef<QueryState<ListedTasks>>(loading)
  const isAsking = ref(false)
  const found = computed(() => valueOf(state.value))
  let source = freshSource
  let question = 0

  /** Reads on from a page, until there is something to show. */
  async function read(list: TaskList, start: number, known: readonly Task[], droppedBefore = 0): Promise<void> {
    question += 1
    const asked = question
    isAsking.value = true
    let result: Result<ListedTasks> | null = null
    let tasks = known
    let dropped = droppedBefore
    let next: number | null = start
    for (let pages = 0; next !== null && pages < mostPages && tasks.length === known.length; pages += 1) {
      if (connection.portal === null || !isDue(source, frameClock.now())) break
      const { outcome, operating } = await connection.portal.tasks(list, next)
      source = afterReport(source, { failure: outcome.ok ? null : outcome.failure, operating }, frameClock.now(), Math.random)
      if (asked !== question) return
      if (!outcome.ok) {
        result = outcome
        break
      }
      const ids = new Set(tasks.map(({ id }) => id))
      tasks = [...tasks, ...outcome.value.tasks.filter(task => belongsTo(list, task) === true && !ids.has(task.id))]
      dropped += outcome.value.dropped + outcome.value.tasks.filter(task => belongsTo(list, task) === null).length
      next = outcome.value.hasMore ? next + taskPageLength : null
      result = ok({ tasks, dropped, next })
    }
    isAsking.value = false
    if (result !== null) state.value = applyResult(state.value, result, frameClock.now())
  }

  /** Reads the list anew because a person wants it. */
  function refresh(): void {
    if (shown.value === null) return
    source = retried(source, frameClock.now())
    void read(shown.value, 0, [])
  }

  function more(): void {
    const { tasks = [], dropped = 0, next = null } = found.value ?? {}
    if (shown.value === null || next === null || isAsking.value) return
    source = retried(source, frameClock.now())
    void read(shown.value, next, tasks, dropped)
  }

  /** Somebody looks at a list, or at none any more. */
  function look(list: TaskList | null): void {
    // Tasks of one list are not older tasks of another.
    if (list !== shown.value) state.value = loading
    shown.value = list
    question += 1
    isAsking.value = false
    refresh()
  }

  watch([() => unread.tasks, () => unread.taskCounters] as const, ([, now], [, before]) => {
    const hasChanged = now?.expired !== before?.expired || now?.newComments !== before?.newComments
    const isAgain = !isAsking.value && failureOf(state.value) !== null && isDue(source, frameClock.now())
    if (shown.value !== null && (hasChanged || isAgain)) void read(shown.value, 0, [])
  })

  return { shown, state, found, isAsking, look, refresh, more }
})
