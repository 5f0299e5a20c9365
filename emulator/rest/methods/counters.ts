import { unreadCounters } from '../../state/counters.ts'
import { countersAnswer } from '../counter-shape.ts'
import type { Methods } from '../method.ts'

export const counterMethods: Methods = {
  'im.counters.get': {
    scope: 'im',
    run: ({ portal, auth }) => ({
      result: countersAnswer(unreadCounters(portal, auth.userId), portal.shape, portal.quirks),
    }),
  },
}
