import { expect, expectCounts, fixture, requestsOf, row, test } from './portal.ts'

test('what was done although its answer was lost is not done twice, and shows as done', async ({ open, page, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  const actions = [['im.dialog.read', 'chat1435', 'mark-read'], ['im.chat.mute', 'chat1440', 'mute']] as const
  for (const [method, dialogId, button] of actions) {
    portal.control.loseAnswer({ method })
    // The notice goes with the next numbers: they wait until it has been seen.
    let letThrough = (): void => undefined
    const seen = new Promise<void>((resolve) => { letThrough = resolve })
    await page.route('**/rest/**', async (route) => {
      if (route.request().postData()?.includes('im.counters.get') === true) await seen
      await route.continue()
    })
    const before = requestsOf(portal).flat().filter(command => command === method).length
    await row(app, dialogId).getByTestId(button).click()
    await expect(app.getByTestId('action-notice')).toHaveAttribute('data-code', 'NETWORK_ERROR')
    letThrough()
    await expect(app.getByTestId('action-notice')).toHaveCount(0)
    await page.unrouteAll({ behavior: 'wait' })
    await expect(row(app, dialogId)).toHaveCount(0)
    expect(requestsOf(portal).flat().filter(command => command === method)).toHaveLength(before + 1)
  }
})

test('a chat opens although nothing can be asked of the portal', async ({ open, page, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  portal.control.drop({ on: true })
  await row(app, 'chat1435').getByTestId('open-chat').click()
  await expect(page.getByTestId('messenger')).toHaveAttribute('data-open-dialog', 'chat1435')
  await expectCounts(app, { all: fixture.all })
})

test('read all is undone when the portal fails, and can be tried again', async ({ open, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  portal.control.fail({ method: 'im.dialog.read.all', code: 'INTERNAL_SERVER_ERROR', times: 1 })
  await app.getByTestId('mark-all-read').click()
  await app.getByTestId('confirm-read-all').click()
  await expect(app.getByTestId('action-notice')).toHaveAttribute('data-code', 'INTERNAL_SERVER_ERROR')
  await expectCounts(app, { all: fixture.all })
  await app.getByTestId('notice-action').click()
  await expectCounts(app, { all: 0 })
})
