import type { FrameLocator } from '@playwright/test'
import { expect, expectCounts, fixture, requestsOf, syncState, test } from './portal.ts'

/*
 * A source that failed while the other goes on: when it is asked for again, and what is said of that.
 * The clock of the page is the test's own.
 */

const second = 1_000
const minute = 60 * second
const tasksMethod = 'tasks.task.counters.get'
const taskError = (app: FrameLocator) => app.locator('[data-testid="source-error"][data-source="tasks"]')

test('the admin grants the scope, the person presses refresh: the number is there at once', async ({ open, page, portal }) => {
  await page.clock.install()
  // The answer has told of the method's operating time before the scope is taken away.
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { 'tasks-expired': 1 })
  portal.control.scopes({ scopes: ['im'] })
  await page.clock.runFor(3 * second)
  await app.getByTestId('refresh').click()
  await expect(taskError(app)).toHaveAttribute('data-code', 'insufficient_scope')
  await expectCounts(app, { 'tasks-expired': 1 })

  portal.control.scopes({ scopes: ['im', 'task', 'placement'] })
  portal.control.taskOverdue()
  await page.clock.runFor(3 * second)
  await app.getByTestId('refresh').click()
  await expectCounts(app, { 'tasks-expired': 2 })
  await expect(taskError(app)).toHaveCount(0)
  await expect(syncState(app, 'fresh')).toBeVisible()
})

test('a refresh does not ask for a method whose operating time is used up, and for the rest it does', async ({ open, page, portal }) => {
  await page.clock.install()
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  portal.control.operating({ method: tasksMethod, seconds: 480 })
  await page.clock.runFor(3 * second)
  await app.getByTestId('refresh').click()
  await expect(taskError(app)).toHaveAttribute('data-code', 'OPERATION_TIME_LIMIT')
  portal.control.notify()
  portal.control.clearLog()
  await page.clock.runFor(3 * second)
  await app.getByTestId('refresh').click()
  await expectCounts(app, { all: fixture.all + 1 })
  expect(requestsOf(portal).flat()).not.toContain(tasksMethod)
})

test('the status speaks of the next try of what is stale, not of the next request', async ({ open, page, portal }) => {
  await page.addInitScript(() => { Math.random = () => 0.5 })
  await page.clock.install()
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  portal.control.scopes({ scopes: ['im'] })
  await page.clock.runFor(3 * second)
  await app.getByTestId('refresh').click()
  await expect(taskError(app)).toHaveAttribute('data-code', 'insufficient_scope')
  await page.clock.runFor(minute)
  await expect(syncState(app, 'stale')).toContainText(/retrying in 4\d min/)
  await expect(app.getByTestId('source-next')).toHaveText(/Retrying in 4\d min/)
})
