import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { byImportance } from '../domain/conversation.ts'
import type { Counters } from '../domain/counters.ts'
import type { Outcome } from '../domain/failure.ts'
import { loading, read, type Reading, recall as recallReading, valueOf } from '../domain/reading.ts'
import type { TaskCounters } from '../domain/task-counters.ts'
import { waitingFor } from '../domain/waiting.ts'
import type { LastNumbers } from './last-numbers.ts'
import { useSettingsStore } from './settings.ts'

/** What is unread: in the messenger and in tasks. The two fail apart. */
export const useUnreadStore = defineStore('unread', () => {
  const preferences = useSettingsStore()
  const messenger = shallowRef<Reading<Counters>>(loading)
  const tasks = shallowRef<Reading<TaskCounters>>(loading)

  const counters = computed(() => valueOf(messenger.value))
  const taskCounters = computed(() => valueOf(tasks.value))
  const waiting = computed(() => waitingFor(counters.value, taskCounters.value, preferences.settings.uncounted))
  const conversations = computed(() => counters.value?.conversations
    .filter(({ muted }) => preferences.settings.showsMuted || !muted)
    .toSorted(byImportance) ?? [])

  /** @param at when the answer came, in ms since the epoch */
  function takeMessenger(outcome: Outcome<Counters>, at: number): void {
    messenger.value = read(messenger.value, outcome, at)
  }

  /** @param at when the answer came, in ms since the epoch */
  function takeTasks(outcome: Outcome<TaskCounters>, at: number): void {
    tasks.value = read(tasks.value, outcome, at)
  }

  /** Shows the numbers of an earlier visit until the portal has answered. */
  function recall({ at, counters: lastCounters, tasks: lastTasks }: LastNumbers): void {
    if (lastCounters !== null) messenger.value = recallReading(messenger.value, lastCounters, at)
    if (lastTasks !== null) tasks.value = recallReading(tasks.value, lastTasks, at)
  }

  return { messenger, tasks, counters, taskCounters, waiting, conversations, takeMessenger, takeTasks, recall }
})
