import { useDebounceFn } from '@vueuse/core'
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { ChatAction } from '../domain/chat-action.ts'
import type { Failure } from '../domain/failure.ts'
import type { PendingAction } from '../domain/pending-action.ts'
import { frameClock } from './frame-clock.ts'
import { usePendingStore } from './pending.ts'
import { usePortalStore } from './portal.ts'
import { useSyncStore } from './sync.ts'

/** What to tell the person about what they did last. */
export type ActionNotice =
  | { readonly status: 'done', readonly action: ChatAction }
  /** All these failed for the same reason, and have been undone. */
  | { readonly status: 'failed', readonly actions: readonly ChatAction[], readonly failure: Failure }
  /** The portal never says whether it showed the chat. */
  | { readonly status: 'opened', readonly dialogId: string }
  /** The task list could not be opened. */
  | { readonly status: 'unopened', readonly failure: Failure }

/** As many actions as fit in one request. */
const atOnce = 50
/** How long nothing more may be done before the portal is asked for its own numbers, in ms. */
const pause = 2_000

/** What the person does to chats: at once on screen, then on the portal, undone where it refuses. */
export const useActionsStore = defineStore('actions', () => {
  const portal = usePortalStore()
  const pending = usePendingStore()
  const sync = useSyncStore()
  const notice = shallowRef<ActionNotice | null>(null)
  const queue: PendingAction[] = []
  let isSending = false
  const refreshSoon = useDebounceFn(() => sync.refresh(), pause)

  function perform(action: ChatAction): void {
    queue.push(pending.add(action))
    if (action.kind === 'read' || action.kind === 'read-all') notice.value = { status: 'done', action }
    else notice.value = null
    void send()
  }

  /** One request at a time: what is done while one is under way goes together in the next. */
  async function send(): Promise<void> {
    if (isSending || portal.portal === null) return
    isSending = true
    const failures = new Map<string, { actions: ChatAction[], failure: Failure }>()
    while (queue.length > 0) {
      const sent = queue.splice(0, atOnce)
      const outcomes = await portal.portal.act(sent.map(({ action }) => action))
      const at = frameClock.now()
      for (const [index, { id, action }] of sent.entries()) {
        const outcome = outcomes[index] ?? { ok: false, failure: { kind: 'malformed', code: 'MALFORMED_ANSWER' } as const }
        if (outcome.ok) {
          pending.confirm(id, at, outcome.value.left)
        } else {
          pending.undo(id)
          const known = failures.get(outcome.failure.code)?.actions ?? []
          failures.set(outcome.failure.code, { actions: [...known, action], failure: outcome.failure })
        }
      }
    }
    isSending = false
    const [failed] = failures.values()
    if (failed !== undefined) notice.value = { status: 'failed', ...failed }
    await refreshSoon()
  }

  /** Tries once more what failed last. */
  function retry(): void {
    if (notice.value?.status !== 'failed') return
    const { actions } = notice.value
    notice.value = null
    for (const action of actions) perform(action)
  }

  function openChat(dialogId: string): void {
    if (portal.portal === null) return
    portal.portal.openChat(dialogId)
    notice.value = { status: 'opened', dialogId }
  }

  async function openTasks(): Promise<void> {
    const opened = await portal.portal?.openTasks()
    if (opened?.ok === false) notice.value = { status: 'unopened', failure: opened.failure }
  }

  function dismiss(): void {
    notice.value = null
  }

  return { notice, perform, retry, openChat, openTasks, dismiss }
})
