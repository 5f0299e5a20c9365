import { useEventListener, useIntervalFn, useOnline, useThrottleFn } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { Portal } from '../bitrix24/portal.ts'
import { breathe } from '../breath.ts'
import { type Failure, failed } from '../domain/failure.ts'
import { chatSource, type Finding, type SourceKey } from '../domain/poll.ts'
import { readAt, valueOf } from '../domain/reading.ts'
import { syncStateOf } from '../domain/sync-state.ts'
import { idle } from '../polling/cadence.ts'
import { cadenceParamsFor } from '../polling/cadence-params.ts'
import { frameGroup } from '../polling/group.ts'
import { createPoller } from '../polling/poller.ts'
import type { PollSchedule } from '../polling/poller-options.ts'
import { useChatStore } from './chat.ts'
import { useChatCardsStore } from './chat-cards.ts'
import { useComingBack } from './coming-back.ts'
import { frameClock } from './frame-clock.ts'
import { useFrameShown } from './frame-shown.ts'
import type * as Frames from './frames.ts'
import { forgetNames, keepNames, recallNames } from './last-names.ts'
import { keepNumbers, recallNumbers } from './last-numbers.ts'
import { usePendingStore } from './pending.ts'
import { usePortalStore } from './portal.ts'
import { useSettingsStore } from './settings.ts'
import { useUnreadStore } from './unread.ts'

/** What a person does in the frame is worth telling the poller so often, in ms. */
const activityInterval = 2_000

/** How soon a jump of the computer's clock is noticed, in ms: a status with an age is written as often. */
const clockInterval = 1_000

/** Keeps what is shown in step with the portal, while somebody looks at it. */
export const useSyncStore = defineStore('sync', () => {
  const portalStore = usePortalStore()
  const unread = useUnreadStore()
  const chat = useChatStore()
  const chatCards = useChatCardsStore()
  const pending = usePendingStore()
  const preferences = useSettingsStore()

  const isOnline = useOnline()
  const isShown = useFrameShown()
  // What was asked for at the return may move rows too: the first look is at the order of importance, as of now.
  const comingBack = useComingBack(isShown, unread.sortAnew)
  const schedule = shallowRef<PollSchedule>({ cadence: idle, nextAt: null, polledAt: null })
  /** Why the app can't go on until somebody acts, if so: this frame's session is gone. */
  const fatal = shallowRef<Failure | null>(null)
  const clockJumps = ref(0)
  let owner: string | null = null

  const poller = createPoller({
    ask: async sources => portalStore.portal?.poll(sources) ?? failed({ kind: 'network', code: 'NOT_CONNECTED' }),
    onFound: take,
    onSchedule: next => void (schedule.value = next),
    onSession: failure => void (fatal.value = failure),
    prepare: () => portalStore.portal?.prepare(),
    params: () => cadenceParamsFor(preferences.settings.liveliness),
    environment: {
      now: frameClock.now,
      wallNow: Date.now,
      random: Math.random,
      setTimer(run, ms) {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      },
      breathe,
      frame: Math.random().toString(36).slice(2),
    },
  })

  const readings = computed(() => (
    portalStore.portal?.placement.kind === 'chat' ? [chat.details] : [unread.messenger, unread.tasks]
  ))
  const state = computed(() => syncStateOf({
    readings: readings.value,
    polledAt: schedule.value.polledAt,
    phase: schedule.value.cadence.phase,
    online: isOnline.value,
    shown: isShown.value,
  }))

  /** By the computer's clock, in ms since the epoch, as that stands since its last jump. */
  function byCalendar(at: number | null): number | null {
    return at === null || clockJumps.value < 0 ? null : Date.now() - frameClock.now() + at
  }
  /** When the oldest number on screen was true, in ms of the frame's clock; null before the first. */
  const oldest = computed(() => {
    const times = readings.value.map(readAt).filter(at => at !== null)
    return times.length > 0 ? Math.min(...times) : null
  })
  /** The same in ms since the epoch. */
  const since = computed(() => byCalendar(oldest.value))
  /** When the next request goes out, in ms since the epoch; null while it waits for something to happen. */
  const nextAt = computed(() => byCalendar(schedule.value.nextAt))

  /**
   * Takes what this frame shows. What only others show would speak for it: an action that the messenger's counters
   * know of is not in the chat's own answer yet.
   */
  function take(findings: readonly Finding[]): void {
    const own = sourcesOf(portalStore.portal)
    for (const finding of findings) {
      if (!own.includes(finding.source)) continue
      const { at, askedAt } = finding
      if (finding.source === 'messenger') {
        unread.takeMessenger(finding.outcome, at, askedAt)
        if (comingBack.isArriving()) unread.sortAnew()
      } else if (finding.source === 'tasks') {
        unread.takeTasks(finding.outcome, at)
      } else {
        chat.take(finding.outcome, at, askedAt)
      }
    }
    const counters = valueOf(unread.messenger)
    const at = byCalendar(oldest.value)
    if (owner !== null && at !== null && counters !== null && own.includes('messenger')) {
      keepNumbers(owner, { at, counters, tasks: unread.taskCounters })
      if (preferences.settings.keepsNames) keepNames(owner, chatCards.known)
    }
  }

  /** From when on it is known who looks: what they saw last is shown, and their frames share the asking. */
  function identify(portal: Portal, userId: number): void {
    owner = `${portal.origin}:${String(userId)}`
    const last = recallNumbers(owner, Date.now())
    if (last !== null) unread.recall({ ...last, at: frameClock.now() - (Date.now() - last.at) })
    chatCards.recall(recallNames(owner))
    shareWithFrames()
  }

  let frames: typeof Frames | null = null
  // Where it can't be fetched, a frame asks for itself.
  void import('./frames.ts').catch(() => null).then((code) => {
    frames = code
    shareWithFrames()
  })

  function shareWithFrames(): void {
    if (frames === null || owner === null) return
    shareActions()
    poller.join(frames.frameGroupUnder(frameGroup(owner), {
      locks: (navigator as Partial<Navigator>).locks,
      openChannel: frames.openFrameChannel,
      loadChatReader: async () => (await import('../domain/chat-schema.ts')).chatDetails,
    }))
  }

  function shareActions(): void {
    if (frames === null || owner === null) return
    const { openActionChannel } = frames
    const name = frameGroup(owner)
    pending.join(onMessage => openActionChannel(name, onMessage))
  }

  watch(() => portalStore.portal, (portal) => {
    if (portal === null) return
    if (portal.userId !== null) identify(portal, portal.userId)
    else void portal.identified.then(userId => identify(portal, userId))
    poller.subscribe(sourcesOf(portal))
  }, { immediate: true })
  watch(() => preferences.settings.keepsNames, keeps => keeps || forgetNames())
  watch(isOnline, poller.setOnline, { immediate: true })
  watch(isShown, poller.setShown, { immediate: true })
  useEventListener(window, 'pagehide', () => {
    poller.pause()
    pending.leave()
  })
  // The browser may bring a page back as it was left, from its back/forward cache.
  useEventListener(window, 'pageshow', ({ persisted }) => {
    if (!persisted) return
    poller.resume()
    shareActions()
  })
  useIntervalFn(() => {
    frameClock.now()
    if (clockJumps.value === frameClock.jumps) return
    clockJumps.value = frameClock.jumps
    poller.wake()
  }, clockInterval)
  onScopeDispose(poller.pause)
  const act = useThrottleFn(poller.activity, activityInterval)
  useEventListener(window, ['pointerdown', 'keydown', 'wheel'], () => {
    comingBack.settle()
    void act()
  }, { passive: true })

  return { state, since, nextAt, fatal, refresh: poller.refresh, activity: poller.activity }
})

function sourcesOf(portal: Portal | null): readonly SourceKey[] {
  switch (portal?.placement.kind) {
    case 'left-menu':
    case 'own-page':
      return ['messenger', 'tasks']
    case 'chat':
      return [chatSource(portal.placement.dialogId)]
    default:
      return []
  }
}
