import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { withActions } from '../domain/chat-action.ts'
import type { Conversation } from '../domain/conversation.ts'
import type { Counters } from '../domain/counters.ts'
import type { Result } from '../domain/failure.ts'
import { type News, newsBetween } from '../domain/news.ts'
import { withNotificationEffects } from '../domain/notification-action.ts'
import { applyAnswer, applyResult, type AskedState, hydrate, loading, neverAsked, type QueryState, valueOf } from '../domain/query-state.ts'
import { withPrivateChats, withUsualDialogIds } from '../domain/private-chats.ts'
import type { TaskCounters } from '../domain/task-counters.ts'
import { waitingFor } from '../domain/waiting.ts'
import type { LastNumbers } from '../storage/last-numbers.ts'
import { usePendingActionsStore } from './pending-actions.ts'
import { usePrivateChatsStore } from './private-chats.ts'
import { useSettingsStore } from './settings.ts'

/** What is unread: in the messenger and in tasks. The two fail apart. */
export const useUnreadStore = defineStore('unread', () => {
  const preferences = useSettingsStore()
  const actions = usePendingActionsStore()
  const privateChats = usePrivateChatsStore()
  const asked = shallowRef<AskedState<Counters>>(neverAsked)
  const messenger = computed(() => asked.value.state)
  const tasks = shallowRef<QueryState<TaskCounters>>(loading)

  const answered = computed(() => valueOf(messenger.value))
  const acted = computed(() => {
    const people = privateChats.privateChats
    return answered.value && withActions(withPrivateChats(answered.value, people), withUsualDialogIds(actions.pending, people))
  })
  /** Another object only where something has changed: thousands of rows follow from it. */
  const counters = computed(() => acted.value && withNotificationEffects(acted.value, actions.effectsSince(asked.value.askedAt)))
  const taskCounters = computed(() => valueOf(tasks.value))
  const waiting = computed(() => waitingFor(counters.value, taskCounters.value, preferences.settings.uncounted))

  const conversations = computed<readonly Conversation[]>(() => {
    const all = counters.value?.conversations ?? []
    return preferences.settings.showsMuted ? all : all.filter(({ muted }) => !muted)
  })
  /** Goes up whenever the list is to be sorted anew: the person is not in the middle of reading it. */
  const sorting = ref(0)
  /** What the last answer brought that was not there before. */
  const news = shallowRef<readonly News[]>([])

  /** Has the list sorted anew. */
  function sortAnew(): void {
    sorting.value += 1
  }

  /** Takes an answer, as `applyAnswer` does, and says what is new in it. */
  function takeMessenger(outcome: Result<Counters>, at: number, askedAt: number): void {
    const next = applyAnswer(asked.value, outcome, at, askedAt)
    if (next === asked.value) return
    // Numbers of an earlier visit are no answer: against them, everything would be news.
    const before = asked.value.askedAt === -Infinity ? null : counters.value
    const shownBefore = conversations.value
    asked.value = next
    if (!outcome.ok) return
    actions.answered(askedAt)
    if (before !== null) news.value = newsBetween(shownBefore, conversations.value, before.listsAll)
  }

  /** @param at when the answer came, in ms of the frame's clock */
  function takeTasks(outcome: Result<TaskCounters>, at: number): void {
    tasks.value = applyResult(tasks.value, outcome, at)
  }

  /** Shows the numbers of an earlier visit until the portal has answered. */
  function recall({ at, counters: lastCounters, tasks: lastTasks }: LastNumbers): void {
    if (lastCounters !== null) asked.value = { ...asked.value, state: hydrate(asked.value.state, lastCounters, at) }
    if (lastTasks !== null) tasks.value = hydrate(tasks.value, lastTasks, at)
  }

  return {
    messenger, tasks, counters, taskCounters, waiting, conversations, news, sorting,
    sortAnew, takeMessenger, takeTasks, recall,
  }
})
