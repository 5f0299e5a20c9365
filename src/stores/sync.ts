import { useEventListener, useThrottleFn, useTimeoutFn } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import type { Portal } from '../bitrix24/portal.ts'
import { afterPaint } from '../browser/after-paint.ts'
import { frameClock } from '../browser/frame-clock.ts'
import { yieldIfDue, yieldToMain } from '../browser/yield-to-main.ts'
import { useFrameVisibility } from '../composables/use-frame-visibility.ts'
import { useOnline } from '../composables/use-online.ts'
import { useReturn } from '../composables/use-return.ts'
import { useWallClock } from '../composables/use-wall-clock.ts'
import { isOn } from '../domain/chat-action.ts'
import { err, type Failure } from '../domain/failure.ts'
import { failureOf, type QueryState, updatedAt } from '../domain/query-state.ts'
import { chatSource, dialogIdOf, type SourceKey, type SourceUpdate } from '../domain/source.ts'
import { isOld, syncStateOf } from '../domain/sync-state.ts'
import { chatRest } from '../polling/chat-changes.ts'
import { idle } from '../polling/schedule.ts'
import { scheduleParamsFor } from '../polling/schedule-params.ts'
import { frameGroupUnder } from '../polling/frame-group.ts'
import { frameGroup } from '../polling/group.ts'
import { createPoller } from '../polling/poller.ts'
import type { PollStatus } from '../polling/poller-options.ts'
import { openActionChannel } from '../storage/action-channel.ts'
import { openFrameChannel } from '../storage/frame-channel.ts'
import { useChatStore } from './chat.ts'
import { useConnectionStore } from './connection.ts'
import { useCrowdMemoryStore } from './crowd-memory.ts'
import { useKeptValuesStore } from './kept-values.ts'
import { useLastVisitStore } from './last-visit.ts'
import { usePendingActionsStore } from './pending-actions.ts'
import { useSettingsStore } from './settings.ts'
import { useUnreadStore } from './unread.ts'

/** How often the poller is told at most that a person is active, in ms. */
const activityInterval = 2_000
/** How long nothing more may be done before the portal is asked for its own numbers, in ms. */
const lull = 2_000

/** How long before the last poll a source may have been asked for that is not old, in ms: the clocks of two frames agree to a second or two. */
const restOf = (source: SourceKey): number => (dialogIdOf(source) === null ? 0 : chatRest + 5_000)

/** Keeps what is shown in step with the portal, while somebody looks at it. */
export const useSyncStore = defineStore('sync', () => {
  const connection = useConnectionStore()
  const unread = useUnreadStore()
  const chat = useChatStore()
  const lastVisit = useLastVisitStore()
  const crowdMemory = useCrowdMemoryStore()
  const pending = usePendingActionsStore()
  const keptValues = useKeptValuesStore()
  const preferences = useSettingsStore()

  const isOnline = useOnline()
  const isShown = useFrameVisibility()
  // A person who returns begins at the top of the list, also after the answer that was asked for at the return.
  const returning = useReturn(isShown, unread.sortAnew)
  const params = () => scheduleParamsFor(preferences.settings.refreshRate)
  const status = shallowRef<PollStatus>({ schedule: idle, nextAt: null, nextBySource: new Map(), polledAt: null, isLeading: false })
  /** Why the app can't go on until somebody acts, if so: this frame's session is gone. */
  const fatal = shallowRef<Failure | null>(null)

  const poller = createPoller({
    ask: async sources => connection.portal?.poll(sources) ?? err({ kind: 'network', code: 'NOT_CONNECTED' }),
    onFound: take,
    onStatus: next => void (status.value = next),
    onSession: failure => void (fatal.value = failure),
    touchedAt: source => Math.max(...pending.pending.filter(({ action }) => isOn(action, dialogIdOf(source))).map(({ confirmedAt }) => confirmedAt ?? Infinity)),
    prepare: () => void afterPaint().then(() => connection.portal?.prepare()),
    params,
    environment: {
      now: frameClock.now,
      random: Math.random,
      setTimer(run, ms) {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      },
      yieldToMain,
      yieldIfDue,
      frame: Math.random().toString(36).slice(2),
    },
  })
  const { toEpoch } = useWallClock(frameClock, poller.wake)

  /** What the placement shows, and the chat whose details are looked at. */
  const shownSources = computed((): readonly SourceKey[] => [
    ...sourcesOf(connection.portal),
    ...(connection.portal === null || chat.dialogId === null ? [] : [chatSource(chat.dialogId)]),
  ])
  const queryStates = computed(() => shownSources.value.map(queryStateOf))
  /** Whether this frame shows all that is unread, and not one chat, say. */
  const showsAll = computed(() => shownSources.value.includes('messenger'))

  function queryStateOf(source: SourceKey): QueryState<unknown> {
    if (source === 'messenger') return unread.messenger
    return source === 'tasks' ? unread.tasks : chat.details
  }

  /** Whether what is shown of a source is older than its last poll should leave it. */
  const isStale = (source: SourceKey) => isOld(queryStateOf(source), status.value.polledAt, restOf(source))

  const state = computed(() => syncStateOf({
    queryStates: queryStates.value,
    hasOld: shownSources.value.some(isStale),
    phase: status.value.schedule.phase,
    online: isOnline.value,
    shown: isShown.value,
  }))

  /** Whether nothing has been answered or refused in this visit. */
  const isBeginning = computed(() => status.value.polledAt === null && queryStates.value.every(queryState => failureOf(queryState) === null))

  /** Whether a request is under way, from this frame or another. */
  const isAsking = computed(() => status.value.schedule.phase === 'asking')

  /**
   * When the oldest number on screen was true, in ms of the frame's clock; null before the first. A chat beside the list
   * says so itself, while it is left alone.
   */
  const oldest = computed(() => {
    const told = showsAll.value ? shownSources.value.filter(source => dialogIdOf(source) === null || isStale(source)) : shownSources.value
    const times = told.map(queryStateOf).map(updatedAt).filter(at => at !== null)
    return times.length > 0 ? Math.min(...times) : null
  })
  /** The same in ms since the epoch. */
  const since = computed(() => toEpoch(oldest.value))
  /** When what is shown of a source was true, in ms since the epoch; null: nothing is shown. */
  const sinceOf = (source: SourceKey): number | null => toEpoch(updatedAt(queryStateOf(source)))
  /** When a source is asked for next, in ms since the epoch; null: not by itself, or it is being asked. */
  const nextOf = (source: SourceKey): number | null => toEpoch(status.value.nextBySource.get(source) ?? null)

  /** When all that is old has been asked for again; where nothing is, when the next request goes out. In ms since the epoch. */
  const nextAt = computed(() => {
    const { nextAt: next } = status.value
    const old = shownSources.value.filter(source => failureOf(queryStateOf(source)) !== null || isStale(source))
    if (old.length === 0) return toEpoch(next)
    const times = old.map(nextOf)
    return times.some(at => at === null) ? null : Math.max(...times.filter(at => at !== null))
  })

  /**
   * Takes updates of the sources that this frame shows, and of no other: an action that the messenger's counters know
   * of may be missing in the chat's own answer yet.
   */
  function take(updates: readonly SourceUpdate[]): void {
    const own = shownSources.value
    for (const update of updates) {
      if (!own.includes(update.source)) continue
      const { at, askedAt } = update
      if (update.source === 'messenger') {
        unread.takeMessenger(update.outcome, at, askedAt)
        if (returning.isArriving()) unread.sortAnew()
      } else if (update.source === 'tasks') {
        unread.takeTasks(update.outcome, at)
      } else {
        chat.take(dialogIdOf(update.source) ?? '', update.outcome, at, askedAt)
        // Beside the list, the list's own answer tells.
        if (update.outcome.ok && !own.includes('messenger')) pending.answered(askedAt)
      }
    }
    // The numbers are shown first: to keep them takes a while.
    if (own.includes('messenger')) void yieldToMain().then(() => since.value !== null && lastVisit.keep(since.value))
  }

  /** Names the group of a person's frames; null while it is not known who looks. */
  let group: string | null = null
  function identify(portal: Portal, userId: number): void {
    const owner = `${portal.origin}:${String(userId)}`
    lastVisit.restore(owner)
    group = frameGroup(owner)
    joinChannels()
    poller.join(frameGroupUnder(group, {
      locks: (navigator as Partial<Navigator>).locks,
      openChannel: openFrameChannel,
      loadChatReader: async () => (await import('../storage/chat-schema.ts')).chatDetails,
    }))
  }

  /** Whether the page has been left, and nobody would answer on its channels. */
  let isLeft = false
  function joinChannels(): void {
    if (group === null || isLeft) return
    const name = group
    pending.join(onMessage => openActionChannel(name, onMessage))
    keptValues.join(name)
  }

  function start(): void {
    const ages = queryStates.value.map(updatedAt).map(at => (at === null ? null : frameClock.now() - at))
    const age = ages.includes(null) ? null : Math.max(...ages.filter(one => one !== null))
    poller.start({ memory: crowdMemory.recall(), age })
  }

  watch(() => status.value.polledAt, () => {
    // The frame that asks for all others keeps what it has learnt.
    const { schedule, isLeading } = status.value
    if (isLeading) void crowdMemory.learn(schedule, frameClock.now(), params())
  })
  watch(() => connection.portal, (portal) => {
    if (portal === null) return
    if (portal.userId !== null) identify(portal, portal.userId)
    else void portal.identified.then(userId => identify(portal, userId))
    if (portal.placement.kind === 'chat') chat.lookAt(portal.placement.dialogId)
    start()
  }, { immediate: true })
  watch(shownSources, (sources, before = []) => {
    poller.subscribe(sources)
    // Whoever opens a chat again that could not be read wants another try.
    if (before.length > 0 && failureOf(chat.details) !== null) poller.refresh()
  }, { immediate: true })
  watch(isOnline, poller.setOnline, { immediate: true })
  watch(isShown, poller.setShown, { immediate: true })
  function leave(): void {
    isLeft = true
    poller.pause()
    pending.leave()
    keptValues.leave()
  }
  useEventListener(window, 'pagehide', leave)
  onScopeDispose(leave)
  // The browser may bring a page back as it was left, from its back/forward cache.
  useEventListener(window, 'pageshow', ({ persisted }) => {
    if (!persisted) return
    isLeft = false
    poller.resume()
    joinChannels()
  })
  /** Asks for the portal's own numbers once the person pauses. */
  const { start: refreshSoon } = useTimeoutFn(() => poller.recheck(), lull, { immediate: false })
  const reportActivity = useThrottleFn(poller.activity, activityInterval)
  useEventListener(window, ['pointerdown', 'keydown', 'wheel'], () => {
    returning.begin()
    void reportActivity()
  }, { passive: true })

  return { state, since, sinceOf, nextAt, nextOf, isBeginning, isAsking, showsAll, fatal, refresh: poller.refresh, refreshSoon }
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
