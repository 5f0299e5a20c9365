import type { Chat } from './model'
import type { Portal } from './portal'
import { dialogIdOf } from './dialog-id'
import { unreadMessages } from './conversation'

type Counts = Map<number, number>

/** The keys of im.counters.get that have a list of chats marked by hand */
export type MarkedKind = 'dialog' | 'chat' | 'copilot' | 'collab' | 'task'

/** What im.counters.get knows, before it takes a wire shape. Keys are chat ids, in `dialog*` user ids. */
export interface UnreadCounters {
  notify: number
  chat: Counts
  copilot: Counts
  collab: Counts
  lines: Counts
  dialog: Counts
  task: Counts
  channelComment: Map<number, Counts>
  muted: Counts
  marked: Record<MarkedKind, number[]>
  /** Marked, not muted and without an unread message: each adds 1 to its total */
  markedAlone: Record<MarkedKind, number>
}

export function unreadCounters(portal: Portal, userId: number): UnreadCounters {
  const counters: UnreadCounters = {
    notify: portal.unreadNotifications.get(userId) ?? 0,
    chat: new Map(),
    copilot: new Map(),
    collab: new Map(),
    lines: new Map(),
    dialog: new Map(),
    task: new Map(),
    channelComment: new Map(),
    muted: new Map(),
    marked: { dialog: [], chat: [], copilot: [], collab: [], task: [] },
    markedAlone: { dialog: 0, chat: 0, copilot: 0, collab: 0, task: 0 },
  }
  for (const chat of portal.chatsOf(userId)) {
    countMessages(counters, portal, chat, userId)
  }
  for (const chat of lastMarkedFirst(portal, userId)) {
    listMark(counters, chat, userId)
  }
  return counters
}

function countMessages(counters: UnreadCounters, portal: Portal, chat: Chat, userId: number): void {
  const count = unreadMessages(chat, userId).length
  if (count === 0) {
    return
  }
  const channel = chat.parent && portal.chats.get(chat.parent.chatId)
  if (chat.mutedBy.has(userId) || channel?.mutedBy.has(userId)) {
    counters.muted.set(chat.id, count)
    return
  }
  switch (chat.section) {
    case 'private':
      counters.dialog.set(Number(dialogIdOf(chat, userId)), count)
      break
    case 'comment': {
      const channelId = chat.parent?.chatId ?? 0
      const comments = counters.channelComment.get(channelId) ?? new Map<number, number>()
      counters.channelComment.set(channelId, comments.set(chat.id, count))
      break
    }
    case 'copilot':
    case 'collab':
      counters[chat.section].set(chat.id, count)
      counters.chat.set(chat.id, count)
      break
    default:
      counters[chat.section].set(chat.id, count)
  }
}

function lastMarkedFirst(portal: Portal, userId: number): Chat[] {
  const marked = portal.chatsOf(userId).filter(chat => chat.marks.has(userId))
  return marked.sort((one, other) => (other.marks.get(userId)?.at ?? 0) - (one.marks.get(userId)?.at ?? 0))
}

function listMark(counters: UnreadCounters, chat: Chat, userId: number): void {
  const id = chat.section === 'private' ? Number(dialogIdOf(chat, userId)) : chat.id
  const addsOne = !chat.mutedBy.has(userId) && unreadMessages(chat, userId).length === 0
  for (const kind of markedKinds(chat)) {
    counters.marked[kind].push(id)
    counters.markedAlone[kind] += addsOne ? 1 : 0
  }
}

/** Open lines and comments have no list of marks. */
function markedKinds(chat: Chat): MarkedKind[] {
  switch (chat.section) {
    case 'private':
      return ['dialog']
    case 'copilot':
    case 'collab':
      return ['chat', chat.section]
    case 'chat':
    case 'task':
      return [chat.section]
    default:
      return []
  }
}
