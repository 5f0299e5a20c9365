import fc from 'fast-check'
import type { ConversationKind } from '../../../src/domain/conversation.ts'

/** A chat as the portal knows it; `posts` are the unread comments under each post of a channel. */
export interface ModelChat {
  readonly id: number
  readonly kind: ConversationKind
  count: number
  posts: number[]
  muted: boolean
  marked: boolean
}

/** One chat's own part: kinds whose marks the portal lists. */
const canBeMarked = (kind: ConversationKind): boolean => kind !== 'lines' && kind !== 'other' && kind !== 'channel-comment'

const chatArbitrary: fc.Arbitrary<ModelChat> = fc.record({
  id: fc.integer({ min: 1, max: 40 }),
  kind: fc.constantFrom<ConversationKind>('dialog', 'chat', 'copilot', 'collab', 'lines', 'tasks-task', 'channel-comment', 'other'),
  count: fc.nat(5),
  posts: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 3 }),
  muted: fc.boolean(),
  marked: fc.boolean(),
}).map(chat => ({
  ...chat,
  count: chat.kind === 'channel-comment' ? 0 : chat.count,
  posts: chat.kind === 'channel-comment' ? chat.posts : [],
  muted: chat.muted && chat.kind !== 'dialog' && chat.kind !== 'channel-comment' && chat.kind !== 'other',
  marked: chat.marked && canBeMarked(chat.kind),
}))

export const officeArbitrary = fc.uniqueArray(chatArbitrary, { selector: chat => chat.id, maxLength: 15 })

/** A chat's own part of the totals, without comments. */
const adds = ({ count, muted, marked }: ModelChat): number => (muted ? 0 : Math.max(count, Number(marked)))
const commentsIn = ({ posts }: ModelChat): number => posts.reduce((sum, number) => sum + number, 0)

/** A private chat goes by the other person's id, and has one of its own, by which it is listed when muted. */
export const chatIdOf = ({ id, kind }: Pick<ModelChat, 'id' | 'kind'>): number => (kind === 'dialog' ? id + 1_000 : id)

/** What a portal in this state answers to im.counters.get. */
export function answerOf(chats: readonly ModelChat[], notify: number): Record<string, unknown> {
  const loud = chats.filter(chat => !chat.muted)
  const total = (...kinds: ConversationKind[]) => (
    loud.filter(chat => kinds.includes(chat.kind)).reduce((sum, chat) => sum + adds(chat), 0)
  )
  const map = (...kinds: ConversationKind[]) => phpMap(
    loud.filter(chat => kinds.includes(chat.kind) && chat.count > 0).map(chat => [chat.id, chat.count]),
  )
  // A muted chat with a mark and no message is told apart from others only where all of its kind are: see `buildCounters`.
  const marks = (...kinds: ConversationKind[]) => (
    chats.filter(chat => kinds.includes(chat.kind) && chat.marked && (!chat.muted || chat.count > 0)).map(chat => chat.id)
  )
  const messenger = loud.reduce((sum, chat) => sum + adds(chat) + commentsIn(chat), 0)
  return {
    TYPE: {
      ALL: messenger + notify, NOTIFY: notify, MESSENGER: messenger,
      CHAT: total('chat', 'copilot', 'collab'), COPILOT: total('copilot'), COLLAB: total('collab'),
      DIALOG: total('dialog'), LINES: total('lines'), TASKS_TASK: total('tasks-task'),
    },
    CHAT: map('chat', 'copilot', 'collab'), COPILOT: map('copilot'), COLLAB: map('collab'),
    DIALOG: map('dialog'), LINES: map('lines'), TASKS_TASK: map('tasks-task'), FUTURE_KIND: map('other'),
    CHAT_MUTED: phpMap(chats.filter(chat => chat.muted && chat.count > 0).map(chat => [chatIdOf(chat), chat.count])),
    CHANNEL_COMMENT: phpMap(loud.filter(chat => chat.posts.length > 0).map(chat => (
      [chat.id, phpMap(chat.posts.map((count, index) => [chat.id * 100 + index, count]))]
    ))),
    CHAT_UNREAD: marks('chat', 'copilot', 'collab'), COPILOT_UNREAD: marks('copilot'), COLLAB_UNREAD: marks('collab'),
    DIALOG_UNREAD: marks('dialog'), TASKS_TASK_UNREAD: marks('tasks-task'),
  }
}

const phpMap = (entries: readonly (readonly [number, unknown])[]) => (entries.length === 0 ? [] : Object.fromEntries(entries))
