import type { Methods } from '../method'
import { counterMethods } from './counters'
import { dialogActionMethods } from './dialog-actions'
import { dialogMethods } from './dialog'
import { optionMethods } from './options'
import { openLineMethods } from './open-lines'
import { placementMethods } from './placements'
import { searchMethods } from './search'
import { taskMethods } from './task-counters'
import { userMethods } from './users'
import { workgroupMethods } from './workgroups'

export const METHODS: Methods = {
  ...counterMethods,
  ...dialogActionMethods,
  ...dialogMethods,
  ...optionMethods,
  ...openLineMethods,
  ...placementMethods,
  ...searchMethods,
  ...taskMethods,
  ...userMethods,
  ...workgroupMethods,
}
