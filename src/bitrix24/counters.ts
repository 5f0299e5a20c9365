import * as v from 'valibot'
import { yieldIfDue } from '../browser/yield-to-main.ts'
import { isCapped, mayLeaveOutChats } from '../domain/caps.ts'
import type { Conversation, ConversationKind } from '../domain/conversation.ts'
import { chatDialogId, isDialogId } from '../domain/dialog-id.ts'
import { type Counters, buildCounters } from '../domain/counters.ts'
import { count, countMap, listOf, mapOf, optional } from './wire.ts'

const counts = optional(countMap)
const ids = optional(listOf(count))

/** What im.counters.get answers, from the oldest portals to the newest. Unknown keys are left alone. */
const countersSchema = v.object({
  TYPE: v.object({
    ALL: count,
    NOTIFY: optional(count),
    CHAT: optional(count),
    LINES: optional(count),
    DIALOG: optional(count),
    COPILOT: optional(count),
    COLLAB: optional(count),
    MESSENGER: optional(count),
    TASKS_TASK: optional(count),
  }),
  CHAT: counts,
  DIALOG: counts,
  LINES: counts,
  COPILOT: counts,
  COLLAB: counts,
  TASKS_TASK: counts,
  CHAT_MUTED: counts,
  CHANNEL_COMMENT: optional(mapOf(countMap)),
  CHAT_UNREAD: ids,
  DIALOG_UNREAD: ids,
  COPILOT_UNREAD: ids,
  COLLAB_UNREAD: ids,
  TASKS_TASK_UNREAD: ids,
})

type WireCounters = v.InferOutput<typeof countersSchema>

const knownKeys: ReadonlySet<string> = new Set(Object.keys(countersSchema.entries))

/**
 * Domain counters from an answer of im.counters.get.
 * @throws ValiError when the answer is none: a count that cannot be read is not zero
 * @testOnly the app takes its time
 */
export function parseCounters(answer: unknown): Counters {
  const wire = v.parse(countersSchema, answer)
  return countersOf(wire, listConversations(wire), answer)
}

/** The same, a little at a time where there are many chats. Rejects with what the other throws. */
export async function parseCountersInTime(answer: unknown): Promise<Counters> {
  const wire = v.parse(countersSchema, answer)
  await yieldIfDue()
  const conversations = listConversations(wire)
  await yieldIfDue()
  return countersOf(wire, conversations, answer)
}

function countersOf(wire: WireCounters, conversations: readonly Conversation[], answer: unknown): Counters {
  const { TYPE } = wire
  const unknownKindChats = listUnknownKindChats(answer, conversations)
  const chats = conversations.reduce((sum, conversation) => sum + chatsBehind(conversation), unknownKindChats.length)
  return buildCounters(
    {
      all: TYPE.ALL,
      messenger: TYPE.MESSENGER,
      notify: TYPE.NOTIFY,
      chat: TYPE.CHAT,
      dialog: TYPE.DIALOG,
      lines: TYPE.LINES,
      copilot: TYPE.COPILOT,
      collab: TYPE.COLLAB,
      tasksTask: TYPE.TASKS_TASK,
    },
    conversations,
    TYPE.TASKS_TASK !== undefined || wire.TASKS_TASK !== undefined,
    unknownKindChats,
    !mayLeaveOutChats(chats),
  )
}

/**
 * Every conversation once. Private chats are keyed by user id, all others by chat id; copilot chats and collabs
 * stand in CHAT as well, so a chat takes the most special kind it is listed under.
 */
function listConversations(wire: WireCounters): Conversation[] {
  const found = new Map<string, Mutable<Conversation>>()

  /** An id goes back to the portal: what is none stays in the portal's totals, but is no conversation. */
  function find(dialogId: string, kind: ConversationKind): Mutable<Conversation> {
    const known = found.get(dialogId)
    if (known !== undefined) return known
    const conversation = { dialogId, kind, count: 0, comments: 0, muted: false, marked: false }
    if (isDialogId(dialogId)) found.set(dialogId, conversation)
    return conversation
  }
  function addMessages(kind: ConversationKind, prefix: 'chat' | '', map: ReadonlyMap<string, number> = new Map()): void {
    map.forEach((messages, id) => {
      if (messages === 0) return
      const conversation = find(prefix + id, kind)
      conversation.count = messages
      if (isCapped(messages)) conversation.atLeast = true
    })
  }
  function addMarks(kind: ConversationKind, prefix: 'chat' | '', marked: readonly number[] = []): void {
    for (const id of marked) find(`${prefix}${id}`, kind).marked = true
  }

  addMessages('dialog', '', wire.DIALOG)
  addMarks('dialog', '', wire.DIALOG_UNREAD)
  addMessages('copilot', 'chat', wire.COPILOT)
  addMarks('copilot', 'chat', wire.COPILOT_UNREAD)
  addMessages('collab', 'chat', wire.COLLAB)
  addMarks('collab', 'chat', wire.COLLAB_UNREAD)
  addMessages('lines', 'chat', wire.LINES)
  addMessages('tasks-task', 'chat', wire.TASKS_TASK)
  addMarks('tasks-task', 'chat', wire.TASKS_TASK_UNREAD)
  addMessages('chat', 'chat', wire.CHAT)
  addMarks('chat', 'chat', wire.CHAT_UNREAD)
  wire.CHAT_MUTED?.forEach((messages, id) => Object.assign(find(chatDialogId(id), 'chat'), { ...counted(messages), muted: true }))
  wire.CHANNEL_COMMENT?.forEach((perChat, id) => {
    const unread = [...perChat].filter(([, number]) => number > 0)
    if (unread.length === 0) return
    const comments = unread.reduce((sum, [, number]) => sum + number, 0)
    const channel = find(chatDialogId(id), 'channel-comment')
    Object.assign(channel, {
      count: channel.count + comments, comments, commentChats: unread.map(([chatId]) => chatDialogId(chatId)),
      ...(unread.some(([, number]) => isCapped(number)) && { atLeast: true }),
    })
  })
  return [...found.values()].filter(({ count, marked }) => count > 0 || marked)
}

const counted = (count: number): Pick<Conversation, 'count' | 'atLeast'> => ({ count, ...(isCapped(count) && { atLeast: true }) })

/** How many chats of the portal one conversation stands for: a channel's comments are chats of their own. */
const chatsBehind = ({ count, comments, marked, commentChats = [] }: Conversation): number => (
  Number(count > comments || marked) + commentChats.length
)

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }

/** Chats from maps with names that are not known yet. Every map but the two of private chats is keyed by chat id. */
function listUnknownKindChats(answer: unknown, known: readonly Conversation[]): Conversation[] {
  const unknown = Object.entries(answer as object).filter(([key, value]) => !knownKeys.has(key) && !Array.isArray(value))
  if (unknown.length === 0) return []
  const listed = new Set(known.map(({ dialogId }) => dialogId))
  const unknownKindChats = new Map<string, Conversation>()
  for (const [, value] of unknown) {
    const map = v.safeParse(countMap, value)
    for (const [id, messages] of map.success ? map.output : []) {
      const dialogId = chatDialogId(id)
      if (messages === 0 || listed.has(dialogId) || !/^\d+$/.test(id)) continue
      unknownKindChats.set(dialogId, { dialogId, kind: 'other', ...counted(messages), comments: 0, muted: false, marked: false })
    }
  }
  return [...unknownKindChats.values()]
}
