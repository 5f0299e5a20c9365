import type { FrameLocator } from '@playwright/test'
import { minute, second } from './clock.ts'
import { expect, expectCounts, fixture, requestsOf, row, syncState, test } from './portal.ts'

/*
 * A source that failed while the other goes on: when it is asked for again, and what is said of that.
 * The clock of the page is the test's own.
 */

const tasksMethod = 'tasks.task.counters.get'
const taskError = (app: FrameLocator) => app.locator('[data-testid="source-error"][data-source="tasks"]')

test('the admin grants the scope, the person presses refresh: the number is there at once', async ({ clock, open, portal }) => {
  // The answer has told of the method's operating time before the scope is taken away.
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { 'tasks-expired': 1 })
  portal.control.scopes({ scopes: ['im'] })
  await clock.pass(3 * second)
  await app.getByTestId('refresh').click()
  await expect(taskError(app)).toHaveAttribute('data-code', 'insufficient_scope')
  await expectCounts(app, { 'tasks-expired': 1 })

  portal.control.scopes({ scopes: ['im', 'task', 'placement'] })
  portal.control.taskOverdue()
  await clock.pass(3 * second)
  await app.getByTestId('refresh').click()
  await expectCounts(app, { 'tasks-expired': 2 })
  await expect(taskError(app)).toHaveCount(0)
  await expect(syncState(app, 'fresh')).toBeVisible()
})

test('the admin grants what rows and messages need: a refresh brings them', async ({ clock, open, portal }) => {
  for (const method of ['im.recent.list', 'im.dialog.messages.get']) portal.control.fail({ method, code: 'insufficient_scope', status: 403 })
  portal.control.message({ dialogId: 'chat1435', from: 103, text: 'The gate is open' })
  const app = await open({ placement: 'LEFT_MENU' })
  await row(app, 'chat1435').getByTestId('open-peek').click()
  await expect(app.getByTestId('peek-retry')).toBeVisible()
  await expect(app.getByTestId('row-preview')).toHaveCount(0)
  for (const method of ['im.recent.list', 'im.dialog.messages.get']) portal.control.fail({ method, code: null })
  await clock.pass(3 * second)
  await app.getByTestId('refresh').click()
  await expect(row(app, 'chat1435').getByTestId('row-preview')).toHaveText('The gate is open')
  await expect(app.getByTestId('peek-message').last()).toContainText('The gate is open')
})

test('a refresh does not ask for a method whose operating time is used up, and for the rest it does', async ({ clock, open, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  portal.control.operating({ method: tasksMethod, seconds: 480 })
  await clock.pass(3 * second)
  await app.getByTestId('refresh').click()
  await expect(taskError(app)).toHaveAttribute('data-code', 'OPERATION_TIME_LIMIT')
  portal.control.notify()
  portal.control.clearLog()
  await clock.pass(3 * second)
  await app.getByTestId('refresh').click()
  await expectCounts(app, { all: fixture.all + 1 })
  expect(requestsOf(portal).flat()).not.toContain(tasksMethod)
})

test('the status speaks of the next try of what is stale, not of the next request', async ({ clock, open, page, portal }) => {
  await page.addInitScript(() => { Math.random = () => 0.5 })
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  portal.control.scopes({ scopes: ['im'] })
  await clock.pass(3 * second)
  await app.getByTestId('refresh').click()
  await expect(taskError(app)).toHaveAttribute('data-code', 'insufficient_scope')
  await clock.pass(minute)
  await expect(syncState(app, 'stale')).toContainText(/retrying in 4\d min/)
  await expect(app.getByTestId('source-next')).toHaveText(/Retrying in 4\d min/)
})
