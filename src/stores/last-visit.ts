import { defineStore } from 'pinia'
import { watch } from 'vue'
import { frameClock } from '../browser/frame-clock.ts'
import { valueOf } from '../domain/query-state.ts'
import { forgetNames, keepNames, recallNames } from '../storage/last-names.ts'
import { keepNumbers, recallNumbers } from '../storage/last-numbers.ts'
import { useChatCardsStore } from './chat-cards.ts'
import { useSettingsStore } from './settings.ts'
import { useUnreadStore } from './unread.ts'

/** What the device keeps from one visit to the next: the last numbers, and the names where the person allows it. */
export const useLastVisitStore = defineStore('last-visit', () => {
  const preferences = useSettingsStore()
  const unread = useUnreadStore()
  const chatCards = useChatCardsStore()
  let owner: string | null = null

  /** Shows what this person saw last. @param key tells people and portals apart */
  function restore(key: string): void {
    owner = key
    const last = recallNumbers(key, Date.now())
    if (last !== null) unread.recall({ ...last, at: frameClock.now() - (Date.now() - last.at) })
    if (preferences.settings.keepsNames) chatCards.recall(recallNames(key))
    else forgetNames()
  }

  /** Keeps what is shown now. @param at when the oldest of it was true, in ms since the epoch */
  function keep(at: number): void {
    const counters = valueOf(unread.messenger)
    if (owner === null || counters === null) return
    keepNumbers(owner, { at, counters, tasks: unread.taskCounters })
    if (preferences.settings.keepsNames) keepNames(owner, chatCards.known)
  }

  watch(() => preferences.settings.keepsNames, (keeps) => {
    if (keeps) return
    forgetNames()
    chatCards.forgetRemembered()
  })

  return { restore, keep }
})
