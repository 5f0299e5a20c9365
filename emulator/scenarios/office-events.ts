import { isReadable, readChat, sendMessage, unreadCount } from '../state/conversation.ts'
import type { Chat, Task } from '../state/model.ts'
import type { Portal } from '../state/portal.ts'
import { addComment, participates } from '../state/task-list.ts'
import { OFFICE_NOTIFICATIONS, OFFICE_THREADS, TASK_COMMENTS, type OfficeLine } from './office-talk.ts'
import { askAgain, takeVisitor, waitingVisitors, welcomeVisitor } from './visitors.ts'

export interface Office {
  portal: Portal
  /** Whose day it is: the others write, and this person reads elsewhere */
  userId: number
  /** Numbers in [0, 1) */
  random: () => number
}

interface Talk {
  chat: Chat
  lines: OfficeLine[]
}

/** Returns a sentence about what has happened; undefined where there was nothing to do. */
type OfficeEvent = () => string | undefined

const MANY_UNREAD_CHATS = 22
const MANY_VISITORS = 2
const MANY_OVERDUE = 3
/** Talks that go on at the same time */
const TALKS_AT_ONCE = 2

/**
 * The events of an office day, one for each call; the first is a message where there is somebody to write it. The same random numbers on the same portal give the same day. Somebody who
 * has much unread reads more, so that a long day does not drown anybody.
 */
export function officeEvents(office: Office): () => string {
  const { portal, userId, random } = office
  const talks: Talk[] = []
  const pick = <Value>(values: readonly Value[]): Value | undefined => values[Math.floor(random() * values.length)]

  function write(chat: Chat, authorId: number, text?: string): string {
    const author = portal.users.get(authorId)
    if (author) {
      author.lastActivityAt = portal.now()
    }
    sendMessage(portal, chat, { authorId, text: text?.replaceAll('@me', mention()) })
    const name = nameOf(portal, authorId)
    if (chat.section === 'private') {
      return `${name} writes to you`
    }
    return `${name} ${text?.includes('@me') ? 'mentions you' : 'writes'} in ${titleOf(portal, chat, userId)}`
  }

  function mention(): string {
    return `[USER=${userId}]${nameOf(portal, userId)}[/USER]`
  }

  function startTalk(): void {
    const busy = new Set(talks.map(({ chat }) => chat.id))
    const possible = OFFICE_THREADS.flatMap(({ chatId, lines }) => {
      const chat = portal.chats.get(chatId)
      return chat && !busy.has(chatId) && canTalk(chat, lines, userId) ? [{ chat, lines: [...lines] }] : []
    })
    const fresh = possible.filter(({ chat, lines }) => !chat.messages.slice(-10).some(({ text }) => text === lines[0]?.[1]))
    const talk = pick(fresh.length > 0 ? fresh : possible)
    if (talk) {
      talks.push(talk)
    }
  }

  function talk(): string | undefined {
    if (talks.length < TALKS_AT_ONCE) {
      startTalk()
    }
    const current = pick(talks)
    const line = current?.lines.shift()
    if (!current || !line) {
      return chatter()
    }
    if (current.lines.length === 0) {
      talks.splice(talks.indexOf(current), 1)
    }
    return write(current.chat, ...line)
  }

  /** On a portal without the people of the demo. */
  function chatter(): string | undefined {
    const chat = pick(portal.chatsOf(userId).filter(({ section }) => ['private', 'chat', 'collab'].includes(section)))
    const author = chat && pick([...chat.members].filter(id => id !== userId && portal.users.get(id)?.active))
    return chat && author !== undefined ? write(chat, author) : undefined
  }

  function notification(): string | undefined {
    const seed = pick(OFFICE_NOTIFICATIONS)
    if (!seed) {
      return undefined
    }
    const { authorId, ...rest } = seed
    const isThere = authorId === 0 || (portal.users.has(authorId) && authorId !== userId)
    const made = portal.unreadNotifications.add(userId, { ...rest, ...isThere && { authorId } })
    return made.authorId === 0 ? 'Bitrix24 notifies you' : `${nameOf(portal, made.authorId)} causes a notification`
  }

  function readElsewhere(): string | undefined {
    const chat = pick(unreadChats(portal, userId))
    if (!chat) {
      return undefined
    }
    readChat(portal, chat, userId)
    const what = chat.section === 'private' ? 'the chat with ' : ''
    return `You read ${what}${titleOf(portal, chat, userId)} on your phone`
  }

  function readNotification(): string | undefined {
    const unread = portal.unreadNotifications.get(userId)
    if (unread === 0) {
      return undefined
    }
    portal.unreadNotifications.set(userId, unread - 1)
    return 'You read a notification on your phone'
  }

  function visitor(): string {
    const waiting = waitingVisitors(portal, userId)
    const chat = pick(waiting)
    if (chat && askAgain(portal, chat) !== undefined) {
      return `${chat.name} writes again`
    }
    if (chat && waiting.length >= MANY_VISITORS) {
      return `${nameOf(portal, takeVisitor(portal, chat, userId))} answers ${chat.name}`
    }
    return `${welcomeVisitor(portal, userId).name} writes`
  }

  function taskComment(): string | undefined {
    const task = pick([...portal.tasks.values()].filter(candidate => participates(candidate, userId)))
    const author = task && pick(othersOf(portal, task, userId))
    if (!task || author === undefined) {
      return undefined
    }
    addComment(portal, task, author, (pick(TASK_COMMENTS) ?? '').replaceAll('@me', mention()))
    return `${nameOf(portal, author)} comments on the task ${task.title}`
  }

  /** A deadline passes; somebody who has many overdue tasks gets one done instead. */
  function deadline(): string | undefined {
    const own = [...portal.tasks.values()].filter(({ responsibleId }) => responsibleId === userId)
    const overdue = own.filter(task => task.overdue)
    const mayPass = overdue.length < MANY_OVERDUE ? own.filter(task => !task.overdue) : []
    const task = pick(mayPass.length > 0 ? mayPass : overdue)
    if (!task) {
      return undefined
    }
    task.overdue = !task.overdue
    return task.overdue ? `The deadline of ${task.title} passes` : `You move the deadline of ${task.title}`
  }

  let isFirst = true
  return () => {
    if (isFirst) {
      isFirst = false
      return talk() ?? visitor()
    }
    const reads = unreadChats(portal, userId).length > MANY_UNREAD_CHATS ? 6 : 2
    const weighted: [weight: number, event: OfficeEvent][] = [
      [8, talk], [2, notification], [reads, readElsewhere], [reads / 2, readNotification], [2, visitor], [1.5, taskComment], [0.5, deadline],
    ]
    let drawn = random() * weighted.reduce((sum, [weight]) => sum + weight, 0)
    const event = weighted.find(([weight]) => (drawn -= weight) < 0)?.[1]
    return event?.() ?? talk() ?? visitor()
  }
}

function canTalk(chat: Chat, lines: readonly OfficeLine[], userId: number): boolean {
  return chat.members.has(userId) && lines.every(([authorId]) => authorId !== userId && chat.members.has(authorId))
}

function unreadChats(portal: Portal, userId: number): Chat[] {
  return portal.chatsOf(userId).filter(chat => isReadable(chat, userId) && unreadCount(portal, chat, userId) > 0)
}

/** Who may comment on a task; where it has a chat, those in the chat. */
function othersOf(portal: Portal, { responsibleId, originatorId, accomplices, auditors, chatId }: Task, userId: number): number[] {
  const chat = chatId === null ? undefined : portal.chats.get(chatId)
  const people = [responsibleId, originatorId, ...accomplices, ...auditors]
  return people.filter(id => id !== userId && (!chat || chat.members.has(id)))
}

function nameOf(portal: Portal, userId: number): string {
  const user = portal.users.get(userId)
  return user ? `${user.firstName} ${user.lastName}`.trim() : `User ${userId}`
}

/** A private chat has the name of the other person. */
function titleOf(portal: Portal, chat: Chat, userId: number): string {
  const channel = chat.parent && portal.chats.get(chat.parent.chatId)
  if (channel) {
    return `the comments on ${channel.name}`
  }
  return chat.section === 'private' ? nameOf(portal, [...chat.members].find(id => id !== userId) ?? 0) : chat.name
}
