import type { Methods } from '../method'
import { counterMethods } from './counters'
import { dialogActionMethods } from './dialog-actions'
import { dialogMethods } from './dialog'
import { messageMethods } from './messages'
import { notificationMethods } from './notifications'
import { optionMethods } from './options'
import { openLineMethods } from './open-lines'
import { placementMethods } from './placements'
import { recentMethods } from './recent'
import { searchMethods } from './search'
import { taskMethods } from './task-counters'
import { taskListMethods } from './task-list'
import { userMethods } from './users'
import { workgroupMethods } from './workgroups'

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
