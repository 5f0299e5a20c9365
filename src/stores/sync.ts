import { useEventListener, useIntervalFn, useOnline, useThrottleFn } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { Portal } from '../bitrix24/portal.ts'
import { yieldToMain } from '../browser/yield-to-main.ts'
import { type Failure, err } from '../domain/failure.ts'
import { chatSource, dialogIdOf, type SourceUpdate, type SourceKey } from '../domain/source.ts'
import { failureOf, updatedAt, type QueryState, valueOf } from '../domain/query-state.ts'
import { syncStateOf } from '../domain/sync-state.ts'
import { idle } from '../polling/cadence.ts'
import { cadenceParamsFor } from '../polling/cadence-params.ts'
import { crowdMemoryOf, isWorthKeeping, parseCrowdMemory, writeCrowdMemory } from '../polling/crowd-memory.ts'
import { frameGroup } from '../polling/group.ts'
import { createPoller } from '../polling/poller.ts'
import type { PollSchedule } from '../polling/poller-options.ts'
import { useChatStore } from './chat.ts'
import { useChatCardsStore } from './chat-cards.ts'
import { useReturn } from '../composables/use-return.ts'
import { frameClock } from '../browser/frame-clock.ts'
import { useFrameVisibility } from '../composables/use-frame-visibility.ts'
import type * as Frames from '../polling/frames.ts'
import { useKeptValuesStore } from './kept-values.ts'
import { forgetNames, keepNames, recallNames } from '../storage/last-names.ts'
import { keepNumbers, recallNumbers } from '../storage/last-numbers.ts'
import { usePendingActionsStore } from './pending-actions.ts'
import { useConnectionStore } from './connection.ts'
import { useSettingsStore } from './settings.ts'
import { useUnreadStore } from './unread.ts'

/** What a person does in the frame is worth telling the poller so often, in ms. */
const activityInterval = 2_000

/** How soon a jump of the computer's clock is noticed, in ms: a status with an age is written as often. */
const clockInterval = 1_000

/** The name under which the portal keeps for this person what a morning taught about the crowd. */
const crowdOption = 'crowd'

/** Keeps what is shown in step with the portal, while somebody looks at it. */
export const useSyncStore = defineStore('sync', () => {
  const connection = useConnectionStore()
  const unread = useUnreadStore()
  const chat = useChatStore()
  const chatCards = useChatCardsStore()
  const pending = usePendingActionsStore()
  const keptValues = useKeptValuesStore()
  const preferences = useSettingsStore()

  const isOnline = useOnline()
  const isShown = useFrameVisibility()
  // What was asked for at the return may move rows too: the first look is at the order of importance, as of now.
  const returning = useReturn(isShown, unread.sortAnew)
  const schedule = shallowRef<PollSchedule>({ cadence: idle, nextAt: null, nextBySource: new Map(), polledAt: null, isLeading: false })
  /** Why the app can't go on until somebody acts, if so: this frame's session is gone. */
  const fatal = shallowRef<Failure | null>(null)
  const clockJumps = ref(0)
  let owner: string | null = null

  const poller = createPoller({
    ask: async sources => connection.portal?.poll(sources) ?? err({ kind: 'network', code: 'NOT_CONNECTED' }),
    onFound: take,
    onSchedule: next => void (schedule.value = next),
    onSession: failure => void (fatal.value = failure),
    prepare: () => connection.portal?.prepare(),
    params: () => cadenceParamsFor(preferences.settings.refreshRate),
    environment: {
      now: frameClock.now,
      random: Math.random,
      setTimer(run, ms) {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      },
      yieldToMain,
      frame: Math.random().toString(36).slice(2),
    },
  })

  /** What the placement shows, and the chat whose details are looked at. */
  const shownSources = computed((): readonly SourceKey[] => [
    ...sourcesOf(connection.portal),
    ...(connection.portal === null || chat.dialogId === null ? [] : [chatSource(chat.dialogId)]),
  ])
  const readings = computed(() => shownSources.value.map(readingOf))

  function readingOf(source: SourceKey): QueryState<unknown> {
    if (source === 'messenger') return unread.messenger
    return source === 'tasks' ? unread.tasks : chat.details
  }

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
    const times = readings.value.map(updatedAt).filter(at => at !== null)
    return times.length > 0 ? Math.min(...times) : null
  })
  /** The same in ms since the epoch. */
  const since = computed(() => byCalendar(oldest.value))
  /** When a source is asked for next, in ms since the epoch; null: not by itself, or it is being asked. */
  const nextOf = (source: SourceKey): number | null => byCalendar(schedule.value.nextBySource.get(source) ?? null)

  /** When all that is old has been asked for again; where nothing is, when the next request goes out. In ms since the epoch. */
  const nextAt = computed(() => {
    const { nextAt: next, polledAt } = schedule.value
    const old = shownSources.value.filter((source) => {
      const reading = readingOf(source)
      const at = updatedAt(reading)
      return failureOf(reading) !== null || (at !== null && polledAt !== null && at < polledAt)
    })
    if (old.length === 0) return byCalendar(next)
    const times = old.map(nextOf)
    return times.some(at => at === null) ? null : Math.max(...times.filter(at => at !== null))
  })

  /**
   * Takes what this frame shows. What only others show would speak for it: an action that the messenger's counters
   * know of is not in the chat's own answer yet.
   */
  function take(findings: readonly SourceUpdate[]): void {
    const own = shownSources.value
    for (const finding of findings) {
      if (!own.includes(finding.source)) continue
      const { at, askedAt } = finding
      if (finding.source === 'messenger') {
        unread.takeMessenger(finding.outcome, at, askedAt)
        if (returning.isArriving()) unread.sortAnew()
      } else if (finding.source === 'tasks') {
        unread.takeTasks(finding.outcome, at)
      } else {
        chat.take(dialogIdOf(finding.source) ?? '', finding.outcome, at, askedAt)
        // Beside the list, the list's own answer tells.
        if (finding.outcome.ok && !own.includes('messenger')) pending.answered(askedAt)
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
    if (preferences.settings.keepsNames) chatCards.recall(recallNames(owner))
    else forgetNames()
    shareWithFrames()
  }

  let frames: typeof Frames | null = null
  // Where it can't be fetched, a frame asks for itself.
  void import('../polling/frames.ts').catch(() => null).then((code) => {
    frames = code
    shareWithFrames()
  })

  function shareWithFrames(): void {
    if (frames === null || owner === null) return
    shareActions()
    poller.join(frames.frameGroupUnder(frameGroup(owner), {
      locks: (navigator as Partial<Navigator>).locks,
      openChannel: frames.openFrameChannel,
      loadChatReader: async () => (await import('../storage/chat-schema.ts')).chatDetails,
    }))
  }

  function shareActions(): void {
    if (frames === null || owner === null) return
    const { openActionChannel } = frames
    const name = frameGroup(owner)
    pending.join(onMessage => openActionChannel(name, onMessage))
    keptValues.join(name)
  }

  /** What an earlier morning taught about the crowd behind this address, as the portal keeps it. */
  let crowd = parseCrowdMemory('')
  function recallCrowd(): void {
    crowd = parseCrowdMemory(keptValues.forPerson(crowdOption) ?? '')
    const ages = readings.value.map(updatedAt).map(at => (at === null ? null : frameClock.now() - at))
    poller.start({ memory: crowd, age: ages.includes(null) ? null : Math.max(...ages.filter(age => age !== null)) })
  }

  /** Whoever asks for all frames keeps what it has learnt, along with a later poll. */
  let isKeepingCrowd = false
  watch(() => schedule.value.polledAt, async () => {
    const { cadence, isLeading } = schedule.value
    const learnt = crowdMemoryOf(cadence, frameClock.now(), cadenceParamsFor(preferences.settings.refreshRate))
    if (!isLeading || isKeepingCrowd || !isWorthKeeping(learnt, crowd)) return
    isKeepingCrowd = true
    if (await keptValues.keep({ [crowdOption]: writeCrowdMemory(learnt) }, 'with-next-poll')) crowd = learnt
    isKeepingCrowd = false
  })

  watch(() => connection.portal, (portal) => {
    if (portal === null) return
    if (portal.userId !== null) identify(portal, portal.userId)
    else void portal.identified.then(userId => identify(portal, userId))
    if (portal.placement.kind === 'chat') chat.lookAt(portal.placement.dialogId)
    recallCrowd()
  }, { immediate: true })
  watch(shownSources, (sources, before = []) => {
    poller.subscribe(sources)
    // Whoever opens a chat again that could not be read wants another try.
    if (before.length > 0 && failureOf(chat.details) !== null) poller.refresh()
  }, { immediate: true })
  watch(() => preferences.settings.keepsNames, (keeps) => {
    if (keeps) return
    forgetNames()
    chatCards.forgetRemembered()
  })
  watch(isOnline, poller.setOnline, { immediate: true })
  watch(isShown, poller.setShown, { immediate: true })
  useEventListener(window, 'pagehide', () => {
    poller.pause()
    pending.leave()
    keptValues.leave()
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
    returning.begin()
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
