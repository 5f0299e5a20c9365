import type { BucketLimits, LeakyBucket } from '../rest/leaky-bucket.ts'
import { countersAnswer } from '../rest/counter-shape.ts'
import { messengerSections, unreadCounters, type MessengerSections } from '../state/counters.ts'
import type { PortalShape } from '../state/model.ts'
import type { Portal } from '../state/portal.ts'
import { taskCounters, type TaskCounters } from '../state/task-list.ts'

export interface Summary {
  userId: number
  shape: PortalShape
  installed: boolean
  scopes: string[]
  counters: Record<string, unknown>
  /** What the portal's own messenger shows */
  sections: MessengerSections
  tasks: TaskCounters
  chats: number
  placements: { placement: string, handler: string }[]
  bucket: BucketLimits
}

/** The state in a nutshell, seen by the current user. */
export function summary({ portal, bucket }: { portal: Portal, bucket: LeakyBucket }): Summary {
  const userId = portal.currentUserId
  const counters = unreadCounters(portal, userId)
  return {
    userId,
    shape: portal.shape,
    installed: portal.installed,
    scopes: [...portal.scopes],
    counters: countersAnswer(counters, portal.shape, portal.quirks),
    sections: messengerSections(counters),
    tasks: taskCounters(portal, { userId, groupId: 0, role: 'all' }),
    chats: portal.chats.size,
    placements: portal.placements.map(({ placement, handler }) => ({ placement, handler })),
    bucket: { ...bucket.limits },
  }
}
