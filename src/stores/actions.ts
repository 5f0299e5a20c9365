import { useDebounceFn } from '@vueuse/core'
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { ChatAction } from '../domain/chat-action.ts'
import { type Failure, isPassing } from '../domain/failure.ts'
import type { PendingAction } from '../domain/pending-action.ts'
import { frameClock } from '../browser/frame-clock.ts'
import { useOpenLinesStore } from './open-lines.ts'
import { usePendingActionsStore } from './pending-actions.ts'
import { useConnectionStore } from './connection.ts'
import { useSyncStore } from './sync.ts'
import { useUnreadStore } from './unread.ts'

/** Actions that failed for the same reason, and have been undone. */
export interface FailedActions {
  readonly actions: readonly ChatAction[]
  readonly failure: Failure
}

/** What to tell the person about what they did last. */
export type ActionNotice =
  | { readonly status: 'done', readonly action: ChatAction }
  /** Several chats at once. */
  | { readonly status: 'done-many', readonly count: number }
  /** One group for each reason. */
  | { readonly status: 'failed', readonly groups: readonly FailedActions[] }
  /** The chat can't be marked as read: a visitor of an open line waits there for an answer. */
  | { readonly status: 'waiting', readonly dialogId: string }
  /** The portal never says whether it showed the chat. */
  | { readonly status: 'opened', readonly dialogId: string }
  /** The task list could not be opened. */
  | { readonly status: 'unopened', readonly failure: Failure }

/** As many actions as fit in one request. */
const atOnce = 50
/** How long nothing more may be done before the portal is asked for its own numbers, in ms. */
const pause = 2_000

/** What has been read only once the portal says so. */
const isOpen = (action: ChatAction): boolean => action.kind === 'read-all' || (action.kind === 'read' && action.mayBeUnanswered === true)

/** What the person does to chats: at once on screen, then on the portal, undone where it refuses. */
export const useActionsStore = defineStore('actions', () => {
  const connection = useConnectionStore()
  const pending = usePendingActionsStore()
  const sync = useSyncStore()
  const unread = useUnreadStore()
  const openLines = useOpenLinesStore()
  const notice = shallowRef<ActionNotice | null>(null)
  const queue: PendingAction[] = []
  let isSending = false
  const refreshSoon = useDebounceFn(() => sync.refresh(), pause)

  function perform(action: ChatAction): void {
    queue.push(pending.add(action))
    if (action.kind === 'answer' || action.kind === 'skip') openLines.forget(action.dialogId)
    if (action.kind === 'read' && !isOpen(action)) notice.value = { status: 'done', action }
    else notice.value = null
    void send()
  }

  /** Does the same to several chats, as one thing. */
  function performAll(actions: readonly ChatAction[]): void {
    for (const action of actions) queue.push(pending.add(action))
    notice.value = { status: 'done-many', count: actions.length }
    void send()
  }

  /** One request at a time: what is done while one is under way goes together in the next. */
  async function send(): Promise<void> {
    if (isSending || connection.portal === null) return
    isSending = true
    const failed: FailedActions[] = []
    while (queue.length > 0) {
      const sent = pending.send(queue.splice(0, atOnce))
      if (sent.length > 0) failed.push(...await carryOut(sent))
    }
    isSending = false
    tellFailures(failed)
    if (isInDoubt()) sync.refresh()
    else await refreshSoon()
  }

  /** Whether something on screen is not known before the portal has been asked anew. */
  function isInDoubt(): boolean {
    return pending.pending.some(({ action }) => action.kind === 'read-all' || action.kind === 'answer' || action.kind === 'skip')
      || unread.counters?.conversations.some(({ uncertain }) => uncertain) === true
  }

  /** Says why an open line can't be marked as read, without asking the portal again. */
  function tellWaiting(dialogId: string): void {
    notice.value = { status: 'waiting', dialogId }
  }

  /** Does it on the portal; returns what has failed. */
  async function carryOut(sent: readonly PendingAction[]): Promise<readonly FailedActions[]> {
    const failed: FailedActions[] = []
    const outcomes = await connection.portal?.act(sent.map(({ action }) => action)) ?? []
    const at = frameClock.now()
    for (const [index, { id, action }] of sent.entries()) {
      const outcome = outcomes[index] ?? { ok: false, failure: { kind: 'malformed', code: 'MALFORMED_ANSWER' } as const }
      if (outcome.ok) {
        pending.confirm(id, at, outcome.value.left)
        if (isOpen(action)) notice.value = { status: 'done', action }
      } else if (action.kind === 'read' && isOpen(action) && outcome.failure.code === 'REFUSED') {
        pending.undo(id)
        void openLines.note(action.dialogId)
        tellWaiting(action.dialogId)
      } else {
        pending.undo(id)
        failed.push({ actions: [action], failure: outcome.failure })
      }
    }
    return failed
  }

  function tellFailures(failed: readonly FailedActions[]): void {
    const groups = new Map<string, FailedActions>()
    for (const { actions, failure } of failed) {
      groups.set(failure.code, { failure, actions: [...groups.get(failure.code)?.actions ?? [], ...actions] })
    }
    if (groups.size > 0) notice.value = { status: 'failed', groups: [...groups.values()] }
  }

  /**
   * What a frame that is being closed has not sent any more, the first of the others does. Without locks nobody could
   * tell which one that is: nobody does it then, and it shows as undone.
   */
  async function takeOver(ids: readonly string[]): Promise<void> {
    await (navigator as Partial<Navigator>).locks?.request(`unread:handed:${ids.join()}`, { ifAvailable: true }, async (lock) => {
      const left = pending.pending.filter(({ id, confirmedAt }) => ids.includes(id) && confirmedAt === null)
      if (lock === null || left.length === 0 || connection.portal === null) return
      tellFailures(await carryOut(left))
      void refreshSoon()
    }).catch(() => undefined)
  }
  pending.followHanded(ids => void takeOver(ids))

  /** Tries once more what failed last, where that may help. */
  function retry(): void {
    if (notice.value?.status !== 'failed') return
    const actions = notice.value.groups.flatMap(group => (isPassing(group.failure) ? group.actions : []))
    notice.value = null
    for (const action of actions) perform(action)
  }

  function openChat(dialogId: string): void {
    if (connection.portal === null) return
    connection.portal.openChat(dialogId)
    openLines.forget(dialogId)
    notice.value = { status: 'opened', dialogId }
  }

  async function openTasks(): Promise<void> {
    const opened = await connection.portal?.openTasks()
    if (opened?.ok === false) notice.value = { status: 'unopened', failure: opened.failure }
  }

  function dismiss(): void {
    notice.value = null
  }

  return { notice, perform, performAll, retry, tellWaiting, openChat, openTasks, dismiss }
})
