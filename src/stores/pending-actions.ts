import { defineStore } from 'pinia'
import { computed, onScopeDispose, shallowRef } from 'vue'
import type { ChatAction } from '../domain/chat-action.ts'
import { isMessageLike, type MessageLike } from '../domain/message-like.ts'
import { isNotificationEffect, type NotificationEffect } from '../domain/notification-action.ts'
import { type PendingAction, unansweredBy, withPending } from '../domain/pending-action.ts'
import { frameClock } from '../browser/frame-clock.ts'
import type { FrameChannel } from '../storage/frame-channel.ts'
import type { ActionMessage } from '../storage/action-channel.ts'

/**
 * How long an action of another frame shows without a word of its outcome, in ms: the request before it and its own
 * have come to an end by then, or that frame has been closed.
 */
export const longestWait = 60_000

type Action = ChatAction | NotificationEffect | MessageLike

const isOnNotification = (pending: PendingAction<Action>): pending is PendingAction<NotificationEffect> => isNotificationEffect(pending.action)
const isOnMessage = (pending: PendingAction<Action>): pending is PendingAction<MessageLike> => isMessageLike(pending.action)
const isOnChat = (pending: PendingAction<Action>): pending is PendingAction => !isOnNotification(pending) && !isOnMessage(pending)

/**
 * Actions that show already, and that no answer of the portal has taken in yet: those of this frame, and those of the
 * person's other frames, which tell of theirs over a channel.
 */
export const usePendingActionsStore = defineStore('pending', () => {
  const pending = shallowRef<readonly PendingAction<Action>[]>([])
  const frame = Math.random().toString(36).slice(2)
  let lastId = 0
  /** When the question was sent that has been answered last, in ms of the frame's clock. */
  let answeredAskedAt = -Infinity
  let channel: FrameChannel<ActionMessage> | null = null
  /** When this frame began or first heard of an action, in ms of its clock. */
  const begunAt = new Map<string, number>()
  /** Own actions that wait for the request before theirs. */
  const unsent = new Set<string>()
  let listenHanded: (ids: readonly string[]) => void = () => undefined

  function add<Added extends Action>(action: Added): PendingAction<Added> {
    lastId += 1
    const added = { id: `${frame}-${lastId}`, action, confirmedAt: null, left: 0 }
    note(added)
    tell(added)
    unsent.add(added.id)
    return added
  }

  /** What the portal has done already, at `at` (ms of the frame's clock), beside something else it was asked for. */
  function addDone(action: ChatAction, at: number): void {
    lastId += 1
    const done = { id: `${frame}-${lastId}`, action, confirmedAt: at, left: 0 }
    note(done)
    tell(done)
  }

  /** Those of own actions that are to be sent now: without what has been handed over to other frames. */
  function send<Sent extends Action>(actions: readonly PendingAction<Sent>[]): readonly PendingAction<Sent>[] {
    return actions.filter(({ id }) => unsent.delete(id))
  }

  /** @param at when the portal had done it, in ms of the frame's clock */
  function confirm(id: string, at: number, left: number): void {
    const known = pending.value.find(entry => entry.id === id)
    if (known === undefined) return
    const confirmed = { ...known, confirmedAt: at, left }
    note(confirmed)
    tell(confirmed)
  }

  /** The portal refused: it never happened. */
  function undo(id: string): void {
    forget(id)
    channel?.post({ type: 'undone', id })
  }

  /** An answer has come to a question asked at `askedAt` (ms of the frame's clock). */
  function answered(askedAt: number): void {
    answeredAskedAt = Math.max(answeredAskedAt, askedAt)
    pending.value = unansweredBy(pending.value, answeredAskedAt)
  }

  /** Messages have been read that were asked for at `askedAt`, in ms of the frame's clock: they know of likes confirmed before. */
  function answeredByMessages(ids: ReadonlySet<number>, askedAt: number): void {
    const isSeen = (one: PendingAction<Action>) => isOnMessage(one) && ids.has(one.action.messageId) && one.confirmedAt !== null && one.confirmedAt <= askedAt
    if (pending.value.some(isSeen)) pending.value = pending.value.filter(one => !isSeen(one))
  }

  /** Shares what is on its way with all frames on a channel. */
  function join(openChannel: (onMessage: (message: ActionMessage) => void) => FrameChannel<ActionMessage> | null): void {
    channel?.close()
    channel = openChannel(receive)
    channel?.post({ type: 'hello' })
    tellOwn()
  }

  /** This frame is being closed: what it has not sent is undone here, and may be done by another. */
  function leave(): void {
    if (unsent.size > 0) channel?.post({ type: 'handed', ids: [...unsent] })
    for (const id of unsent) forget(id)
    unsent.clear()
    channel?.close()
    channel = null
  }

  function receive(message: ActionMessage): void {
    switch (message.type) {
      case 'hello':
        tellOwn()
        return
      case 'acted':
        note(message.pending)
        if (message.pending.confirmedAt === null) setTimeout(() => forgetUnconfirmed(message.pending.id), longestWait)
        return
      case 'undone':
        forget(message.id)
        return
      case 'handed':
        listenHanded(message.ids)
    }
  }

  /** What another frame confirmed may be known to an answer this frame has had already. */
  function note(action: PendingAction<Action>): void {
    if (!begunAt.has(action.id)) begunAt.set(action.id, frameClock.now())
    pending.value = unansweredBy(withPending(pending.value, action), answeredAskedAt)
  }

  function forget(id: string): void {
    begunAt.delete(id)
    pending.value = pending.value.filter(entry => entry.id !== id)
  }

  function forgetUnconfirmed(id: string): void {
    if (pending.value.some(entry => entry.id === id && entry.confirmedAt === null)) forget(id)
  }

  function tell(action: PendingAction<Action>): void {
    channel?.post({ type: 'acted', pending: action })
  }

  function tellOwn(): void {
    for (const action of pending.value) if (action.id.startsWith(`${frame}-`)) tell(action)
  }

  /** Hears which actions another frame has left behind, by their ids. */
  function followHanded(listen: (ids: readonly string[]) => void): void {
    listenHanded = listen
  }

  onScopeDispose(leave)

  /** What is done to chats. */
  const onChats = computed(() => pending.value.filter(isOnChat))
  /** What is done to notifications. */
  const onNotifications = computed(() => pending.value.filter(isOnNotification))

  /** What is done to messages, by their ids: the latest of each. */
  const likes = computed(() => new Map(pending.value.filter(isOnMessage).map(one => [one.action.messageId, one])))

  /**
   * What is done to notifications since a question was sent, in ms of the frame's clock. An answer to a question that was
   * sent later may know of an action already: nothing is taken off its number.
   */
  const effectsSince = (askedAt: number): readonly NotificationEffect[] => (
    onNotifications.value.filter(({ id }) => (begunAt.get(id) ?? -Infinity) >= askedAt).map(({ action }) => action)
  )

  return { pending: onChats, onNotifications, likes, effectsSince, add, addDone, send, confirm, undo, answered, answeredByMessages, join, leave, followHanded }
})
