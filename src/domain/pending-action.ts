import type { ChatAction } from './chat-action.ts'
import { isMessageLike } from './message-like.ts'

/**
 * An action on its way, in this frame or in another of the same person. It shows at once; from its confirmation on it
 * stays until the portal has been asked anew, since an answer to an older question does not know of it.
 */
export interface PendingAction<Action = ChatAction> {
  /** Unlike any other's, in whatever frame. */
  readonly id: string
  readonly action: Action
  /** When the portal confirmed it, in ms of the frame's clock; null while it has not. */
  readonly confirmedAt: number | null
  /** Messages the portal left unread, told with the confirmation of a `read`. */
  readonly left: number
}

/** With what is known now of one action: it keeps its place, a new one comes last, a confirmation is never taken back. */
export function withPending<Action>(
  pending: readonly PendingAction<Action>[],
  action: PendingAction<Action>,
): readonly PendingAction<Action>[] {
  const known = pending.find(({ id }) => id === action.id)
  if (known === undefined) return [...pending, action]
  if (known.confirmedAt !== null) return pending
  return pending.map(one => (one === known ? action : one))
}

/**
 * The actions that counters asked for at `askedAt` (ms of the frame's clock) do not know of for sure. A like is in no
 * counter.
 */
export function unansweredBy<Action extends { readonly kind: string }>(pending: readonly PendingAction<Action>[], askedAt: number): readonly PendingAction<Action>[] {
  const open = pending.filter(({ action, confirmedAt }) => confirmedAt === null || confirmedAt > askedAt || isMessageLike(action))
  return open.length === pending.length ? pending : open
}
