import type { Frame, FrameLocator } from '@playwright/test'
import type { Emulator } from '../../emulator/index.ts'
import { protocolVersion } from '../../src/polling/group.ts'
import { second } from './clock.ts'
import { expect, expectCounts, fixture, requestsOf, setVisibility, syncState, test } from './portal.ts'
import { chats, openTab, openTabs } from './tabs.ts'

const polls = (portal: Emulator) => requestsOf(portal).filter(commands => commands.includes('im.counters.get'))

test('ten frames in five tabs cost the portal what one costs, also after the leader is closed', async ({ clock, context, portal }) => {
  test.slow()
  const tabs = await openTabs(context, portal)
  await clock.pass(60 * second)

  portal.control.clearLog()
  await clock.pass(120 * second)
  // Nothing changes: one frame asks about every 40 s. Ten that asked for themselves would have sent some thirty.
  expect(requestsOf(portal).length).toBeGreaterThan(2)
  expect(requestsOf(portal).length).toBeLessThan(10)
  for (const commands of requestsOf(portal)) {
    expect(commands).toEqual(expect.arrayContaining(['im.counters.get', 'tasks.task.counters.get']))
  }
  const details = () => requestsOf(portal).flat().filter(command => command === 'im.dialog.get').length
  expect(details(), 'chats that have not changed are left alone').toBeLessThanOrEqual(chats.length)

  await tabs.shift()?.page.close()
  portal.control.clearLog()
  portal.control.notify({ count: 3 })
  portal.control.message({ dialogId: 'chat1510' })
  await clock.pass(60 * second)
  for (const { menu } of tabs) await expectCounts(menu, { all: 46 })
  const collab = tabs[chats.indexOf('chat1510') - 1]
  if (collab === undefined) throw new Error('the tab of chat1510 is open')
  await expect(collab.sidebar.getByTestId('chat-unread')).toHaveAttribute('data-count', '4')
  // Each list on a screen reads for itself what is new in it.
  expect(polls(portal).length).toBeLessThan(7)
  expect(requestsOf(portal).length).toBeLessThan(7 + 2 * tabs.length)
})

test('frames that are all hidden ask nothing', async ({ clock, context, portal }) => {
  const tabs = await openTabs(context, portal, 2)
  for (const { menu, sidebar } of tabs) {
    await setVisibility(menu, 'hidden')
    await setVisibility(sidebar, 'hidden')
    await expect(syncState(menu, 'paused')).toBeVisible()
  }
  portal.control.clearLog()
  await clock.pass(120 * second)
  expect(requestsOf(portal)).toEqual([])
})

test('a new frame shows what the others know, and asks for numbers once at most', async ({ context, portal }) => {
  const askers: Frame[] = []
  context.on('request', (request) => {
    if (request.postData()?.includes('im.counters.get') === true) askers.push(request.frame())
  })
  const first = await openTab(context, portal, 'chat1435')
  await expectCounts(first.menu, { all: fixture.all })
  await expect(first.sidebar.getByTestId('chat-name')).toBeVisible()
  const second = await openTab(context, portal, 'chat1435')
  await expectCounts(second.menu, { all: fixture.all })
  await expect(second.sidebar.getByTestId('chat-name')).toBeVisible()
  expect(askers.map(frame => frame.page())).toContain(first.page)
  // Before it knows who looks, it can't know whom to follow.
  const newOnes = askers.filter(frame => frame.page() === second.page)
  expect(newOnes).toHaveLength(new Set(newOnes).size)
})

test('the next visit knows who looks, and begins with the last numbers', async ({ clock, open, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all, waiting: fixture.waiting })
  // Who looks is kept with the next poll, at the latest some 15 s later.
  await clock.pass(20_000)
  await expect.poll(() => portal.portal.userOptions.get(1)).toMatchObject({ userId: '1' })

  // Nothing is answered now: whose numbers they are, the frame knows by itself.
  portal.control.hang({ on: true })
  await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all, waiting: fixture.waiting })
  await expect(syncState(app, 'stale')).toContainText('Last updated')
})

test('nothing survives a change of user', async ({ open, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  await open({ placement: 'LEFT_MENU', user: 2 })
  await expect(syncState(app, 'fresh')).toBeVisible()
  const kept = await app.locator('html').evaluate(() => JSON.stringify(localStorage))
  expect(kept).not.toContain('1435')

  portal.control.hang({ on: true })
  await open({ placement: 'LEFT_MENU' })
  await expect(syncState(app, 'loading')).toBeVisible()
  await expect(app.getByTestId('counter-all')).not.toHaveAttribute('data-count')
})

test('a frame whose session is gone says so, and takes nothing from the frames that have one', async ({ context, portal }) => {
  test.slow()
  const sick = await openTab(context, portal, 'chat1435')
  await expectCounts(sick.menu, { all: fixture.all })
  const healthy = await openTab(context, portal, 'chat1440')
  await expectCounts(healthy.menu, { all: fixture.all })
  await sick.page.route('**/rest/**', route => route.fulfill({
    status: 401,
    headers: { 'access-control-allow-origin': '*' },
    json: { error: 'NO_AUTH_FOUND', error_description: 'Wrong authorization data' },
  }))
  await sick.menu.getByTestId('refresh').click()
  await expect.poll(async () => await sick.menu.getByTestId('fatal').count() + await sick.sidebar.getByTestId('fatal').count()).toBeGreaterThan(0)

  portal.control.notify()
  await healthy.menu.getByTestId('refresh').click()
  await expectCounts(healthy.menu, { all: fixture.all + 1 })
  await expectCounts(sick.menu, { all: fixture.all + 1 })
  const opened = await openTab(context, portal, 'chat1500')
  await expectCounts(opened.menu, { all: fixture.all + 1 })
  for (const { menu, sidebar } of [healthy, opened]) {
    await expect(menu.getByTestId('fatal')).toHaveCount(0)
    await expect(sidebar.getByTestId('fatal')).toHaveCount(0)
  }
})

test('a sidebar is served, although the frame that leads can\'t fetch the code to read chats any more', async ({ context, open, page, portal }) => {
  await page.route(/\/assets\/chat-(schema|source)-/, route => route.fulfill({ status: 404 }))
  const menu = await open({ placement: 'LEFT_MENU' })
  await expectCounts(menu, { all: fixture.all })
  const other = await context.newPage()
  await other.goto(portal.pageUrl({ bare: true, placement: 'IM_SIDEBAR', dialog: 'chat1435' }))
  const sidebar = other.getByTestId('app-frame').contentFrame()
  await expect(sidebar.getByTestId('chat-unread')).toHaveAttribute('data-count', '8')

  portal.control.message({ dialogId: 'chat1435' })
  await sidebar.getByTestId('refresh').click()
  await expect(sidebar.getByTestId('chat-unread')).toHaveAttribute('data-count', '9')
  await expect(sidebar.getByTestId('source-error')).toHaveCount(0)
  await expectCounts(menu, { all: fixture.all + 1 })
})

/** As the browser does with a page that it puts into its back/forward cache, or brings back from there. */
async function tellTransition(app: FrameLocator, type: 'pagehide' | 'pageshow'): Promise<void> {
  await app.locator('html').evaluate((_, name) => window.dispatchEvent(new PageTransitionEvent(name, { persisted: true })), type)
}

test('a page that comes back from the browser\'s back/forward cache goes on', async ({ clock, open, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  await tellTransition(app, 'pagehide')
  portal.control.clearLog()
  portal.control.notify()
  await clock.pass(60 * second)
  // Only the browser itself halts what the list was still asking; here the event is sent to a page that runs on.
  expect(requestsOf(portal).flat()).not.toContain('im.counters.get')
  await tellTransition(app, 'pageshow')
  await clock.pass(5 * second)
  await expectCounts(app, { all: fixture.all + 1 })
})

test('the computer\'s clock set back by an hour holds nothing up', async ({ clock, open, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  await app.locator('html').evaluate(() => {
    const Before = Date
    const now = () => Before.now() - 3_600_000
    window.Date = new Proxy(Before, {
      construct: (_, values: [number?]) => new Before(values[0] ?? now()),
      get: (target, key) => (key === 'now' ? now : Reflect.get(target, key) as unknown),
    })
  })
  portal.control.notify()
  await clock.pass(60 * second)
  await expectCounts(app, { all: fixture.all + 1 })
  await expect(syncState(app, 'fresh')).toBeVisible()
})

test('messages that no frame of ours would send change nothing', async ({ open, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  await app.locator('html').evaluate(async (_, [origin, version]) => {
    const update = { source: 'messenger', operating: null, askedAt: 0, at: 0 }
    for (const suffix of ['', ':actions']) {
      const channel = new BroadcastChannel(`unread:${String(version)}:${origin}:1${suffix}`)
      for (const message of [
        null, 'found', { type: 'found', updates: null }, { type: 'update' }, { type: 'wish', sources: 7 },
        { type: 'answers', updates: [{ ...update, outcome: JSON.stringify({ ok: true, value: { all: 'many' } }) }] },
        { type: 'answers', updates: [{ ...update, outcome: '{' }] },
      ]) channel.postMessage(message)
      await new Promise(resolve => setTimeout(resolve))
      channel.close()
    }
  }, [portal.origin, protocolVersion] as const)
  portal.control.notify()
  await app.getByTestId('refresh').click()
  await expectCounts(app, { all: fixture.all + 1 })
  await expect(app.getByTestId('fatal')).toHaveCount(0)
})
