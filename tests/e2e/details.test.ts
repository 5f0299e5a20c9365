import { expect, expectCounts, test } from './portal.ts'

test('details are copied without a clipboard permission: code, method, time and version', async ({ open, portal, page }) => {
  portal.control.fail({ method: 'im.counters.get', code: 'ERROR_METHOD_NOT_FOUND', status: 404 })
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { 'tasks-expired': 1 })
  await app.getByTestId('copy-details').click()
  await expect(app.getByTestId('copy-details')).toHaveText('Copied')

  // What is on the clipboard, as a person would find out.
  await page.evaluate(() => {
    const field = document.createElement('textarea')
    field.id = 'paste'
    document.body.prepend(field)
    field.focus()
  })
  await page.keyboard.press('Control+V')
  await expect(page.locator('#paste')).toHaveValue(
    /^Unread \d+\.\d+\.\d+\nCode: ERROR_METHOD_NOT_FOUND\nMethod: im\.counters\.get\nTime: \d{4}-\d\d-\d\dT[\d:.]+Z$/,
  )
})

test('an administrator reads what to do; an employee whom to ask', async ({ open, portal }) => {
  portal.control.scopes({ scopes: ['im'] })
  const app = await open({ placement: 'LEFT_MENU' })
  await expect(app.getByTestId('admin-advice')).toContainText('Select im, task and placement')
  await open({ placement: 'LEFT_MENU', user: 547 })
  await expect(app.getByRole('alert').filter({ hasText: 'A Bitrix24 administrator can change that' })).toBeVisible()
  await expect(app.getByTestId('admin-advice')).toHaveCount(0)
})
