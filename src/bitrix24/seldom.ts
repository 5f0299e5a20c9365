/* What is asked of a portal only when somebody looks for it. */
export { searchDialogs } from './search.ts'
export { askTaskBreakdown, findProjects } from './task-breakdown.ts'
