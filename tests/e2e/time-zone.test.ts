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

for (const [timeZone, day] of [
  ['Asia/Tokyo', 'Feb 26, 2026'],
  ['', 'Feb 25, 2026'],
  ['Nowhere/Land', 'Feb 25, 2026'],
] as const) {
  test(`dates are those of the person's time zone, "${timeZone}"`, async ({ open, portal }) => {
    live(portal, timeZone)
    const app = await open({ placement: 'IM_SIDEBAR', dialog: 'chat1439' })
    await expect(app.getByTestId('chat-created')).toHaveText(day)
    expect(requestsOf(portal)[0]?.toSorted()).toEqual(['im.dialog.get', 'profile', 'user.option.get'])
  })
}

test('a person who has moved reads the new time from the first answer on', async ({ open, portal }) => {
  live(portal, 'Asia/Tokyo')
  const app = await open({ placement: 'IM_SIDEBAR', dialog: 'chat1439' })
  await expect(app.getByTestId('chat-created')).toHaveText('Feb 26, 2026')
  live(portal, 'America/New_York')
  await open({ placement: 'IM_SIDEBAR', dialog: 'chat1439' })
  await expect(app.getByTestId('chat-created')).toHaveText('Feb 25, 2026')
})
