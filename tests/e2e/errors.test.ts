import type { FrameLocator } from '@playwright/test'
import type { Emulator } from '../../emulator/index.ts'
import { minute, second, type TestClock } from './clock.ts'
import { expect, expectCounts, fixture, requestsOf, startAnswered, syncState, test } from './portal.ts'

/*
 * What a person sees of a refusal, and what the app sends next. Each code and its kind: tests/unit/bitrix24; what each
 * kind does to the schedule: tests/unit/polling.
 */

/** Shows numbers, and then has every request refused with a code. */
async function meetError(
  { clock, open, portal }: { clock: TestClock, open: (options: object) => Promise<FrameLocator>, portal: Emulator },
  code: string,
): Promise<FrameLocator> {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  await startAnswered(portal)
  portal.control.fail({ method: '*', code })
  portal.control.clearLog()
  await clock.pass(3 * second)
  await app.getByTestId('refresh').click()
  await expect.poll(() => requestsOf(portal).length, 'the request that fails').toBe(1)
  return app
}

/** The last numbers stay, whatever happens. */
const expectNumbersKept = (app: FrameLocator) => expectCounts(app, { 'all': fixture.all, 'messenger': fixture.messenger, 'tasks-expired': fixture['tasks-expired'] })

const sourceError = (app: FrameLocator, source: string) => app.locator(`[data-testid="source-error"][data-source="${source}"]`)

const expectCode = async (app: FrameLocator, code: string) => {
  for (const source of ['messenger', 'tasks']) await expect(sourceError(app, source)).toHaveAttribute('data-code', code)
}

test('503 QUERY_LIMIT_EXCEEDED: slows down, says when the next try is, and tries then', async ({ clock, open, portal }) => {
  const app = await meetError({ clock, open, portal }, 'QUERY_LIMIT_EXCEEDED')
  await expect(syncState(app, 'limited')).toContainText(/retrying in \d+ (sec|min)/)
  await expectCode(app, 'QUERY_LIMIT_EXCEEDED')
  await expectNumbersKept(app)

  await app.getByTestId('refresh').click()
  await clock.pass(2 * second)
  expect(requestsOf(portal), 'a refresh makes nothing worse').toHaveLength(1)
  await clock.pass(3 * minute)
  await expect.poll(() => requestsOf(portal).length).toBeGreaterThan(1)

  portal.control.fail({ method: '*', code: null })
  await clock.pass(12 * minute)
  await expect(syncState(app, 'fresh')).toBeVisible()
})

test('a code nobody has heard of, and "0" of one method: faults that pass, so the app tries again within minutes', async ({ clock, open, page, portal }) => {
  await page.addInitScript(() => { Math.random = () => 0.5 })
  const app = await meetError({ clock, open, portal }, 'SOMETHING_NEW')
  await expectCode(app, 'SOMETHING_NEW')
  await expectNumbersKept(app)
  await expect(syncState(app, 'stale')).toHaveText(/^Last updated .+ · retrying in \d+ (sec|min)/)
  await clock.pass(2 * minute)
  expect(requestsOf(portal).length).toBeGreaterThan(2)
  portal.control.fail({ method: '*', code: null })
  await clock.pass(5 * minute, 30 * second)
  await expect(syncState(app, 'fresh')).toBeVisible()
  await expect(app.getByTestId('source-error')).toHaveCount(0)

  const method = 'tasks.task.counters.get'
  portal.control.fail({ method, code: '0', status: 400 })
  portal.control.notify()
  await app.getByTestId('refresh').click()
  await expect(sourceError(app, 'tasks')).toHaveAttribute('data-code', '0')
  await expect(sourceError(app, 'messenger')).toHaveCount(0)
  await expectCounts(app, { 'all': fixture.all + 1, 'tasks-expired': fixture['tasks-expired'] })
  await expect(syncState(app, 'stale')).toHaveText(/^Last updated .+ · retrying in \d+ (sec|min)/)
  portal.control.clearLog()
  await clock.pass(2 * minute)
  expect(requestsOf(portal).flat().filter(one => one === method).length).toBeGreaterThan(1)
  portal.control.fail({ method, code: null })
  await clock.pass(5 * minute, 30 * second)
  await expect(syncState(app, 'fresh')).toBeVisible()
  await expect(app.getByTestId('source-error')).toHaveCount(0)
})

test('401 NO_AUTH_FOUND: the session is gone; stops, and offers to begin anew', async ({ clock, open, portal }) => {
  const app = await meetError({ clock, open, portal }, 'NO_AUTH_FOUND')
  await expect(app.getByTestId('fatal')).toHaveAttribute('data-code', 'session')
  await expectNumbersKept(app)
  await clock.pass(60 * minute, 10 * minute)
  expect(requestsOf(portal)).toHaveLength(1)

  portal.control.fail({ method: '*', code: null })
  await app.getByRole('button', { name: 'Try again' }).click()
  await clock.pass(second)
  await expect(app.getByTestId('fatal')).toHaveCount(0)
  await expect(syncState(app, 'fresh')).toBeVisible()
})

test('401 expired_token: refreshes the token once and repeats the call, unnoticed', async ({ open, page, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  await startAnswered(portal)
  portal.control.fail({ method: '*', code: 'expired_token', times: 1 })
  portal.control.notify()
  portal.control.clearLog()
  await app.getByTestId('refresh').click()
  await expectCounts(app, { all: fixture.all + 1 })
  await expect(app.getByTestId('source-error')).toHaveCount(0)
  expect(portal.requests.map(({ status }) => status)).toEqual([401, 200])
  expect(await page.evaluate(() => window.bridgeLog.filter(({ command }) => command === 'refreshAuth').length)).toBe(1)
})

test('a token that the page did not refresh: says so after the ten seconds the SDK waits, tries again, and goes on', async ({ clock, open, page, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  // What else is asked for at the start would need a session as well.
  await startAnswered(portal)
  await expect(app.getByTestId('row-preview').first()).toBeVisible()
  portal.control.refresh({ allowed: false })
  portal.control.expireToken()
  await clock.pass(3 * second)
  await app.getByTestId('refresh').click()
  const refreshes = () => page.evaluate(() => window.bridgeLog.filter(({ command }) => command === 'refreshAuth').length)
  await expect.poll(refreshes).toBe(1)
  await clock.pass(11 * second)
  await expectCode(app, 'JSSDK_FRAME_REFRESH_AUTH_TIMEOUT')
  await expect(app.getByRole('alert').first()).toContainText('Bitrix24 didn’t renew the session')
  await expect(app.getByTestId('fatal')).toHaveCount(0)
  await expectNumbersKept(app)

  portal.control.refresh({ allowed: true })
  await clock.pass(2 * minute)
  await expect(syncState(app, 'fresh')).toBeVisible()
  expect(await refreshes()).toBe(2)
})

test('no network while the list is still to come: the numbers stay, and the list comes with the network', async ({ context, open, page }) => {
  const list = '**/UnreadList-*.js'
  await page.route(list, async (route) => {
    await context.setOffline(true)
    await route.abort('internetdisconnected')
  })
  const app = await open({ placement: 'LEFT_MENU' })
  await expect(syncState(app, 'offline')).toContainText('You’re offline')
  await expectNumbersKept(app)
  await page.unroute(list)
  await context.setOffline(false)
  await expect(app.getByTestId('conversation').first()).toBeVisible()
})

test('no network: says so, and asks when it is back', async ({ context, open, page, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  await context.setOffline(true)
  await expect(syncState(app, 'offline')).toContainText('You’re offline')
  await expectNumbersKept(app)
  portal.control.notify()
  await context.setOffline(false)
  await expectCounts(app, { all: fixture.all + 1 })
  await expect(page.getByTestId('app-frame')).toBeVisible()
})
