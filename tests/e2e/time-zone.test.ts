import crm from '../fixtures/dialog.crm.json' with { type: 'json' }
import type { Emulator } from '../../emulator/index.ts'
import { expect, requestsOf, test } from './portal.ts'

test.use({ timezoneId: 'Europe/Berlin' })

const midnight = '2026-02-25T16:30:00+01:00'

function live({ portal }: Emulator, timeZone: string): void {
  const user = portal.users.get(portal.currentUserId)
  if (user === undefined) throw new Error('Nobody looks.')
  user.timeZone = timeZone
}

test.beforeEach(({ portal }) => void portal.control.answer({ method: 'im.dialog.get', result: { ...crm, date_create: midnight } }))

test('dates are those of the person\'s time zone, and of the new one from the first answer after a move', async ({ open, portal }) => {
  live(portal, 'Asia/Tokyo')
  const app = await open({ placement: 'IM_SIDEBAR', dialog: 'chat1439' })
  await expect(app.getByTestId('chat-created')).toHaveText('Feb 26, 2026')
  expect(requestsOf(portal)[0]?.toSorted()).toEqual(['im.counters.get', 'im.dialog.get', 'profile', 'user.option.get'])
  live(portal, 'America/New_York')
  await open({ placement: 'IM_SIDEBAR', dialog: 'chat1439' })
  await expect(app.getByTestId('chat-created')).toHaveText('Feb 25, 2026')
})
