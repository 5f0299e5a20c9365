import { watchDebounced } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { matches, searchable } from '../domain/search.ts'
import type { Project, ProjectList, ProjectSearchStatus } from '../domain/task-counters.ts'
import { useConnectionStore } from './connection.ts'
import { useManualRefreshStore } from './manual-refresh.ts'

/** How long a person pauses before the portal is asked, in ms. */
const pause = 400

/**
 * Projects to choose from: the first the portal lists, and of the others those it finds by name. Names that are known
 * are searched at once.
 */
export const useProjectsStore = defineStore('projects', () => {
  const connection = useConnectionStore()
  const first = shallowRef<ProjectList | null>(null)
  const found = shallowRef<{ readonly text: string, readonly projects: readonly Project[] } | null>(null)
  /** Which stays on the list whatever is searched for. */
  const chosen = shallowRef<Project | null>(null)
  /** A part of a project's name. */
  const text = ref('')
  /** Whether the portal has not been able to search: then only known names are. */
  const isPartial = ref(false)
  const wanted = computed(() => text.value.trim())

  const fitting = computed<readonly Project[]>(() => {
    if (found.value?.text === wanted.value) return found.value.projects
    const query = searchable(wanted.value)
    return first.value?.projects.filter(({ name }) => query === '' || matches(name, query)) ?? []
  })
  /** Null where the portal does not tell. */
  const listed = computed<readonly Project[] | null>(() => {
    if (first.value === null) return null
    const { value: one } = chosen
    return one === null || fitting.value.some(({ id }) => id === one.id) ? fitting.value : [one, ...fitting.value]
  })
  /** What to say of the search: nothing fits only once the portal has answered. */
  const status = computed<ProjectSearchStatus | null>(() => {
    if (wanted.value === '') return null
    if (isPartial.value) return 'partial'
    if (found.value?.text !== wanted.value) return 'searching'
    return fitting.value.length === 0 ? 'nothing' : null
  })
  /** Whether the portal lists all it has at once. */
  const isComplete = computed(() => first.value?.complete ?? false)

  function take(list: ProjectList): void {
    first.value = list
  }

  /** @param id a workgroup's; 0 for all tasks */
  function choose(id: number): void {
    chosen.value = listed.value?.find(project => project.id === id) ?? null
  }

  async function find(): Promise<void> {
    const name = wanted.value
    isPartial.value = false
    if (name === '' || connection.portal === null) return
    const answer = await connection.portal.findProjects(name)
    if (name !== wanted.value) return
    isPartial.value = !answer.ok
    if (answer.ok) found.value = { text: name, projects: answer.value.projects }
  }
  watchDebounced(wanted, find, { debounce: pause })
  useManualRefreshStore().onRefresh(() => {
    if (isPartial.value) void find()
  })

  return { text, listed, status, isComplete, take, choose }
})
