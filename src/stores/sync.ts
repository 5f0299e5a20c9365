import { useEventListener, useOnline, useThrottleFn } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { Portal } from '../bitrix24/portal.ts'
import { breathe } from '../breath.ts'
import { failed } from '../domain/failure.ts'
import { chatSource, dialogIdOf, type Finding, type SourceKey } from '../domain/poll.ts'
import { failureOf, readAt, valueOf } from '../domain/reading.ts'
import { isFatal, syncStateOf } from '../domain/sync-state.ts'
import { type Cadence, idle } from '../polling/cadence.ts'
import { cadenceParamsFor } from '../polling/cadence-params.ts'
import { openFrameChannel } from '../polling/frame-channel.ts'
import { createPoller, type NextBySource } from '../polling/poller.ts'
import { useChatStore } from './chat.ts'
import { useChatCardsStore } from './chat-cards.ts'
import { useComingBack } from './coming-back.ts'
import { useFrameShown } from './frame-shown.ts'
import { useKeptValuesStore } from './kept-values.ts'
import { forgetNames, keepNames, recallNames } from './last-names.ts'
import { keepNumbers, recallNumbers } from './last-numbers.ts'
import { usePendingStore } from './pending.ts'
import { usePortalStore } from './portal.ts'
import { useSettingsStore } from './settings.ts'
import { useUnreadStore } from './unread.ts'

/** What a person does in the frame is worth telling the poller so often, in ms. */
const activityInterval = 2_000

/** Keeps what is shown in step with the portal, while somebody looks at it. */
export const useSyncStore = defineStore('sync', () => {
  const portalStore = usePortalStore()
  const unread = useUnreadStore()
  const chat = useChatStore()
  const chatCards = useChatCardsStore()
  const pending = usePendingStore()
  const keptValues = useKeptValuesStore()
  const preferences = useSettingsStore()

  const isOnline = useOnline()
  const isShown = useFrameShown()
  // What was asked for at the return may move rows too: the first look is at the order of importance, as of now.
  const comingBack = useComingBack(isShown, unread.sortAnew)
  const cadence = shallowRef<Cadence>(idle)
  /** When the next request goes out, and when each source is asked for next, in ms since the epoch; null: not by itself. */
  const nextRequestAt = ref<number | null>(null)
  const nextBySource = shallowRef<NextBySource>(new Map())
  let owner: string | null = null

  const poller = createPoller({
    ask: async sources => portalStore.portal?.poll(sources) ?? failed({ kind: 'network', code: 'NOT_CONNECTED' }),
    onFound: take,
    onSchedule(schedule, at, bySource) {
      cadence.value = schedule
      nextRequestAt.value = at
      nextBySource.value = bySource
    },
    params: () => cadenceParamsFor(preferences.settings.liveliness),
    environment: {
      now: Date.now,
      random: Math.random,
      locks: (navigator as Partial<Navigator>).locks,
      openChannel: openFrameChannel,
      breathe,
      frame: Math.random().toString(36).slice(2),
    },
  })

  /** What the placement shows, and the chat whose details are looked at. */
  const wish = computed((): readonly SourceKey[] => [
    ...sourcesOf(portalStore.portal),
    ...(portalStore.portal === null || chat.dialogId === null ? [] : [chatSource(chat.dialogId)]),
  ])
  const readings = computed(() => [
    ...(portalStore.portal?.placement.kind === 'chat' ? [] : [unread.messenger, unread.tasks]),
    ...(chat.dialogId === null ? [] : [chat.details]),
  ])

  /** When the source of a reading is asked for next, in ms since the epoch; null: not by itself, or it is being asked. */
  function nextOf(source: SourceKey): number | null {
    return nextBySource.value.get(source) ?? null
  }

  /** When all that failed has been asked for again; where nothing failed, when the next request goes out. */
  const nextAt = computed(() => {
    const failed = wish.value.filter((_, index) => {
      const reading = readings.value[index]
      return reading !== undefined && failureOf(reading) !== null
    })
    if (failed.length === 0) return nextRequestAt.value
    const times = failed.map(nextOf)
    return times.some(at => at === null) ? null : Math.max(...times.filter(at => at !== null))
  })

  const state = computed(() => syncStateOf({
    readings: readings.value,
    phase: cadence.value.phase,
    online: isOnline.value,
    shown: isShown.value,
  }))

  /** When the oldest number on screen was true, in ms since the epoch; null before the first. */
  const since = computed(() => {
    const times = readings.value.map(readAt).filter(at => at !== null)
    return times.length > 0 ? Math.min(...times) : null
  })

  /** Why the app can't go on until somebody acts, if so. */
  const fatal = computed(() => readings.value.map(failureOf).find(failure => failure !== null && isFatal(failure)) ?? null)

  /**
   * Takes what this frame shows. What only others show would speak for it: an action that the messenger's counters
   * know of is not in the chat's own answer yet.
   */
  function take(findings: readonly Finding[]): void {
    for (const finding of findings) {
      if (!wish.value.includes(finding.source)) continue
      const { at, askedAt } = finding
      if (finding.source === 'messenger') {
        unread.takeMessenger(finding.outcome, at, askedAt)
        if (comingBack.isArriving()) unread.sortAnew()
      } else if (finding.source === 'tasks') {
        unread.takeTasks(finding.outcome, at)
      } else {
        chat.take(dialogIdOf(finding.source) ?? '', finding.outcome, at, askedAt)
        // Beside the list, the list's own answer tells.
        if (finding.outcome.ok && !wish.value.includes('messenger')) pending.answered(askedAt)
      }
    }
    const counters = valueOf(unread.messenger)
    if (owner !== null && since.value !== null && counters !== null && wish.value.includes('messenger')) {
      keepNumbers(owner, { at: since.value, counters, tasks: unread.taskCounters })
      if (preferences.settings.keepsNames) keepNames(owner, chatCards.known)
    }
  }

  /** From when on it is known who looks: what they saw last is shown, and their frames share the asking. */
  function identify(portal: Portal, userId: number): void {
    owner = `${portal.origin}:${String(userId)}`
    const last = recallNumbers(owner)
    if (last !== null) unread.recall(last)
    if (preferences.settings.keepsNames) chatCards.recall(recallNames(owner))
    else forgetNames()
    keptValues.join(`unread:1:${owner}`)
    pending.join(`unread:1:${owner}`)
    poller.join(`unread:1:${owner}`)
  }

  watch(() => portalStore.portal, (portal) => {
    if (portal === null) return
    if (portal.userId !== null) identify(portal, portal.userId)
    else void portal.identified.then(userId => identify(portal, userId))
    if (portal.placement.kind === 'chat') chat.lookAt(portal.placement.dialogId)
  }, { immediate: true })
  watch(wish, (sources, before = []) => {
    poller.setWish(sources)
    // Opened from the list, a chat is asked for at once, even if another frame has asked lately.
    if (before.includes('messenger') && sources.length >= before.length) poller.refresh()
  }, { immediate: true })
  watch(() => preferences.settings.keepsNames, (keeps) => {
    if (keeps) return
    forgetNames()
    chatCards.forgetRemembered()
  })
  watch(isOnline, poller.setOnline, { immediate: true })
  watch(isShown, poller.setShown, { immediate: true })
  useEventListener(window, 'pagehide', () => {
    poller.stop()
    pending.leave()
    keptValues.leave()
  })
  onScopeDispose(poller.stop)
  const act = useThrottleFn(poller.activity, activityInterval)
  useEventListener(window, ['pointerdown', 'keydown', 'wheel'], () => {
    comingBack.settle()
    void act()
  }, { passive: true })

  return { state, since, nextAt, nextOf, fatal, refresh: poller.refresh, activity: poller.activity }
})

function sourcesOf(portal: Portal | null): readonly SourceKey[] {
  switch (portal?.placement.kind) {
    case 'left-menu':
    case 'messenger':
    case 'own-page':
      return ['messenger', 'tasks']
    default:
      return []
  }
}
