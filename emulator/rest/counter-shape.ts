import type { UnreadCounters } from '../state/counters.ts'
import type { PortalShape } from '../state/model.ts'
import type { WireQuirks } from '../state/portal.ts'
import { phpArray } from './php.ts'

type Wire = Record<string, unknown>

const sum = (counts: Iterable<number>) => [...counts].reduce((total, count) => total + count, 0)

export type CounterTotals = Record<
  'ALL' | 'NOTIFY' | 'CHAT' | 'LINES' | 'DIALOG' | 'COPILOT' | 'COLLAB' | 'MESSENGER' | 'TASKS_TASK',
  number
>

const OLDER_TYPE_KEYS = ['ALL', 'NOTIFY', 'CHAT', 'LINES', 'DIALOG']
const TYPE_KEYS: Record<PortalShape, string[]> = {
  newest: [...OLDER_TYPE_KEYS, 'COPILOT', 'COLLAB', 'MESSENGER', 'TASKS_TASK'],
  documented: [...OLDER_TYPE_KEYS, 'MESSENGER'],
  older: OLDER_TYPE_KEYS,
}
const KEYS: Record<Exclude<PortalShape, 'newest'>, string[]> = {
  documented: ['TYPE', 'CHAT', 'CHAT_MUTED', 'CHAT_UNREAD', 'LINES', 'DIALOG', 'DIALOG_UNREAD'],
  older: ['TYPE', 'CHAT', 'DIALOG', 'LINES'],
}

/** The answer of im.counters.get as a portal of this generation writes it. */
export function countersAnswer(counters: UnreadCounters, shape: PortalShape, quirks: WireQuirks): Wire {
  const answer = { TYPE: pick(counterTotals(counters, shape), TYPE_KEYS[shape]), ...maps(counters), ...marks(counters) }
  return shape === 'newest' ? withQuirks(answer, quirks) : pick(answer, KEYS[shape])
}

/** A portal that has no key for task chats and channel comments has no such chats either. */
export function counterTotals(counters: UnreadCounters, shape: PortalShape): CounterTotals {
  const { markedAlone } = counters
  const newest = shape === 'newest'
  const chat = sum(counters.chat.values()) + markedAlone.chat
  const dialog = sum(counters.dialog.values()) + markedAlone.dialog
  const lines = sum(counters.lines.values())
  const task = newest ? sum(counters.task.values()) + markedAlone.task : 0
  const comments = newest ? sum([...counters.channelComment.values()].map(channel => sum(channel.values()))) : 0
  const messenger = chat + dialog + lines + task + comments
  return {
    ALL: messenger + counters.notify,
    NOTIFY: counters.notify,
    CHAT: chat,
    LINES: lines,
    DIALOG: dialog,
    COPILOT: sum(counters.copilot.values()) + markedAlone.copilot,
    COLLAB: sum(counters.collab.values()) + markedAlone.collab,
    MESSENGER: messenger,
    TASKS_TASK: task,
  }
}

function maps(counters: UnreadCounters): Wire {
  return {
    CHAT: phpArray(counters.chat),
    DIALOG: phpArray(counters.dialog),
    COLLAB: phpArray(counters.collab),
    CHAT_MUTED: phpArray(counters.muted),
    LINES: phpArray(counters.lines),
    COPILOT: phpArray(counters.copilot),
    CHANNEL_COMMENT: phpArray([...counters.channelComment].map(([id, comments]) => [id, phpArray(comments)] as const)),
    TASKS_TASK: phpArray(counters.task),
  }
}

function marks({ marked }: UnreadCounters): Wire {
  return {
    CHAT_UNREAD: marked.chat,
    DIALOG_UNREAD: marked.dialog,
    COLLAB_UNREAD: marked.collab,
    COPILOT_UNREAD: marked.copilot,
    TASKS_TASK_UNREAD: marked.task,
  }
}

function withQuirks(answer: Wire, { numbersAsStrings, unknownKeys }: WireQuirks): Wire {
  const asStrings = numbersAsStrings.map((key) => {
    const counts = Object.entries(answer[key] ?? {})
    return [key, phpArray(counts.map(([id, count]) => [id, String(count)] as const))] as const
  })
  return { ...answer, ...Object.fromEntries(asStrings), ...unknownKeys }
}

function pick(wire: Wire, keys: string[]): Wire {
  return Object.fromEntries(keys.map(key => [key, wire[key]]))
}
