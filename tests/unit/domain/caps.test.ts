import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../runs.ts'
import { parseCounters } from '../../../src/bitrix24/counters.ts'
import { type ChatAction, chatWithActions, withActions } from '../../../src/domain/chat-action.ts'
import { actionFor as offered } from '../../../src/domain/chat-command.ts'
import { canBeMarked, type Conversation, mayBeUnanswered } from '../../../src/domain/conversation.ts'
import { inPart } from '../../../src/domain/conversation-list.ts'
import { amountOf, boundedKeys, type BoundedKey, type Counters } from '../../../src/domain/counters.ts'
import { readAllScope } from '../../../src/domain/read-all.ts'
import { newsBetween } from '../../../src/domain/news.ts'
import type { PendingAction } from '../../../src/domain/pending-action.ts'
import { withPrivateChats } from '../../../src/domain/private-chats.ts'
import { explainTotal } from '../../../src/domain/total.ts'
import { waitingFor } from '../../../src/domain/waiting.ts'
import { type ModelChat, type ModelRules, officeArbitrary, ruleArbitrary, truthOf, cappedAnswerOf, perform } from './capped-portal.ts'
import { chatIdOf } from './portal-model.ts'

const capped = fc.constantFrom(0, 1, 2, 99, 100, 101, 250)
const office = officeArbitrary(capped)

/** What the app makes of the portal's answer, once it knows whose the private chats are. */
const answeredBy = (chats: readonly ModelChat[], notify: number): Counters => withPrivateChats(
  parseCounters(cappedAnswerOf(chats, notify)),
  new Map(chats.filter(({ kind }) => kind === 'dialog').map(chat => [`chat${String(chatIdOf(chat))}`, chat.id])),
)

/** No number is greater than the truth, and none that is less is called exact. */
function expectTrue(counters: Counters, truth: Readonly<Record<BoundedKey, number>>): void {
  for (const key of boundedKeys) {
    const { count, atLeast } = amountOf(counters, key)
    if (count === null) continue
    expect(count, `${key} is not more than the truth`).toBeLessThanOrEqual(truth[key])
    if (!atLeast) expect(count, `${key} is exact`).toBe(truth[key])
  }
  const waiting = waitingFor(counters, { expired: 0, newComments: 0 })
  expect(waiting?.count).toBeLessThanOrEqual(truth.all)
  if (waiting?.complete === true && !waiting.atLeast) expect(waiting.count).toBe(truth.all)
  const { title } = explainTotal(counters, null).sections
  if (title.count !== null) expect(title.count).toBeLessThanOrEqual(truth.all)
}

/** The same for every row, whole and as parts of the list show it. */
function expectTrueRows(counters: Counters, chats: readonly ModelChat[]): void {
  for (const row of counters.conversations) {
    const chat = chats.find(hasId(row.dialogId))
    if (row.uncertain || chat === undefined) continue
    const messages = chat.unanswered ? 1 : chat.count
    const comments = chat.posts.reduce((sum, post) => sum + post, 0)
    expectTrueRow(row, messages + comments)
    if (row.comments > 0) expectTrueRow(inPart(row, 'channel-comment'), comments)
    expectTrueRow(inPart(row, row.muted ? 'muted' : row.kind), row.kind === 'channel-comment' ? comments : messages)
  }
}

/** A row that is said to be a lower bound has 100 messages or more. */
function expectTrueRow(row: Conversation | null, truth: number): void {
  if (row === null) return
  const { dialogId, count, atLeast } = row
  expect(count, `row ${dialogId}`).toBeLessThanOrEqual(truth)
  if (atLeast) expect(count, `row ${dialogId} is a lower bound`).toBeGreaterThanOrEqual(100)
  else expect(count, `row ${dialogId} is exact`).toBe(truth)
}

/** Reading all is announced with no more messages than there are. */
function expectTrueScope(counters: Counters, chats: readonly ModelChat[]): void {
  const { chats: rows, messages } = readAllScope(counters)
  const truth = chats.reduce((sum, chat) => sum + (chat.unanswered ? 1 : chat.count) + chat.posts.reduce((a, b) => a + b, 0), 0)
  const unread = chats.filter(chat => chat.unanswered || chat.count > 0 || chat.posts.length > 0 || chat.marked).length
  const uncertain = counters.conversations.filter(one => one.uncertain).length
  expect(rows.count).toBeLessThanOrEqual(unread + uncertain)
  expect(messages.count).toBeLessThanOrEqual(truth + chats.filter(chat => chat.marked).length)
  if (!messages.atLeast) expect(messages.count).toBe(truth)
}

type Wish = ChatAction['kind'] | 'read-comments' | 'read-messages'
const actionArbitrary = fc.record({
  chat: fc.nat(14),
  kind: fc.constantFrom<Wish>('read', 'read-comments', 'read-messages', 'read-all', 'mark', 'unmark', 'mute', 'unmute', 'answer', 'skip', 'unread'),
})

/** A private chat goes by the id of the other person. */
const hasId = (dialogId: string) => ({ id, kind }: ModelChat) => dialogId === (kind === 'dialog' ? String(id) : `chat${String(id)}`)

/** What the list offers for a row. */
function actionFor({ chat, kind }: { chat: number, kind: Exclude<Wish, 'unread'> }, counters: Counters, chats: readonly ModelChat[]): ChatAction | null {
  if (kind === 'read-all') return { kind }
  const row = counters.conversations[chat]
  if (row === undefined || row.uncertain) return null
  const { dialogId, kind: chatKind, commentChats, count, comments, muted, marked } = row
  switch (kind) {
    case 'read-comments':
    case 'read-messages': {
      const part = chatKind === 'chat' && comments > 0 ? inPart(row, kind === 'read-messages' ? 'chat' : 'channel-comment') : null
      return part && offered('mark-read', part, chatKind)
    }
    case 'read':
      if (count === 0) return { kind: 'unmark', dialogId }
      return {
        kind, dialogId,
        ...(commentChats !== undefined && { alsoIn: commentChats }),
        ...(mayBeUnanswered(row) && { mayBeUnanswered: true }),
      }
    case 'mark': return marked || !canBeMarked(chatKind) || chatKind === 'channel-comment' || chatKind === 'other' ? null : { kind, dialogId, chatKind }
    case 'unmark': return marked ? { kind, dialogId } : null
    case 'mute': return muted || chatKind === 'channel-comment' || chatKind === 'other' || commentChats !== undefined ? null : { kind, dialogId }
    // The kind of a muted chat is looked up.
    case 'unmute': return muted ? { kind, dialogId, chatKind: chats.find(hasId(dialogId))?.kind ?? 'chat' } : null
    default: return mayBeUnanswered(row) ? { kind, dialogId } : null
  }
}

/** What was unread in a chat is unread again. */
function restore(chats: readonly ModelChat[], was: readonly ModelChat[], dialogId: string): true {
  const { count = 0, posts = [], marked = false } = was.find(hasId(dialogId)) ?? {}
  const chat = chats.find(hasId(dialogId))
  if (chat !== undefined) Object.assign(chat, { count, posts, marked: marked || chat.marked })
  return true
}

describe('for any portal that counts no further than to 100 and the newest chats', () => {
  it('what is shown is not more than the truth, and exact only where it is', () => {
    fc.assert(fc.property(office, fc.constantFrom(0, 4, 99, 100, 170), (chats, notify) => {
      const counters = answeredBy(chats, notify)
      expectTrue(counters, truthOf(chats, notify))
      expectTrueRows(counters, chats)
    }))
  })

  it('so it is after any sequence of actions, on screen before the portal has said anything', () => {
    fc.assert(fc.property(office, fc.constantFrom(0, 4, 100), ruleArbitrary, fc.array(actionArbitrary, { maxLength: 6 }), (chats, notify, rules: ModelRules, wishes) => {
      const answer = answeredBy(chats, notify)
      const truth = { chats: chats.map(chat => ({ ...chat, posts: [...chat.posts] })), notify }
      const pending: PendingAction[] = []
      const reads: { inverse: ChatAction, restore: () => true }[] = []
      for (const [index, wish] of wishes.entries()) {
        const before = withActions(answer, pending)
        const { kind } = wish
        const undone = kind === 'unread' ? reads.pop() : undefined
        const action = kind === 'unread' ? undone?.inverse ?? null : actionFor({ ...wish, kind }, before, chats)
        if (action === null) continue
        const was = truth.chats.map(one => ({ ...one, posts: [...one.posts] }))
        const isDone = undone === undefined ? perform(action, truth, rules) : undone.restore()
        if (isDone && action.kind === 'read') {
          const { dialogId } = action
          const conversation = before.conversations.find(one => one.dialogId === dialogId) ?? null
          reads.push({ inverse: { kind: 'unread', dialogId, from: {}, conversation }, restore: () => restore(truth.chats, was, dialogId) })
        }
        expectTrue(withActions(answer, [...pending, { id: `${index}`, action, confirmedAt: null, left: 0 }]), truthOf(truth.chats, truth.notify))
        if (isDone) pending.push({ id: `${index}`, action, confirmedAt: index, left: 0 })
        const shown = withActions(answer, pending)
        expectTrue(shown, truthOf(truth.chats, truth.notify))
        expectTrueRows(shown, truth.chats)
        expectTrueScope(shown, truth.chats)
      }
    }), { numRuns: runs(500) })
  })

  it('reading all is announced with no more than there is', () => {
    fc.assert(fc.property(office, chats => expectTrueScope(answeredBy(chats, 0), chats)))
  })
})

describe('news', () => {
  const chat = (dialogId: string, count: number): Conversation => ({
    dialogId, kind: 'chat', count, comments: 0, muted: false, marked: false, ...(count === 100 && { atLeast: true }),
  })

  it('of a chat that reaches 100 are a lower bound, and there are none beyond', () => {
    expect(newsBetween([chat('chat1', 97)], [chat('chat1', 100)])).toEqual([{ dialogId: 'chat1', added: 3, atLeast: true }])
    expect(newsBetween([chat('chat1', 100)], [chat('chat1', 100)])).toEqual([])
  })

  it('are not chats that come into a list that had no room for them', () => {
    expect(newsBetween([chat('chat1', 5)], [chat('chat1', 6), chat('chat2', 5)], false)).toEqual([{ dialogId: 'chat1', added: 1 }])
  })
})

it('a channel\'s own page shows its messages again, without comments, when their reading is undone', () => {
  const conversation: Conversation = { dialogId: 'chat1', kind: 'chat', count: 105, comments: 5, muted: false, marked: false, atLeast: true }
  const action = { kind: 'unread', dialogId: 'chat1', from: {}, conversation } as const
  const page = { dialogId: 'chat1', kind: 'chat', unread: 0, muted: false } as const
  expect(chatWithActions(page, [{ id: '1', action, confirmedAt: null, left: 0 }]).unread).toBe(100)
})

describe('a list of 1,000 chats', () => {
  const answer = (chats: number) => parseCounters({
    TYPE: { ALL: chats, NOTIFY: 0, MESSENGER: chats, DIALOG: chats },
    DIALOG: Object.fromEntries(Array.from({ length: chats }, (_, index) => [index + 1, 1])),
  })

  it('may leave out others: every total but that of notifications is a lower bound', () => {
    expect(answer(1_000)).toMatchObject({ listsAll: false, atLeast: boundedKeys.filter(key => key !== 'notify') })
    expect(answer(999)).toMatchObject({ listsAll: true, atLeast: [] })
  })
})
