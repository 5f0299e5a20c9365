import type { Task } from './model.ts'
import type { Portal } from './portal.ts'
import { sendMessage } from './conversation.ts'

export type TaskRole = 'responsible' | 'accomplice' | 'auditor' | 'originator'

export interface TaskCounters {
  expired: number
  newComments: number
  mutedNewComments: number
}

export interface TaskFilter {
  userId: number
  /** 0 = all groups and none */
  groupId: number
  role: TaskRole | 'all'
}

export function hasRole(task: Task, userId: number, role: TaskRole): boolean {
  switch (role) {
    case 'responsible': return task.responsibleId === userId
    case 'originator': return task.originatorId === userId
    case 'accomplice': return task.accomplices.includes(userId)
    case 'auditor': return task.auditors.includes(userId)
  }
}

const ROLES: TaskRole[] = ['responsible', 'accomplice', 'auditor', 'originator']

export function participates(task: Task, userId: number): boolean {
  return ROLES.some(role => hasRole(task, userId, role))
}

export function taskCounters(portal: Portal, { userId, groupId, role }: TaskFilter): TaskCounters {
  const counters = { expired: 0, newComments: 0, mutedNewComments: 0 }
  for (const task of portal.tasks.values()) {
    const concerned = role === 'all' ? participates(task, userId) : hasRole(task, userId, role)
    if (!concerned || (groupId !== 0 && task.groupId !== groupId)) {
      continue
    }
    const comments = task.unreadComments.get(userId) ?? 0
    counters.expired += task.overdue ? 1 : 0
    counters[isMuted(portal, task, userId) ? 'mutedNewComments' : 'newComments'] += comments
  }
  return counters
}

function isMuted(portal: Portal, task: Task, userId: number): boolean {
  return task.chatId !== null && Boolean(portal.chats.get(task.chatId)?.mutedBy.has(userId))
}

const DAY = 86_400_000

/** When a task is due, which fits whether it is overdue; null: at no time. */
export function deadlineOf({ overdue, deadline }: Task, now: number): number | null {
  if (overdue) {
    return deadline !== undefined && deadline < now ? deadline : now - DAY
  }
  return deadline !== undefined && deadline >= now ? deadline : null
}

/** On portals whose tasks have chats a comment is a message of the task's chat as well. */
export function addComment(portal: Portal, task: Task, authorId: number, text: string): void {
  const people = new Set([task.responsibleId, task.originatorId, ...task.accomplices, ...task.auditors])
  people.delete(authorId)
  for (const userId of people) {
    task.unreadComments.set(userId, (task.unreadComments.get(userId) ?? 0) + 1)
  }
  const chat = task.chatId === null ? undefined : portal.chats.get(task.chatId)
  if (chat) {
    sendMessage(portal, chat, { authorId, text })
  }
}
