import { counterTotals } from '../rest/counter-shape.ts'
import type { UnreadCounters } from '../state/counters.ts'
import type { ChatSection, PortalShape } from '../state/model.ts'
import type { MessengerSection, RecentItem, SectionKey } from '../wire.ts'

/** Portals of an older generation have no sections for these. */
const ONLY_NEWEST: readonly SectionKey[] = ['copilot', 'collabs', 'tasks']

/**
 * One number for each section of the messenger. CoPilot chats and collabs stand among the chats as well, so the
 * sections do not add up to the whole.
 */
export function messengerSections(counters: UnreadCounters, shape: PortalShape): MessengerSection[] {
  const { MESSENGER, LINES, TASKS_TASK, COPILOT, COLLAB, NOTIFY } = counterTotals(counters, shape)
  const sections: MessengerSection[] = [
    { key: 'chats', count: MESSENGER - LINES - TASKS_TASK },
    { key: 'copilot', count: COPILOT },
    { key: 'collabs', count: COLLAB },
    { key: 'tasks', count: TASKS_TASK },
    { key: 'lines', count: LINES },
    { key: 'notifications', count: NOTIFY },
  ]
  return sections.filter(({ key }) => shape === 'newest' || !ONLY_NEWEST.includes(key))
}

/** What the browser's title shows. */
export function titleCount(sections: MessengerSection[]): number {
  const inTitle: readonly SectionKey[] = ['notifications', 'chats', 'lines']
  return sections.reduce((sum, { key, count }) => inTitle.includes(key) ? sum + count : sum, 0)
}

/** The section a chat stands in, beside `chats` for some. */
export function sectionOf(section: ChatSection): RecentItem['section'] {
  switch (section) {
    case 'copilot': return 'copilot'
    case 'collab': return 'collabs'
    case 'lines': return 'lines'
    case 'task': return 'tasks'
    default: return 'chats'
  }
}
