import type { Methods } from '../method.ts'
import { counterMethods } from './counters.ts'
import { dialogActionMethods } from './dialog-actions.ts'
import { dialogMethods } from './dialog.ts'
import { optionMethods } from './options.ts'
import { openLineMethods } from './open-lines.ts'
import { placementMethods } from './placements.ts'
import { searchMethods } from './search.ts'
import { taskMethods } from './task-counters.ts'
import { userMethods } from './users.ts'
import { workgroupMethods } from './workgroups.ts'

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
