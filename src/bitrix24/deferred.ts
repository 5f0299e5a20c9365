/* What a portal is asked when the first numbers are there. */
export { actOn } from './chat-actions.ts'
export { askMessages, askRecent } from './recent-source.ts'
export { likeMessage, sendMessage } from './replies.ts'
export { askScopes } from './scopes.ts'
export { askPeople, lookUp } from './look-up.ts'
export { searchDialogs } from './search.ts'
export { askTaskBreakdown, findProjects } from './task-breakdown.ts'
