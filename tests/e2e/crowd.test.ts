import type { FrameLocator } from '@playwright/test'
import type { Emulator } from '../../emulator/index.ts'
import { hour, minute, second, type TestClock } from './clock.ts'
import { countOf, expect, expectCounts, fixture, requestsOf, startRequests, syncState, test as base } from './portal.ts'

/*
 * An office behind one address, and a method whose time all colleagues share. The page and the portal go by one clock,
 * which the test moves: what leaks from the bucket meanwhile has leaked at the next request.
 */

const test = base.extend({
  clock: async ({ clock, page }, use) => {
    await page.addInitScript(() => { Math.random = () => 0.5 })
    await use(clock)
  },
  now: async ({ clock }, use) => use(clock.now),
})

const sourceError = (app: FrameLocator, source: string) => app.locator(`[data-testid="source-error"][data-source="${source}"]`)

const passUntilFresh = (clock: TestClock, app: FrameLocator) => clock.passUntil(() => syncState(app, 'fresh').isVisible())

const refused = ({ requests }: Emulator) => requests.filter(({ status }) => status === 503)
/** When a method was asked for, in ms since the epoch. */
const timesOf = ({ requests }: Emulator, method: string) => requests.filter(({ commands }) => commands?.includes(method)).map(({ at }) => at)

/** A small office's bucket: who asks every half minute is never let in where refused requests count. */
const small = { x: startRequests, y: 1 / 30 }

for (const refusals of ['free', 'capped', 'endless'] as const) {
  test(`a full bucket: nothing is made up, the last numbers stay, and new ones come without a rush (refusals: ${refusals})`, async ({ clock, open, portal }) => {
    portal.control.bucket({ ...small, level: small.x, refusals })
    const app = await open({ placement: 'LEFT_MENU' })
    await expect(syncState(app, 'limited')).toHaveText(/^Bitrix24 is limiting requests · retrying in \d+ sec/)
    await expect(sourceError(app, 'messenger')).toHaveAttribute('data-code', 'QUERY_LIMIT_EXCEEDED')
    await expect(app.locator('[data-count]')).toHaveCount(0)
    await expect(countOf(app, 'waiting')).toContainText('Unknown')
    await passUntilFresh(clock, app)
    await expectCounts(app, { all: fixture.all, waiting: fixture.waiting })

    portal.control.bucket({ level: 2 * small.x })
    portal.control.notify()
    await clock.pass(90 * second)
    await expect(syncState(app, 'limited')).toHaveText(/last updated 1 min\. ago · retrying in \d+ (sec|min)/)
    await expectCounts(app, { all: fixture.all, waiting: fixture.waiting })
    await passUntilFresh(clock, app)
    await expectCounts(app, { all: fixture.all + 1 })

    const polls = timesOf(portal, 'im.counters.get')
    expect(polls.slice(1).map((at, index) => at - (polls[index] ?? 0)).filter(pause => pause < 30 * second)).toEqual([])
    expect(refused(portal).length).toBeLessThanOrEqual(6)
  })
}

test('what a refused morning has taught is kept on the portal: the next one begins with the last numbers, and waits for its turn', async ({ clock, open, page, portal }) => {
  portal.control.bucket({ ...small, level: 3 * small.x })
  const app = await open({ placement: 'LEFT_MENU' })
  await passUntilFresh(clock, app)
  const kept = () => portal.portal.userOptions.get(1)?.crowd
  await clock.passUntil(() => kept() !== undefined)
  expect(kept()).toMatch(/^1:\d{2,3}:\d{2,3}$/)

  await clock.sleep(page, 15 * hour)
  portal.control.bucket({ level: 0 })
  portal.control.notify()
  portal.control.clearLog()
  await open({ placement: 'LEFT_MENU' })
  await expect(syncState(app, 'stale')).toHaveText(/^Last updated 15 hr\. ago · retrying in \d+ sec/)
  await expectCounts(app, { all: fixture.all, waiting: fixture.waiting })
  await clock.pass(20 * second)
  expect(requestsOf(portal)).toEqual([])
  await clock.pass(minute)
  await expectCounts(app, { all: fixture.all + 1 })
  await expect(syncState(app, 'fresh')).toBeVisible()
})

test('a method whose operating time is nearly used up is asked for more rarely, before it is refused, and the other as before', async ({ clock, open, portal }) => {
  const [messages, tasks] = ['im.counters.get', 'tasks.task.counters.get'] as const
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  // So much of 480 s have colleagues used: the method is blocked after eight questions.
  const [used, cost] = [440, 5]
  portal.control.operating({ method: messages, seconds: used })
  portal.control.operatingRules({ cost })
  portal.control.clearLog()
  // Before the portal forgets the first minute.
  await clock.pass(6 * minute)
  expect(used + cost * timesOf(portal, messages).length).toBeLessThan(480)
  expect(used + cost * timesOf(portal, tasks).length).toBeGreaterThan(480)
  await clock.passUntil(() => syncState(app, 'stale').isVisible())
  // Nobody can tell which request it will come along with, so none is promised.
  await expect(syncState(app, 'stale')).toHaveText(/^Last updated .+ ago$/)

  portal.control.notify()
  await clock.passUntil(async () => await countOf(app, 'all').getAttribute('data-count') === String(fixture.all + 1))
  await expect(app.getByTestId('source-error')).toHaveCount(0)
})
