import { unreadCounters } from '../../state/counters'
import { countersAnswer } from '../counter-shape'
import type { Methods } from '../method'

export const counterMethods: Methods = {
  'im.counters.get': {
    scope: 'im',
    run: ({ portal, auth }) => ({
      result: countersAnswer(unreadCounters(portal, auth.userId), portal.shape, portal.quirks),
    }),
  },
}
