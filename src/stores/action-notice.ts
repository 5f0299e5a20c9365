import { defineStore } from 'pinia'
import { shallowRef, watch } from 'vue'
import { type ChatAction, isInEffect } from '../domain/chat-action.ts'
import { type Failure, mayHaveActed } from '../domain/failure.ts'
import { useUnreadStore } from './unread.ts'

/** Actions that failed for the same reason, and have been undone. */
export interface FailedActions {
  readonly actions: readonly ChatAction[]
  readonly failure: Failure
}

/** What to tell the person about what they did last. */
export type ActionNotice =
  | { readonly status: 'done', readonly action: ChatAction }
  /** Put aside; `isKept` is whether the portal has kept it, null while it has not answered. */
  | { readonly status: 'aside', readonly dialogIds: readonly string[], readonly until: number | null, readonly isKept: boolean | null }
  /** In several chats: mostly the same. What is tried again may be mixed. */
  | { readonly status: 'done-many', readonly actions: readonly ChatAction[] }
  /** One group for each reason; beside them, what was done. */
  | { readonly status: 'failed', readonly groups: readonly FailedActions[], readonly done?: readonly ChatAction[] }
  /** The chat, and others, can't be marked as read: visitors of open lines wait there for an answer. Beside them, what was done. */
  | { readonly status: 'waiting', readonly dialogId: string, readonly others?: readonly string[], readonly done?: readonly ChatAction[] }
  /** The portal never says whether it showed the chat. */
  | { readonly status: 'opened', readonly dialogId: string }
  /** The task list could not be opened. */
  | { readonly status: 'unopened', readonly failure: Failure }

/** Whether the portal has refused to read an open line: a visitor waits there for an answer. */
export const isWaitingRefusal = (action: ChatAction, { code }: Failure): action is Extract<ChatAction, { kind: 'read' }> => (
  action.kind === 'read' && action.mayBeUnanswered === true && code === 'REFUSED'
)

/** The one notice about what the person did last. */
export const useActionNoticeStore = defineStore('action-notice', () => {
  const unread = useUnreadStore()
  const notice = shallowRef<ActionNotice | null>(null)

  function tell(told: ActionNotice): void {
    notice.value = told
  }

  /** What was done as one thing. Where all chats were read, that says it. */
  function tellDone(done: readonly ChatAction[]): void {
    const action = done.length === 1 ? done[0] : done.find(({ kind }) => kind === 'read-all')
    if (action !== undefined) tell({ status: 'done', action })
    else if (done.length > 0) tell({ status: 'done-many', actions: done })
    else dismiss()
  }

  /** @param done what was done beside it, and can be taken back */
  function tellFailures(failed: readonly FailedActions[], done: readonly ChatAction[] = []): void {
    const waiting = failed.flatMap(({ actions, failure }) => actions.filter(action => isWaitingRefusal(action, failure)))
    const [first, ...others] = waiting.map(({ dialogId }) => dialogId)
    if (first !== undefined && waiting.length === failed.length) return void tell({ status: 'waiting', dialogId: first, others, done })
    const groups = new Map<string, FailedActions>()
    for (const { actions, failure } of failed) {
      groups.set(failure.code, { failure, actions: [...groups.get(failure.code)?.actions ?? [], ...actions] })
    }
    if (groups.size > 0) tell({ status: 'failed', groups: [...groups.values()], done })
  }

  function dismiss(): void {
    notice.value = null
  }

  // Where nobody could tell whether the portal had acted, its numbers do: what was done has not failed.
  watch(() => unread.messenger, ({ status }) => {
    const { counters } = unread
    if (status !== 'ready' || notice.value?.status !== 'failed' || counters === null) return
    const groups = notice.value.groups.map(({ failure, actions }) => (
      { failure, actions: actions.filter(action => !mayHaveActed(failure) || !isInEffect(action, counters)) }
    )).filter(({ actions }) => actions.length > 0)
    notice.value = groups.length > 0 ? { ...notice.value, groups } : null
  })

  return { notice, tell, tellDone, tellFailures, dismiss }
})
