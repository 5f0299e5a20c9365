import type { Methods } from '../method.ts'
import { counterMethods } from './counters.ts'
import { dialogActionMethods } from './dialog-actions.ts'
import { dialogMethods } from './dialog.ts'
import { messageMethods } from './messages.ts'
import { notificationMethods } from './notifications.ts'
import { optionMethods } from './options.ts'
import { openLineMethods } from './open-lines.ts'
import { placementMethods } from './placements.ts'
import { recentMethods } from './recent.ts'
import { searchMethods } from './search.ts'
import { taskMethods } from './task-counters.ts'
import { taskListMethods } from './task-list.ts'
import { userMethods } from './users.ts'
import { workgroupMethods } from './workgroups.ts'

export const METHODS: Methods = {
  ...counterMethods,
  ...dialogActionMethods,
  ...dialogMethods,
  ...messageMethods,
  ...notificationMethods,
  ...optionMethods,
  ...openLineMethods,
  ...placementMethods,
  ...recentMethods,
  ...searchMethods,
  ...taskListMethods,
  ...taskMethods,
  ...userMethods,
  ...workgroupMethods,
}
