import { defineStore } from 'pinia'
import { computed, reactive, ref, shallowReactive, shallowRef, watch } from 'vue'
import { frameClock } from '../browser/frame-clock.ts'
import { believedFor, isCapped } from '../domain/caps.ts'
import { type Failure, mayHaveActed, ok } from '../domain/failure.ts'
import { effectOf, type NotificationAction, type NotificationEffect } from '../domain/notification-action.ts'
import { isListed, listFrom, type NotificationList, wasDone, withListEffects, withPage } from '../domain/notification-list.ts'
import { type NotificationItem, notificationPageLength, type NotificationPage } from '../domain/notification.ts'
import { type PendingAction, unansweredBy, withPending } from '../domain/pending-action.ts'
import { applyResult, loading, type QueryState, valueOf } from '../domain/query-state.ts'
import { afterReport, freshSource, isDue, retried } from '../polling/sources.ts'
import { useConnectionStore } from './connection.ts'
import { usePendingActionsStore } from './pending-actions.ts'
import { useSyncStore } from './sync.ts'
import { useUnreadStore } from './unread.ts'

/** What to tell the person about what they did last. */
export type NotificationNotice =
  /** With what the portal said, if anything. */
  | { readonly status: 'done', readonly action: NotificationAction, readonly said: readonly string[] }
  /** No answer came (`gone`), or the portal says that it has not done it (`elsewhere`), but does not list it any more. */
  | { readonly status: 'gone' | 'elsewhere', readonly action: NotificationAction }
  | { readonly status: 'failed', readonly action: NotificationAction, readonly failure: Failure }
  /** Nobody can tell whether the portal has done it. */
  | { readonly status: 'unknown', readonly action: NotificationAction, readonly failure: Failure }

const subjectOf = (action: NotificationAction): number | 'all' => (action.kind === 'read-all' ? 'all' : action.id)
const refused: Failure = { kind: 'rejected', code: 'REFUSED' }

/**
 * The person's notifications, page by page, and what they do about them: at once on screen, then on the portal, undone
 * where it refuses. Asked for while somebody looks, and again when their number has changed, or may have at its cap. Texts stay in memory.
 */
export const useNotificationsStore = defineStore('notifications', () => {
  const connection = useConnectionStore()
  const pending = usePendingActionsStore()
  const sync = useSyncStore()
  const unread = useUnreadStore()

  /** As the portal told it. */
  const state = shallowRef<QueryState<NotificationList>>(loading)
  /** What has been done in any frame, until a first page has been asked for after it. */
  const done = shallowRef<readonly PendingAction<NotificationEffect>[]>([])
  const list = computed(() => {
    const told = valueOf(state.value)
    return told === null ? null : withListEffects(told, done.value.map(({ action }) => action))
  })
  const isAsking = ref(false)
  /** Notifications on which something is under way; `all`: on all of them. */
  const busy = shallowReactive(new Set<number | 'all'>())
  /** Notifications with a button that may have been pressed: nobody knows, and nobody presses again before that is known. */
  const doubtful = shallowReactive(new Set<number>())
  /** Answers that have not been sent, by notification. */
  const drafts = reactive(new Map<number, string>())
  const notice = shallowRef<NotificationNotice | null>(null)

  let source = freshSource
  let isLooked = false
  let isOld = true
  /** When the first page was asked for last, in ms of the frame's clock. */
  let readAt = -Infinity

  /** One question after another: each page goes on from the one before. */
  let lastTurn: Promise<unknown> = Promise.resolve()
  function inTurn<T>(ask: () => Promise<T>): Promise<T> {
    const turn = lastTurn.then(ask, ask)
    lastTurn = turn
    return turn
  }

  async function ask(after?: NotificationItem): Promise<NotificationPage | null> {
    if (connection.portal === null || !isDue(source, frameClock.now())) return null
    isAsking.value = true
    const { outcome, operating } = await connection.portal.notifications(after)
    isAsking.value = false
    source = afterReport(source, { failure: outcome.ok ? null : outcome.failure, operating }, frameClock.now(), Math.random)
    if (outcome.ok) return outcome.value
    state.value = applyResult<NotificationList>(state.value, outcome, frameClock.now())
    return null
  }

  /** Reads the first page anew; null where that can't be done now. */
  const readAnew = () => inTurn(async () => {
    const askedAt = frameClock.now()
    readAt = askedAt
    isOld = false
    const page = await ask()
    if (page === null) {
      isOld = true
      return null
    }
    const told = valueOf(state.value)
    const left = unansweredBy(done.value, askedAt)
    const before = told === null ? null : withListEffects(told, done.value.filter(one => !left.includes(one)).map(({ action }) => action))
    done.value = left
    state.value = applyResult<NotificationList>(state.value, ok(listFrom(page, notificationPageLength, before)), frameClock.now())
    for (const id of doubtful) if (isListed(id, told?.items ?? [], page, notificationPageLength) !== null) doubtful.delete(id)
    return page
  })

  /** Reads the next page. */
  const more = () => inTurn(async () => {
    const known = valueOf(state.value)
    const last = known?.items.at(-1)
    if (known?.hasMore !== true || last === undefined) return
    source = retried(source, frameClock.now())
    const page = await ask(last)
    if (page === null) return
    state.value = applyResult<NotificationList>(state.value, ok(withPage(known, page, notificationPageLength)), frameClock.now())
    for (const { id } of page.notifications) doubtful.delete(id)
  })

  /** Reads the list anew because a person wants it, also where it has just failed. */
  function refresh(): Promise<NotificationPage | null> {
    source = retried(source, frameClock.now())
    return readAnew()
  }

  /** Somebody looks at the list, or does not any more. */
  function look(looks: boolean): void {
    isLooked = looks
    if (looks) void refresh()
  }

  watch([() => unread.messenger, () => unread.counters?.notify ?? null] as const, ([answer, count], [answerBefore, countBefore]) => {
    // What is done here changes the number too, and is on screen already.
    if (answer === answerBefore || answer.status !== 'ready') return
    if (count !== countBefore || (count !== null && isCapped(count) && frameClock.now() - readAt >= believedFor)) isOld = true
    if (isOld && isLooked && isDue(source, frameClock.now())) void readAnew()
  })

  // Actions of all frames: what is told of them outlives what the counters need.
  watch(() => pending.onNotifications, (now, before) => {
    let known = now.reduce(withPending, done.value)
    for (const { id, confirmedAt } of before) {
      if (confirmedAt !== null || now.some(one => one.id === id)) continue
      // Undone; or confirmed in another frame, and answered by now.
      known = known.filter(one => one.id !== id)
      isOld = true
    }
    done.value = known
  }, { flush: 'sync' })

  /** Does it, unless something is under way there. */
  async function act(action: NotificationAction): Promise<void> {
    const { portal } = connection
    const subject = subjectOf(action)
    if (portal === null || busy.has(subject) || (typeof subject === 'number' && doubtful.has(subject))) return
    notice.value = null
    const before = list.value?.items ?? []
    const effect = effectOf(action, before.find(({ id }) => id === subject) ?? { isRead: true })
    const [shown] = effect === null ? [] : pending.send([pending.add(effect)])
    busy.add(subject)
    const answer = await portal.notify(action)
    const failure = answer.ok ? refused : answer.failure
    if (answer.ok && answer.value.isDone) {
      finish({ status: 'done', action, said: answer.value.said }, shown)
    } else if (answer.ok || mayHaveActed(failure)) {
      // It may have been done all the same: never done again unasked, but looked at.
      const page = await refresh()
      const wasSeen = page === null ? null : wasDone(action, before, page, notificationPageLength)
      if (wasSeen === true) finish({ status: answer.ok ? 'elsewhere' : 'gone', action }, shown)
      else if (wasSeen === false || action.kind === 'answer' && answer.ok) finish({ status: 'failed', action, failure }, shown)
      else finish({ status: 'unknown', action, failure }, shown)
    } else {
      finish({ status: 'failed', action, failure }, shown)
    }
    busy.delete(subject)
  }

  function finish(result: NotificationNotice, shown: PendingAction<NotificationEffect> | undefined): void {
    const { action, status } = result
    const isDone = status !== 'failed' && status !== 'unknown'
    if (shown !== undefined && isDone) pending.confirm(shown.id, frameClock.now(), 0)
    else if (shown !== undefined) pending.undo(shown.id)
    if (status === 'unknown' && action.kind === 'confirm') doubtful.add(action.id)
    if (action.kind === 'answer' && isDone) drafts.delete(action.id)
    // A notification that looks read says so itself.
    notice.value = isDone && (action.kind === 'read' || action.kind === 'unread') ? null : result
    // What it has changed, only the portal can tell.
    const isInDoubt = status === 'unknown' || (isDone && (action.kind === 'answer' || action.kind === 'read-all'))
    if (isInDoubt) sync.refresh()
    else if (isDone) sync.refreshSoon()
    if (action.kind === 'answer' && isDone) void refresh()
  }

  function dismiss(): void {
    notice.value = null
  }

  return { state, list, isAsking, busy, doubtful, drafts, notice, look, refresh, more, act, dismiss }
})
