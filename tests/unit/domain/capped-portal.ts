import fc from 'fast-check'
import type { ChatAction } from '../../../src/domain/chat-action.ts'
import type { ConversationKind } from '../../../src/domain/conversation.ts'
import type { BoundedKey } from '../../../src/domain/counters.ts'
import { answerOf, type ModelChat as Chat } from './portal-model.ts'

/** A chat with its true counts. */
export interface ModelChat extends Chat {
  /** An open line that nobody has answered. */
  unanswered: boolean
}

/** What differs from portal to portal. */
export interface ModelRules {
  readonly allClearsNotifications: boolean
  readonly allReadsMuted: boolean
  readonly unmarkReads: boolean
}

export const ruleArbitrary: fc.Arbitrary<ModelRules> = fc.record({
  allClearsNotifications: fc.boolean(), allReadsMuted: fc.boolean(), unmarkReads: fc.boolean(),
})

const kinds: readonly ConversationKind[] = ['dialog', 'chat', 'copilot', 'collab', 'lines', 'tasks-task', 'channel-comment', 'other']
const canBeMarked = (kind: ConversationKind) => !['lines', 'other', 'channel-comment'].includes(kind)

export const officeArbitrary = (count: fc.Arbitrary<number>): fc.Arbitrary<ModelChat[]> => fc.uniqueArray(fc.record({
  id: fc.integer({ min: 1, max: 40 }),
  kind: fc.constantFrom(...kinds),
  count,
  posts: fc.array(fc.constantFrom(1, 50, 100, 180), { maxLength: 3 }),
  muted: fc.boolean(),
  marked: fc.boolean(),
  unanswered: fc.boolean(),
}).map((chat): ModelChat => ({
  ...chat,
  count: chat.kind === 'channel-comment' ? 0 : chat.count,
  posts: chat.kind === 'channel-comment' || (chat.kind === 'chat' && !chat.muted) ? chat.posts : [],
  // A muted chat that is only marked can't always be told from another.
  muted: chat.muted && chat.count > 0 && !['channel-comment', 'other', 'lines'].includes(chat.kind),
  marked: chat.marked && canBeMarked(chat.kind),
  unanswered: chat.unanswered && chat.kind === 'lines',
})), { selector: chat => chat.id, maxLength: 15 })

/** As a portal counts: up to 100. */
export function cappedAnswerOf(chats: readonly ModelChat[], notify: number): Record<string, unknown> {
  const cap = (count: number) => Math.min(100, count)
  return answerOf(chats.map(chat => ({
    ...chat, count: chat.unanswered ? 1 : cap(chat.count), posts: chat.posts.map(cap),
  })), cap(notify))
}

/** Every number as it really is. */
export function truthOf(chats: readonly ModelChat[], notify: number): Record<BoundedKey, number> {
  const truth = { 'all': notify, 'messenger': 0, notify, 'muted': 0, 'dialog': 0, 'chat': 0, 'copilot': 0, 'collab': 0, 'lines': 0, 'tasks-task': 0, 'channel-comment': 0, 'other': 0 }
  for (const { kind, count, posts, muted, marked, unanswered } of chats) {
    const messages = unanswered ? 1 : count
    if (muted) {
      truth.muted += messages
      continue
    }
    const own = Math.max(messages, Number(marked))
    const comments = posts.reduce((sum, post) => sum + post, 0)
    truth[kind] += own
    truth['channel-comment'] += comments
    truth.messenger += own + comments
    truth.all += own + comments
  }
  return truth
}

/** Does an action to a portal. False: the portal refuses. */
export function perform(action: ChatAction, truth: { chats: ModelChat[], notify: number }, rules: ModelRules): boolean {
  if (action.kind === 'read-all') {
    for (const chat of truth.chats) if (!chat.muted || rules.allReadsMuted) read(chat)
    if (rules.allClearsNotifications) truth.notify = 0
    return true
  }
  const chat = truth.chats.find(({ id, kind }) => action.dialogId === (kind === 'dialog' ? String(id) : `chat${String(id)}`))
  if (chat === undefined) return false
  switch (action.kind) {
    case 'read':
      if (action.commentsOnly === true) chat.posts = []
      else return read(chat, action.alsoIn === undefined ? chat.posts : [])
      return true
    case 'mark': chat.marked = true; return true
    case 'unmark':
      chat.marked = false
      if (rules.unmarkReads) read(chat)
      return true
    case 'mute': chat.muted = true; return true
    case 'unmute': chat.muted = false; return true
    case 'answer': chat.unanswered = false; return true
    case 'skip': Object.assign(chat, { unanswered: false, count: 0 }); return true
    case 'unread': throw new Error('the portal would have to remember')
  }
}

function read(chat: ModelChat, posts: readonly number[] = []): boolean {
  if (chat.unanswered) return false
  Object.assign(chat, { count: 0, posts, marked: false })
  return true
}
