import { defineStore } from 'pinia'
import type { ChatAction } from '../domain/chat-action.ts'
import { actionFor, type ChatCommand, isChange } from '../domain/chat-command.ts'
import { canBeMarked, type Conversation, type ConversationKind } from '../domain/conversation.ts'
import { err, isPassing, isRefusedRequest, mayHaveActed } from '../domain/failure.ts'
import type { PendingAction } from '../domain/pending-action.ts'
import { type LaterChoice, untilOf } from '../domain/later.ts'
import type { Offer } from '../domain/offer.ts'
import { inverseOf, type Undoable } from '../domain/undo.ts'
import { frameClock } from '../browser/frame-clock.ts'
import { type FailedActions, isWaitingRefusal, useActionNoticeStore } from './action-notice.ts'
import { useChatStore } from './chat.ts'
import { useChatCardsStore } from './chat-cards.ts'
import { useLaterStore } from './later.ts'
import { useOpenLinesStore } from './open-lines.ts'
import { usePendingActionsStore } from './pending-actions.ts'
import { useConnectionStore } from './connection.ts'
import { useSyncStore } from './sync.ts'
import { useUnreadStore } from './unread.ts'

/** As many actions as are sent at once: undo takes back the others without asking the portal. */
const atOnce = 50

/** What the person did last, as long as a notice offers to take it back. */
interface Remembered extends Undoable {
  readonly id: string
  /**
   * - `sent`: on its way, or still waiting to be sent
   * - `unwanted`: on its way, and to be taken back once it is known to be done
   * - `done`
   */
  state: 'sent' | 'unwanted' | 'done'
  unreadFrom?: Readonly<Record<string, number>> | undefined
}

const hasUndo = ({ kind }: ChatAction): boolean => kind === 'read' || kind === 'unmark' || kind === 'mute'

/** What has been read only once the portal says so. */
const isOpen = (action: ChatAction): boolean => action.kind === 'read-all' || (action.kind === 'read' && action.mayBeUnanswered === true)

/** What the person does to chats: at once on screen, then on the portal, undone where it refuses. */
export const useActionsStore = defineStore('actions', () => {
  const connection = useConnectionStore()
  const pending = usePendingActionsStore()
  const sync = useSyncStore()
  const unread = useUnreadStore()
  const openLines = useOpenLinesStore()
  const later = useLaterStore()
  const chat = useChatStore()
  const { cards } = useChatCardsStore()
  const notices = useActionNoticeStore()
  let queue: PendingAction[] = []
  /** By the ids of pending actions. */
  const remembered = new Map<string, Remembered>()
  let isSending = false

  /** What a chat is, as far as anything tells. */
  function kindOf(dialogId: string): ConversationKind {
    const card = cards.get(dialogId)
    if (card?.ok === true) return card.value.kind
    return unread.conversations.find(one => one.dialogId === dialogId)?.kind ?? chat.chat?.kind ?? 'chat'
  }

  function enqueue(action: ChatAction): void {
    const before = 'dialogId' in action ? unread.conversations.find(({ dialogId }) => dialogId === action.dialogId) : undefined
    const added = pending.add(action)
    remembered.set(added.id, { id: added.id, action, before: before ?? null, state: 'sent' })
    queue.push(added)
  }

  const perform = (action: ChatAction): void => performAll([action])

  function forgetIfAnswered(action: ChatAction): void {
    if (action.kind === 'answer' || action.kind === 'skip') openLines.forget(action.dialogId)
  }

  /** Visitors of open lines who wait for an answer can't be read, and marks of open lines would not last. */
  function isPossible(command: ChatCommand, conversation: Conversation): boolean {
    if (command === 'mark-read') return !openLines.isWaiting(conversation)
    return isChange(command, conversation) && (command !== 'mark-unread' || canBeMarked(kindOf(conversation.dialogId)))
  }

  /** Does the same to several chats, as one thing, where it is possible and changes them. */
  function carryOutAll(command: ChatCommand, conversations: readonly Conversation[]): void {
    const possible = conversations.filter(one => isPossible(command, one))
    const [first] = conversations
    if (command === 'mark-read' && possible.length === 0 && first !== undefined) {
      return void notices.tell({ status: 'waiting', dialogId: first.dialogId })
    }
    performAll(possible.map(one => actionFor(command, one, kindOf(one.dialogId))))
  }

  /** Does these as one thing. */
  function performAll(actions: readonly ChatAction[]): void {
    if (actions.length === 0) return
    forgetRemembered()
    for (const action of actions) {
      enqueue(action)
      forgetIfAnswered(action)
    }
    notices.tellDone(toTell())
    void send()
  }

  /** Of what the person did last, what is done, or will be as far as anybody can tell. */
  function toTell(): readonly ChatAction[] {
    return [...remembered.values()]
      .filter(({ action, state }) => (isOpen(action) ? state === 'done' : state !== 'unwanted' && hasUndo(action)))
      .map(({ action }) => action)
  }

  /** Only what was done last can be taken back, and what is still on its way to be. */
  function forgetRemembered(): void {
    for (const [id, { state }] of remembered) if (state !== 'unwanted') remembered.delete(id)
  }

  /** Takes back what was done last: at once where the portal does not know of it yet, else once it is known to be done. */
  function undo(): void {
    if (notices.notice?.status === 'aside') void later.bringBack(notices.notice.dialogIds)
    notices.dismiss()
    const unsent = new Set(queue.map(({ id }) => id))
    for (const [id, one] of remembered) {
      if (unsent.has(id)) {
        pending.undo(id)
        remembered.delete(id)
      } else if (one.state === 'sent') {
        one.state = 'unwanted'
      } else if (one.state === 'done') {
        takeBack(one)
      }
    }
    queue = queue.filter(({ id }) => pending.pending.some(one => one.id === id))
    if (queue.length > 0) void send()
  }

  function takeBack(one: Remembered): void {
    remembered.delete(one.id)
    const inverse = 'dialogId' in one.action ? inverseOf(one, kindOf(one.action.dialogId)) : null
    if (inverse !== null) queue.push(pending.add(inverse))
  }

  /** Puts chats aside, which can be taken back. */
  async function putAside(conversations: readonly Conversation[], choice: LaterChoice, timeZone?: string): Promise<void> {
    const dialogIds = conversations.map(({ dialogId }) => dialogId)
    const told = { status: 'aside', dialogIds, until: untilOf(choice, Date.now(), timeZone), isKept: null } as const
    forgetRemembered()
    notices.tell(told)
    const isKept = await later.putAside(conversations, choice, timeZone)
    if (notices.notice === told) notices.tell({ ...told, isKept })
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
    const done = toTell()
    if (failed.length > 0) notices.tellFailures(failed, done)
    else if (done.some(isOpen)) notices.tellDone(done)
    if (isInDoubt() || failed.some(({ failure }) => mayHaveActed(failure))) sync.refresh()
    else sync.refreshSoon()
  }

  /** Whether something on screen is not known before the portal has been asked anew. */
  function isInDoubt(): boolean {
    return pending.pending.some(({ action }) => action.kind === 'read-all' || action.kind === 'answer' || action.kind === 'skip')
      || unread.counters?.conversations.some(({ uncertain }) => uncertain) === true
  }

  /** Does it on the portal; returns what has failed. Once the office has asked for too much, all that was to follow fails as well. */
  async function carryOut(sent: readonly PendingAction[]): Promise<readonly FailedActions[]> {
    const failed: FailedActions[] = []
    const outcomes = await connection.portal?.act(sent.map(({ action }) => action)) ?? []
    const refused = outcomes.find(outcome => !outcome.ok && isRefusedRequest(outcome.failure))
    const unsent = refused === undefined ? [] : pending.send(queue.splice(0))
    const at = frameClock.now()
    for (const [index, { id, action }] of [...sent, ...unsent].entries()) {
      const outcome = outcomes[index] ?? refused ?? err({ kind: 'malformed', code: 'MALFORMED_ANSWER' })
      const known = remembered.get(id)
      if (outcome.ok) {
        pending.confirm(id, at, outcome.value.left)
        // What was told meanwhile may be older.
        forgetIfAnswered(action)
        if (known !== undefined) {
          known.unreadFrom = outcome.value.unreadFrom
          if (known.state === 'unwanted') takeBack(known)
          known.state = 'done'
        }
        continue
      }
      remembered.delete(id)
      pending.undo(id)
      if (known?.state === 'unwanted') {
        // The person wanted it undone: where the portal may have done it, it is.
        if (mayHaveActed(outcome.failure)) takeBack(known)
      } else {
        if (isWaitingRefusal(action, outcome.failure)) openLines.note(action.dialogId)
        failed.push({ actions: [action], failure: outcome.failure })
      }
    }
    return failed
  }

  /**
   * What a frame that is being closed has not sent any more, the first of the others does. Without locks nobody could
   * tell which one that is: nobody does it then, and it shows as undone.
   */
  async function takeOver(ids: readonly string[]): Promise<void> {
    await (navigator as Partial<Navigator>).locks?.request(`unread:handed:${ids.join()}`, { ifAvailable: true }, async (lock) => {
      const left = pending.pending.filter(({ id, confirmedAt }) => ids.includes(id) && confirmedAt === null)
      if (lock === null || left.length === 0 || connection.portal === null) return
      notices.tellFailures(await carryOut(left))
      sync.refreshSoon()
    }).catch(() => undefined)
  }
  pending.followHanded(ids => void takeOver(ids))

  /** Tries once more what failed last, where that may help, as one thing. */
  function retry(): void {
    if (notices.notice?.status !== 'failed') return
    performAll(notices.notice.groups.flatMap(group => (isPassing(group.failure) ? group.actions : [])))
  }

  function openChat(dialogId: string): void {
    if (connection.portal === null) return
    connection.portal.openChat(dialogId)
    openLines.doubt(dialogId)
    notices.tell({ status: 'opened', dialogId })
  }

  /** One of the ways out where a visitor waits for an answer. */
  function help(offer: Offer, dialogId: string): void {
    if (offer === 'open') openChat(dialogId)
    else perform({ kind: offer, dialogId })
  }

  async function openTasks(): Promise<void> {
    const opened = await connection.portal?.openTasks()
    if (opened?.ok === false) notices.tell({ status: 'unopened', failure: opened.failure })
  }

  return { kindOf, perform, performAll, carryOutAll, putAside, undo, retry, openChat, help, openTasks }
})
