import type { FrameLocator, Page } from '@playwright/test'
import type { Emulator } from '../../emulator/index.ts'
import { countOf, expect, expectCounts, requestsOf, startRequests, syncState, test } from './portal.ts'

/*
 * Every error code a portal may answer with: what the person sees, what the app sends next, and when.
 * The clock of the page is the test's own; steps give the network its turn.
 */

const second = 1_000
const minute = 60 * second

async function pass(page: Page, ms: number, step = 5 * second): Promise<void> {
  for (let passed = 0; passed < ms; passed += step) await page.clock.runFor(Math.min(step, ms - passed))
}

/** Shows numbers, and then has every request refused with a code. */
async function meetError(
  { open, page, portal }: { open: (options: object) => Promise<FrameLocator>, page: Page, portal: Emulator },
  code: string,
): Promise<FrameLocator> {
  await page.clock.install()
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: 42 })
  await expect.poll(() => requestsOf(portal).length).toBe(startRequests)
  portal.control.fail({ method: '*', code })
  portal.control.clearLog()
  await page.clock.runFor(3 * second)
  await app.getByTestId('refresh').click()
  await expect.poll(() => requestsOf(portal).length, 'the request that fails').toBe(1)
  return app
}

/** The last numbers stay, whatever happens. */
const expectNumbersKept = (app: FrameLocator) => expectCounts(app, { 'all': 42, 'messenger': 38, 'tasks-expired': 1 })

const expectCode = async (app: FrameLocator, code: string) => {
  for (const source of ['messenger', 'tasks']) {
    await expect(app.locator(`[data-testid="source-error"][data-source="${source}"]`)).toHaveAttribute('data-code', code)
  }
}

test('503 QUERY_LIMIT_EXCEEDED: slows down, says when the next try is, and tries then', async ({ open, page, portal }) => {
  const app = await meetError({ open, page, portal }, 'QUERY_LIMIT_EXCEEDED')
  await expect(syncState(app, 'limited')).toContainText(/retrying in \d+ (sec|min)/)
  await expectCode(app, 'QUERY_LIMIT_EXCEEDED')
  await expectNumbersKept(app)

  await app.getByTestId('refresh').click()
  await page.clock.runFor(2 * second)
  expect(requestsOf(portal), 'a refresh makes nothing worse').toHaveLength(1)
  await pass(page, 3 * minute)
  await expect.poll(() => requestsOf(portal).length).toBeGreaterThan(1)

  portal.control.fail({ method: '*', code: null })
  await pass(page, 12 * minute)
  await expect(syncState(app, 'fresh')).toBeVisible()
})

test('503 QUERY_LIMIT_EXCEEDED before there are any numbers: tries again within about a minute', async ({ open, page, portal }) => {
  await page.clock.install()
  portal.control.fail({ method: '*', code: 'QUERY_LIMIT_EXCEEDED' })
  const app = await open({ placement: 'LEFT_MENU' })
  await expect(syncState(app, 'limited')).toBeVisible()
  await expect(countOf(app, 'all')).not.toHaveAttribute('data-count')
  portal.control.fail({ method: '*', code: null })
  await pass(page, 65 * second)
  await expectCounts(app, { all: 42 })
})

for (const code of ['OVERLOAD_LIMIT', 'ACCESS_DENIED', 'PORTAL_DELETED']) {
  test(`${code}: stops, says why, and asks again only when a person does`, async ({ open, page, portal }) => {
    const app = await meetError({ open, page, portal }, code)
    await expect(syncState(app, 'error')).toBeVisible()
    await expectCode(app, code)
    await expectNumbersKept(app)
    await pass(page, 120 * minute, 10 * minute)
    expect(requestsOf(portal)).toHaveLength(1)

    portal.control.fail({ method: '*', code: null })
    await app.getByTestId('refresh').click()
    await page.clock.runFor(3 * second)
    await expect(syncState(app, 'fresh')).toBeVisible()
  })
}

test('401 NO_AUTH_FOUND: the session is gone; stops, and offers to begin anew', async ({ open, page, portal }) => {
  const app = await meetError({ open, page, portal }, 'NO_AUTH_FOUND')
  await expect(app.getByTestId('fatal')).toHaveAttribute('data-code', 'session')
  await expectNumbersKept(app)
  await pass(page, 60 * minute, 10 * minute)
  expect(requestsOf(portal)).toHaveLength(1)

  portal.control.fail({ method: '*', code: null })
  await app.getByRole('button', { name: 'Try again' }).click()
  await page.clock.runFor(second)
  await expect(app.getByTestId('fatal')).toHaveCount(0)
  await expect(syncState(app, 'fresh')).toBeVisible()
})

for (const code of ['expired_token', 'invalid_token']) {
  test(`401 ${code}: refreshes the token once and repeats the call, unnoticed`, async ({ open, page, portal }) => {
    const app = await open({ placement: 'LEFT_MENU' })
    await expectCounts(app, { all: 42 })
    await expect.poll(() => requestsOf(portal).length).toBe(startRequests)
    portal.control.fail({ method: '*', code, times: 1 })
    portal.control.notify()
    portal.control.clearLog()
    await app.getByTestId('refresh').click()
    await expectCounts(app, { all: 43 })
    await expect(app.getByTestId('source-error')).toHaveCount(0)
    expect(portal.requests.map(({ status }) => status)).toEqual([401, 200])
    expect(await page.evaluate(() => window.bridgeLog.filter(({ command }) => command === 'refreshAuth').length)).toBe(1)
  })
}

test('a token that the page did not refresh: says so after the ten seconds the SDK waits, tries again, and goes on', async ({ open, page, portal }) => {
  await page.clock.install()
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: 42 })
  portal.control.refresh({ allowed: false })
  portal.control.expireToken()
  await page.clock.runFor(3 * second)
  await app.getByTestId('refresh').click()
  const refreshes = () => page.evaluate(() => window.bridgeLog.filter(({ command }) => command === 'refreshAuth').length)
  await expect.poll(refreshes).toBe(1)
  await page.clock.runFor(11 * second)
  await expectCode(app, 'JSSDK_FRAME_REFRESH_AUTH_TIMEOUT')
  await expect(app.getByRole('alert').first()).toContainText('Bitrix24 didn’t renew the session')
  await expect(app.getByTestId('fatal')).toHaveCount(0)
  await expectNumbersKept(app)

  portal.control.refresh({ allowed: true })
  await pass(page, 2 * minute)
  await expect(syncState(app, 'fresh')).toBeVisible()
  expect(await refreshes()).toBe(2)
})

for (const status of [401, 403, 404, 429, 503]) {
  test(`a page of a proxy with status ${String(status)}: a fault of the server that passes, and nobody's permission`, async ({ open, page, portal }) => {
    await page.clock.install()
    const app = await open({ placement: 'LEFT_MENU' })
    await expectCounts(app, { all: 42 })
    portal.control.page({ status })
    await page.clock.runFor(3 * second)
    await app.getByTestId('refresh').click()
    await expectCode(app, `HTTP_${String(status)}`)
    await expect(app.getByRole('alert').first()).toContainText('Bitrix24 server error')
    await expect(syncState(app, 'stale')).toBeVisible()
    await expectNumbersKept(app)
    portal.control.page(null)
    await pass(page, 10 * second)
    await expect(syncState(app, 'fresh')).toBeVisible()
  })
}

test('the code "0" of tasks: the others go on, and it is asked again', async ({ open, page, portal }) => {
  await page.clock.install()
  portal.control.fail({ method: 'tasks.task.counters.get', code: '0', times: 1 })
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: 42 })
  await expect(app.locator('[data-testid="source-error"][data-source="tasks"]')).toHaveAttribute('data-code', '0')
  await pass(page, 30 * second)
  await expect(app.getByTestId('source-error')).toHaveCount(0)
  await expectCounts(app, { 'tasks-expired': 1 })
})

for (const code of [
  'INVALID_CREDENTIALS', 'user_access_error', 'insufficient_scope', 'INVALID_REQUEST', 'ERROR_BATCH_LENGTH_EXCEEDED',
  'ERROR_BATCH_METHOD_NOT_ALLOWED', 'ERROR_METHOD_NOT_FOUND', 'ERROR_MANIFEST_IS_NOT_AVAILABLE',
]) {
  test(`${code}: somebody has to mend it first; tries again after half an hour to an hour`, async ({ open, page, portal }) => {
    // In the middle of that: the latest would be past the hour in which the token expires as well.
    await page.addInitScript(() => { Math.random = () => 0.5 })
    const app = await meetError({ open, page, portal }, code)
    await expect(syncState(app, 'stale')).toBeVisible()
    await expectCode(app, code)
    await expectNumbersKept(app)
    await pass(page, 29 * minute, 10 * minute)
    expect(requestsOf(portal)).toHaveLength(1)
    portal.control.fail({ method: '*', code: null })
    for (let step = 0; step < 230 && requestsOf(portal).length < 2; step += 1) await page.clock.runFor(8 * second)
    await expect.poll(() => requestsOf(portal).length).toBeGreaterThan(1)
    await expect(syncState(app, 'fresh')).toBeVisible()
  })
}

for (const code of ['INTERNAL_SERVER_ERROR', 'ERROR_UNEXPECTED_ANSWER']) {
  test(`500 ${code}: backs off, longer each time, and recovers by itself`, async ({ open, page, portal }) => {
    const app = await meetError({ open, page, portal }, code)
    await expect(syncState(app, 'stale')).toBeVisible()
    await expectCode(app, code)
    await expectNumbersKept(app)
    await pass(page, 20 * minute, 10 * second)
    const tries = requestsOf(portal).length
    expect(tries).toBeGreaterThan(3)
    expect(tries).toBeLessThan(40)
    portal.control.fail({ method: '*', code: null })
    await pass(page, 6 * minute, 10 * second)
    await expect(syncState(app, 'fresh')).toBeVisible()
  })
}

test('connections that break: backs off, and recovers by itself', async ({ open, page, portal }) => {
  await page.clock.install()
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: 42 })
  portal.control.drop({ on: true })
  await page.clock.runFor(3 * second)
  await app.getByTestId('refresh').click()
  await expect(syncState(app, 'stale')).toBeVisible()
  await expectCode(app, 'NETWORK_ERROR')
  await expectNumbersKept(app)
  portal.control.drop({ on: false })
  await pass(page, minute)
  await expect(syncState(app, 'fresh')).toBeVisible()
})

test('no network: says so, and asks when it is back', async ({ context, open, page, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: 42 })
  await context.setOffline(true)
  await expect(syncState(app, 'offline')).toContainText('You’re offline')
  await expectNumbersKept(app)
  portal.control.notify()
  await context.setOffline(false)
  await expectCounts(app, { all: 43 })
  await expect(page.getByTestId('app-frame')).toBeVisible()
})

test('429 OPERATION_TIME_LIMIT of one method: it waits until the portal forgets, the other goes on', async ({ open, page, portal }) => {
  await page.clock.install()
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: 42 })
  await expect.poll(() => requestsOf(portal).length).toBe(startRequests)
  portal.control.fail({ method: 'tasks.task.counters.get', code: 'OPERATION_TIME_LIMIT' })
  portal.control.clearLog()
  await page.clock.runFor(3 * second)
  await app.getByTestId('refresh').click()
  await expect(app.locator('[data-testid="source-error"][data-source="tasks"]')).toHaveAttribute('data-code', 'OPERATION_TIME_LIMIT')
  await expect(app.locator('[data-testid="source-error"][data-source="messenger"]')).toHaveCount(0)

  await pass(page, 5 * minute, 10 * second)
  const [first, ...later] = requestsOf(portal)
  expect(first).toContain('tasks.task.counters.get')
  expect(later.length).toBeGreaterThan(3)
  for (const commands of later) expect(commands).toEqual(['im.counters.get'])

  portal.control.fail({ method: 'tasks.task.counters.get', code: null })
  await pass(page, 6 * minute, 10 * second)
  await expect(app.getByTestId('source-error')).toHaveCount(0)
  await expect(syncState(app, 'fresh')).toBeVisible()
})
