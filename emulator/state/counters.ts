import type { Chat } from './model.ts'
import type { Portal } from './portal.ts'
import { dialogIdOf } from './dialog-id.ts'
import { lastMessage, unreadCount } from './conversation.ts'

type Counts = Map<number, number>

/** The keys of im.counters.get that have a list of chats marked by hand */
type MarkedKind = 'dialog' | 'chat' | 'copilot' | 'collab' | 'task'

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
    notify: Math.min(portal.caps.messages, portal.unreadNotifications.get(userId)),
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
  const counted = countedChats(portal, userId)
  for (const chat of portal.chatsOf(userId)) {
    if (counted.has(chat)) {
      countMessages(counters, portal, chat, userId)
    }
  }
  for (const chat of lastMarkedFirst(portal, userId)) {
    if (counted.has(chat)) {
      listMark(counters, portal, chat, userId)
    }
  }
  return counters
}

/** A portal counts only so many unread chats: those with the newest messages. */
function countedChats(portal: Portal, userId: number): Set<Chat> {
  const unread = portal.chatsOf(userId).filter(chat => chat.marks.has(userId) || unreadCount(portal, chat, userId) > 0)
  if (unread.length <= portal.caps.chats) {
    return new Set(unread)
  }
  const newestFirst = unread.sort((one, other) => (lastMessage(other)?.id ?? 0) - (lastMessage(one)?.id ?? 0))
  return new Set(newestFirst.slice(0, portal.caps.chats))
}

function countMessages(counters: UnreadCounters, portal: Portal, chat: Chat, userId: number): void {
  const count = unreadCount(portal, chat, userId)
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

function listMark(counters: UnreadCounters, portal: Portal, chat: Chat, userId: number): void {
  const id = chat.section === 'private' ? Number(dialogIdOf(chat, userId)) : chat.id
  const addsOne = !chat.mutedBy.has(userId) && unreadCount(portal, chat, userId) === 0
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

/** The numbers a person sees in the portal's own messenger, one for each of its sections. */
export interface MessengerSections {
  /** Everything but open lines and task chats; CoPilot chats and collabs are part of it */
  chats: number
  copilot: number
  collabs: number
  tasks: number
  lines: number
  notifications: number
  /** In the title of the browser's tab: chats, open lines and notifications */
  title: number
}

export function messengerSections(counters: UnreadCounters): MessengerSections {
  const { markedAlone } = counters
  const comments = [...counters.channelComment.values()].map(channel => sumOf(channel.values()))
  const chats = sumOf(counters.chat.values()) + markedAlone.chat
    + sumOf(counters.dialog.values()) + markedAlone.dialog + sumOf(comments)
  const lines = sumOf(counters.lines.values())
  return {
    chats,
    copilot: sumOf(counters.copilot.values()) + markedAlone.copilot,
    collabs: sumOf(counters.collab.values()) + markedAlone.collab,
    tasks: sumOf(counters.task.values()) + markedAlone.task,
    lines,
    notifications: counters.notify,
    title: chats + lines + counters.notify,
  }
}

const sumOf = (counts: Iterable<number>) => [...counts].reduce((total, count) => total + count, 0)
