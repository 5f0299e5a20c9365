import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { withActions } from '../domain/chat-action.ts'
import type { Conversation } from '../domain/conversation.ts'
import { mergeOrder } from '../domain/conversation-list.ts'
import { type Counters, unlistedByKind } from '../domain/counters.ts'
import type { Result } from '../domain/failure.ts'
import { type News, newsBetween } from '../domain/news.ts'
import { loading, applyResult, type QueryState, hydrate, valueOf } from '../domain/query-state.ts'
import { usualDialogId, withPrivateChats, withUsualDialogIds } from '../domain/private-chats.ts'
import type { TaskCounters } from '../domain/task-counters.ts'
import { waitingFor } from '../domain/waiting.ts'
import type { LastNumbers } from '../storage/last-numbers.ts'
import { usePendingActionsStore } from './pending-actions.ts'
import { usePrivateChatsStore } from './private-chats.ts'
import { useSettingsStore } from './settings.ts'

/** No answer takes longer, in ms: where nobody says when a question was asked, it was not earlier than this. */
export const longestAnswer = 30_000

/** What is unread: in the messenger and in tasks. The two fail apart. */
export const useUnreadStore = defineStore('unread', () => {
  const preferences = useSettingsStore()
  const actions = usePendingActionsStore()
  const { privateChats } = usePrivateChatsStore()
  const messenger = shallowRef<QueryState<Counters>>(loading)
  const tasks = shallowRef<QueryState<TaskCounters>>(loading)
  let messengerAskedAt = -Infinity

  const counters = computed(() => {
    const answered = valueOf(messenger.value)
    if (answered === null) return null
    return withActions(withPrivateChats(answered, privateChats), withUsualDialogIds(actions.pending, privateChats))
  })
  const taskCounters = computed(() => valueOf(tasks.value))
  const waiting = computed(() => waitingFor(counters.value, taskCounters.value, preferences.settings.uncounted))
  const unlisted = computed(() => (counters.value === null ? null : unlistedByKind(counters.value)))

  const sorting = ref(0)
  let sorted = 0
  const conversations = computed<readonly Conversation[]>((previous) => {
    const isCalm = sorted === sorting.value
    sorted = sorting.value
    const listed = counters.value?.conversations.filter(({ muted }) => preferences.settings.showsMuted || !muted)
    const order = isCalm ? previous?.map(({ dialogId }) => usualDialogId(dialogId, privateChats)) : []
    return mergeOrder(listed ?? [], [...new Set(order)])
  })
  /** What the last answer brought that was not there before. */
  const news = shallowRef<readonly News[]>([])

  /** Puts the conversations in the order of importance, when nobody is in the middle of reading them. */
  function sortAnew(): void {
    sorting.value += 1
  }

  /**
   * An answer that is older than the one shown is left alone: it may know less of what the person has done.
   *
   * @param at when the answer came, in ms of the frame's clock
   * @param askedAt when the question was sent, in ms of the frame's clock
   */
  function takeMessenger(outcome: Result<Counters>, at: number, askedAt = at - longestAnswer): void {
    if (outcome.ok && askedAt < messengerAskedAt) return
    // Numbers of an earlier visit are no answer: against them, everything would be news.
    const before = messengerAskedAt === -Infinity ? null : counters.value
    const shownBefore = conversations.value
    messenger.value = applyResult(messenger.value, outcome, at)
    if (!outcome.ok) return
    messengerAskedAt = askedAt
    actions.answered(askedAt)
    if (before !== null) news.value = newsBetween(shownBefore, conversations.value, before.listsAll)
  }

  /** @param at when the answer came, in ms of the frame's clock */
  function takeTasks(outcome: Result<TaskCounters>, at: number): void {
    tasks.value = applyResult(tasks.value, outcome, at)
  }

  /** Shows the numbers of an earlier visit until the portal has answered. */
  function recall({ at, counters: lastCounters, tasks: lastTasks }: LastNumbers): void {
    if (lastCounters !== null) messenger.value = hydrate(messenger.value, lastCounters, at)
    if (lastTasks !== null) tasks.value = hydrate(tasks.value, lastTasks, at)
  }

  return {
    messenger, tasks, counters, taskCounters, waiting, unlisted, conversations, news,
    sortAnew, takeMessenger, takeTasks, recall,
  }
})
