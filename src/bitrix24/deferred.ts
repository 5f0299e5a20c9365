/* What a portal is asked when the first numbers are there. */
export { actOn } from './chat-actions.ts'
export { askNotifications, notify } from './notification-source.ts'
export { askMessages, askRecent } from './recent-source.ts'
export { askScopes } from './scopes.ts'
export { askPeople, lookUp } from './look-up.ts'
export { searchDialogs } from './search.ts'
export { askTasks } from './task-source.ts'
export { askTaskBreakdown, findProjects } from './task-breakdown.ts'
