import { defineStore } from 'pinia'
import { computed, ref, shallowReactive, shallowRef, watch } from 'vue'
import { frameClock } from '../browser/frame-clock.ts'
import { believedFor } from '../domain/caps.ts'
import { err, type Failure, mayHaveActed, ok, type Result } from '../domain/failure.ts'
import type { Message, MessagePage } from '../domain/message.ts'
import { withLike } from '../domain/message-like.ts'
import { parseMessageText } from '../domain/message-text.ts'
import { emptyWindow, messagesIn, type MessageWindow, windowOf, withAllRead, withEarlier, withNewest, withSent } from '../domain/message-window.ts'
import { applyResult, failureOf, hydrate, loading, type QueryState, valueOf, withValue } from '../domain/query-state.ts'
import { afterReport, freshSource, isDue, retried } from '../polling/sources.ts'
import { useConnectionStore } from './connection.ts'
import { useManualRefreshStore } from './manual-refresh.ts'
import { usePendingActionsStore } from './pending-actions.ts'
import { usePreviewsStore } from './previews.ts'
import { useUnreadStore } from './unread.ts'

/** Messages asked for at once: at least so many, and at most as many as im.dialog.messages.get tells. */
const fewest = 20
const most = 50

/** Conversations that are asked for ahead in one request. */
export const mostAhead = 10

type Part = 'newest' | 'earlier'

/** Messages asked for before anybody looks. */
interface Ahead {
  readonly page: MessagePage
  readonly limit: number
  readonly count: number | null
  readonly askedAt: number
}

/**
 * The conversation that is looked at beside the list, and its messages. Looking marks nothing as read.
 *
 * What its row knows is there at once; one request fills it. From then on it follows the polls: a count that has changed,
 * or has stood at its cap for a while, or a newer message in the row, is worth one more. Never two requests at a time. Texts are dropped with the next look.
 */
export const usePeekStore = defineStore('peek', () => {
  const connection = useConnectionStore()
  const unread = useUnreadStore()
  const previews = usePreviewsStore()
  const pending = usePendingActionsStore()
  /** Null: none is. */
  const dialogId = ref<string | null>(null)
  const state = shallowRef<QueryState<MessageWindow>>(loading)
  /** What is being asked for. */
  const asking = shallowRef<Part | null>(null)
  /** Why a like could not be kept, by message. */
  const failedLikes = shallowReactive(new Map<number, Failure>())

  /** The method's own, and what this chat's answers have come to. */
  let source = freshSource
  let chatSource = freshSource
  let lastFailure: Failure | null = null
  let look = 0
  const wishes = new Set<Part>()
  let failedPart: Part = 'newest'
  /** What comes next, as far as it has been asked for: used once. */
  const ahead = new Map<string, Ahead>()
  let isPrefetching = false
  /** Unread messages by the counters, and the row's message, when the newest ones were asked for. */
  let countAsked: number | null = null
  let newestAsked = 0
  let newestAskedAt = 0
  /** Whether the portal has been asked since all is read: it may go on flagging messages that its counters do not count. */
  let isReadAsked = false

  const conversationOf = (id: string | null) => (id === null ? undefined : unread.counters?.conversations.find(one => one.dialogId === id))
  const conversation = computed(() => conversationOf(dialogId.value) ?? null)
  /** Unread messages in the chat itself; null while that is not known. */
  const count = computed(() => countOf(dialogId.value))
  function countOf(id: string | null): number | null {
    const one = conversationOf(id)
    if (unread.counters === null || one?.uncertain === true) return null
    if (one === undefined) return unread.counters.listsAll ? 0 : null
    return one.count - one.comments
  }

  const known = computed(() => valueOf(state.value))
  /** All that is known, the oldest first. */
  const messages = computed<readonly Message[]>(() => messagesIn(known.value ?? emptyWindow).map((message) => {
    const like = pending.likes.get(message.id)
    return like === undefined ? message : withLike(message, like.action.likes)
  }))
  const failure = computed(() => failureOf(state.value))

  /** Looks at another conversation, or at none. */
  function lookAt(wanted: string | null): void {
    if (wanted === dialogId.value) return
    look += 1
    dialogId.value = wanted
    state.value = loading
    chatSource = freshSource
    countAsked = null
    newestAsked = 0
    isReadAsked = false
    wishes.clear()
    failedLikes.clear()
    if (wanted === null) return
    const message = previews.previews.get(wanted)?.message
    if (message != null) state.value = hydrate(loading, windowOf(message, count.value), frameClock.now())
    const known = ahead.get(wanted)
    ahead.delete(wanted)
    const isCurrent = known?.count === count.value && (message?.id ?? 0) <= (known.page.messages[0]?.id ?? 0)
    if (!isCurrent) return void want('newest')
    countAsked = known.count
    newestAsked = message?.id ?? 0
    newestAskedAt = known.askedAt
    isReadAsked = known.count === 0
    state.value = applyResult<MessageWindow>(loading, ok(withNewest(emptyWindow, known.page, known)), known.askedAt)
  }

  /**
   * Asks ahead for conversations that will be looked at next, `mostAhead` in one request. What can't be read now is left
   * for when somebody looks.
   */
  async function prefetch(dialogIds: readonly string[]): Promise<void> {
    const { portal } = connection
    const wanted = dialogIds.filter(id => !ahead.has(id) && id !== dialogId.value).slice(0, mostAhead)
    if (portal === null || wanted.length === 0 || isPrefetching || !isDue(source, frameClock.now())) return
    isPrefetching = true
    const askedAt = frameClock.now()
    const requests = wanted.map(id => ({ dialogId: id, limit: limitFor(countOf(id)), count: countOf(id) }))
    const answer = await portal.messages(requests.map(({ dialogId: id, limit }) => ({ dialogId: id, limit })))
    isPrefetching = false
    source = afterReport(source, { failure: answer.ok ? null : answer.failure, operating: null }, frameClock.now(), Math.random)
    for (const { dialogId: id, limit, count: asked } of requests) {
      const page = pageIn(answer, id)
      if (page.ok) ahead.set(id, { page: page.value, limit, count: asked, askedAt })
    }
  }

  /** Nobody is going to look at what was asked for ahead. */
  const forgetAhead = (): void => ahead.clear()

  /** Asks for the messages before the oldest one on screen. */
  function wantEarlier(): void {
    if (known.value?.hasEarlier === true) want('earlier')
  }

  /** A person's retry of what could not be read. */
  const retry = (): void => want(failedPart)

  /** A person asks: at once, unless the method's operating time is used up. */
  function want(part: Part): void {
    source = retried(source, frameClock.now())
    chatSource = retried(chatSource, frameClock.now())
    wishes.add(part)
    void ask()
    if (wishes.has(part) && asking.value === null && lastFailure !== null) {
      wishes.delete(part)
      state.value = applyResult<MessageWindow>(state.value, err(lastFailure), frameClock.now())
    }
  }

  const isAllowed = (): boolean => isDue(source, frameClock.now()) && isDue(chatSource, frameClock.now())

  /** One request after the other, until nothing is wanted, or nothing may be asked for. */
  async function ask(): Promise<void> {
    if (asking.value !== null) return
    while (dialogId.value !== null && isAllowed()) {
      const [part] = wishes
      if (part === undefined) break
      wishes.delete(part)
      asking.value = part
      await askFor(part, dialogId.value)
      asking.value = null
    }
  }

  async function askFor(part: Part, id: string): Promise<void> {
    const { portal } = connection
    if (portal === null) return
    const thisLook = look
    const askedAt = frameClock.now()
    const request = { limit: part === 'earlier' ? most : limitFor(count.value), count: count.value }
    if (part === 'newest') {
      countAsked = count.value
      newestAsked = newestInRow()
      newestAskedAt = askedAt
      isReadAsked = count.value === 0
    }
    const before = part === 'earlier' ? known.value?.messages[0]?.id : undefined
    const answer = await portal.messages([{ dialogId: id, limit: request.limit, ...(before !== undefined && { before }) }])
    const page = pageIn(answer, id)
    const now = frameClock.now()
    const report = (outcome: Result<unknown>) => ({ failure: outcome.ok ? null : outcome.failure, operating: null })
    const isOfMethod = !answer.ok || page.ok || page.failure.kind === 'operating'
    if (isOfMethod) source = afterReport(source, report(page), now, Math.random)
    if (!page.ok) lastFailure = page.failure
    if (thisLook !== look) return
    if (!isOfMethod || page.ok) chatSource = afterReport(chatSource, report(page), now, Math.random)
    if (!page.ok) {
      failedPart = part
      state.value = applyResult<MessageWindow>(state.value, page, now)
      return
    }
    // What a row knows is no more than the page.
    const base = state.value.status === 'remembered' ? emptyWindow : known.value ?? emptyWindow
    const value = part === 'newest' ? withNewest(base, page.value, request) : withEarlier(base, page.value, request)
    state.value = applyResult(state.value, ok(count.value === 0 && request.count !== 0 ? withAllRead(value) : value), now)
    pending.answeredByMessages(new Set(page.value.messages.map(message => message.id)), askedAt)
  }

  const newestInRow = (): number => previews.previews.get(dialogId.value ?? '')?.message?.id ?? 0

  /** A poll has brought numbers, or the row a message: whatever is new is asked for, and what has failed. */
  function follow(): void {
    if (dialogId.value === null) return
    const isNews = count.value !== countAsked
      || (conversation.value?.atLeast === true && frameClock.now() - newestAskedAt >= believedFor)
      || (newestInRow() !== newestAsked && newestInRow() > (messages.value.at(-1)?.id ?? 0))
      || (count.value === 0 && !isReadAsked && (known.value?.unread.size ?? 0) > 0)
    if (failure.value !== null) wishes.add(failedPart)
    if (isNews) wishes.add('newest')
    if (failure.value !== null || isNews) void ask()
  }
  watch(() => unread.messenger, ({ status }) => {
    if (status === 'ready') follow()
  })
  watch(newestInRow, follow)
  useManualRefreshStore().onRefresh(() => {
    if (failure.value !== null) retry()
  })
  // What has been read here or in another frame is read at once; where the portal refuses, it has to say what is unread.
  watch(count, (now, before) => {
    if (dialogId.value === null || known.value === null) return
    if (now === 0) {
      countAsked = 0
      state.value = withValue(state.value, withAllRead)
    } else if (before === 0) follow()
  })

  /** Sets or takes away the reader's like: at once on screen, in all frames, undone where the portal refuses. */
  async function like(messageId: number, likes: boolean): Promise<void> {
    if (pending.likes.get(messageId)?.confirmedAt === null || connection.portal === null) return
    const thisLook = look
    failedLikes.delete(messageId)
    const sent = pending.add({ kind: 'like', messageId, likes })
    pending.send([sent])
    const outcome = await connection.portal.like(messageId, likes)
    if (outcome.ok) return void pending.confirm(sent.id, frameClock.now(), 0)
    pending.undo(sent.id)
    if (thisLook !== look) return
    failedLikes.set(messageId, outcome.failure)
    // It may be kept nevertheless.
    if (mayHaveActed(outcome.failure)) {
      wishes.add('newest')
      void ask()
    }
  }

  /** Shows what the reader has just sent, and asks for what came before it. */
  function noteSent(id: string, messageId: number, text: string): void {
    if (id !== dialogId.value) return
    const message: Message = {
      id: messageId, author: { id: connection.portal?.userId ?? 0, name: '', isReader: true, avatar: null, color: null },
      at: new Date().toISOString(), text: parseMessageText(text), isUnread: false, isSystem: false, isEdited: false,
      likes: 0, isLikedByReader: false, files: [], replyToId: null,
    }
    state.value = withValue(state.value, value => withSent(value, message))
    wishes.add('newest')
    void ask()
  }

  return { dialogId, state, asking, conversation, known, messages, failure, failedLikes, lookAt, prefetch, forgetAhead, wantEarlier, retry, like, noteSent }
})

/** All that is unread, and some before it. */
const limitFor = (count: number | null): number => Math.max(fewest, Math.min((count ?? 0) + 5, most))

const pageIn = (answer: Result<ReadonlyMap<string, Result<MessagePage>>>, dialogId: string): Result<MessagePage> => (
  answer.ok ? answer.value.get(dialogId) ?? err({ kind: 'malformed', code: 'MALFORMED_ANSWER' }) : answer
)
