import type { Methods } from '../method'
import { counterMethods } from './counters'
import { dialogActionMethods } from './dialog-actions'
import { dialogMethods } from './dialog'
import { placementMethods } from './placements'
import { taskMethods } from './task-counters'
import { userMethods } from './users'
import { workgroupMethods } from './workgroups'

export const METHODS: Methods = {
  ...counterMethods,
  ...dialogActionMethods,
  ...dialogMethods,
  ...placementMethods,
  ...taskMethods,
  ...userMethods,
  ...workgroupMethods,
}
