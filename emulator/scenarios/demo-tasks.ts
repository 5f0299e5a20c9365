import type { Task } from '../state/model.ts'
import type { Portal } from '../state/portal.ts'
import { ME } from './demo-people.ts'

type TaskSeed = Pick<Task, 'id' | 'title' | 'responsibleId' | 'originatorId'> & Partial<Task>

const TASKS: TaskSeed[] = [
  { id: 42, title: 'Prepare the offer for Nordlicht', responsibleId: 2, originatorId: ME, groupId: 3, chatId: 801, unreadComments: new Map([[ME, 4]]) },
  { id: 43, title: 'Stocktaking before the move', responsibleId: 11, originatorId: 10, auditors: [ME], chatId: 802, unreadComments: new Map([[ME, 2]]) },
  { id: 44, title: 'Translate the manual', responsibleId: 3, originatorId: 6, accomplices: [ME], chatId: 803, unreadComments: new Map([[ME, 3]]) },
  { id: 45, title: 'Sign the lease', responsibleId: ME, originatorId: 10, overdue: true },
  { id: 46, title: 'Plan of sales for the next quarter', responsibleId: ME, originatorId: ME, groupId: 3, overdue: true },
  { id: 47, title: 'Feedback for trainees', responsibleId: ME, originatorId: 10 },
]

export function addDemoTasks(portal: Portal): void {
  portal.groups.set(3, { id: 3, name: 'Product team', members: new Set([ME, 2, 3, 4, 6]), visible: true, chatId: 603 })
  portal.groups.set(5, { id: 5, name: 'Board', members: new Set([10]), visible: false, chatId: null })
  for (const seed of TASKS) {
    const task = { accomplices: [], auditors: [], groupId: 0, overdue: false, chatId: null, unreadComments: new Map<number, number>(), ...seed }
    portal.tasks.set(task.id, { ...task, unreadComments: new Map(task.unreadComments) })
  }
}
