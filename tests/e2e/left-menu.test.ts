import { countOf, expect, expectCounts, fixture, headingOf, requestsOf, row, setVisibility, startAnswered, startRequests, syncState, test } from './portal.ts'

test('shows every counter to the last unit, after one request; one more brings the content of the rows', async ({ open, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, fixture)
  await expect(row(app, '547')).toContainText('Peter Johnson')
  await expect(row(app, 'chat1701').getByTestId('row-preview')).toBeVisible()
  await expect(syncState(app, 'fresh')).toBeVisible()

  const [first, second, ...others] = requestsOf(portal)
  expect(first?.toSorted()).toEqual(['im.counters.get', 'profile', 'tasks.task.counters.get', 'user.option.get'])
  expect(second).toEqual(['im.recent.list'])
  // What that leaves out: task chats and comments, and mentions among several unread messages.
  expect(others).toHaveLength(startRequests - 2)
  expect(new Set(others.flat())).toEqual(new Set(['im.dialog.messages.get', 'im.dialog.get', 'im.user.list.get']))
})

for (const [width, lang] of [[320, 'en'], [700, 'ar'], [1280, 'en'], [1900, 'en']] as const) {
  test(`the first number stands where the total will: ${width} px, ${lang}`, async ({ open, app, page }) => {
    await page.setViewportSize({ width, height: 800 })
    let release = (): void => undefined
    const released = new Promise<void>((resolve) => { release = resolve })
    await page.route('**/assets/mount-*.js', async (route) => {
      await released
      await route.continue()
    })
    /** Where the number itself stands, and how it looks. */
    const look = () => countOf(app, 'waiting').evaluate((element) => {
      const texts = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT, ({ textContent }) => (
        textContent === '' ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT
      ))
      const text = texts.nextNode()
      if (text === null) return null
      const range = element.ownerDocument.createRange()
      range.selectNodeContents(text)
      const { x, y, width, height } = range.getBoundingClientRect()
      const { fontSize, fontWeight, color } = getComputedStyle(text.parentElement ?? element)
      return { text: text.textContent, box: [x, y, width, height].map(Math.round), fontSize, fontWeight, color }
    })
    const opening = open({ placement: 'LEFT_MENU', lang })
    await expect(countOf(app, 'waiting')).toHaveAttribute('data-count', String(fixture.waiting))
    await expect(countOf(app, 'all')).toHaveCount(0)
    const first = await look()
    release()
    await opening
    await expectCounts(app, { all: fixture.all, waiting: fixture.waiting })
    expect(await look()).toEqual(first)
  })
}

test('lists every kind of conversation, muted ones apart', async ({ open }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  for (const [dialogId, kind, count, marked] of [
    ['547', 'dialog', 3, false], ['560', 'dialog', 0, true], ['chat1435', 'chat', 8, true], ['chat1440', 'chat', 0, true],
    ['chat1500', 'copilot', 5, false], ['chat1510', 'collab', 3, false], ['chat1601', 'lines', 2, false],
    ['chat1701', 'tasks-task', 9, false], ['chat1800', 'channel-comment', 6, false],
  ] as const) {
    await expect(row(app, dialogId), dialogId).toHaveAttribute('data-kind', kind)
    await expect(row(app, dialogId), dialogId).toHaveAttribute('data-count', String(count))
    await expect(row(app, dialogId), dialogId).toHaveAttribute('data-marked', String(marked))
    await expect(row(app, dialogId), dialogId).toHaveAttribute('data-muted', 'false')
  }
  await expect(row(app, 'chat1317')).toHaveCount(0)
  await headingOf(app, 'muted').click()
  await expect(row(app, 'chat1317')).toHaveAttribute('data-count', '12')
  await expect(row(app, 'chat1317')).toHaveAttribute('data-muted', 'true')
})

test('a message raises the badge, reading lowers it', async ({ open, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all, dialog: fixture.dialog })

  portal.control.message({ dialogId: '547', count: 2 })
  await app.getByTestId('refresh').click()
  await expectCounts(app, { all: 44, dialog: 6 })
  await expect(row(app, '547')).toHaveAttribute('data-count', '5')

  portal.control.read({ dialogId: '547' })
  await app.getByTestId('refresh').click()
  await expectCounts(app, { all: 39, dialog: 1 })
  await expect(row(app, '547')).toHaveCount(0)
})

test('asks again by itself', async ({ clock, open, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  portal.control.notify({ count: 3 })
  await clock.pass(20_000)
  await expectCounts(app, { all: 45, notify: 7 })
})

test('rests while nobody looks, and asks at once when somebody does again', async ({ clock, open, portal }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  await expectCounts(app, { all: fixture.all })
  await startAnswered(portal)

  await setVisibility(app, 'hidden')
  await expect(syncState(app, 'paused')).toBeVisible()
  portal.control.notify()
  await clock.pass(3_600_000, 600_000)
  expect(requestsOf(portal)).toHaveLength(startRequests)
  await expectCounts(app, { all: fixture.all })

  await setVisibility(app, 'visible')
  await expectCounts(app, { all: fixture.all + 1 })
})

test.describe('with thousands of chats', () => {
  test.use({ scenario: 'huge', sort: 'newest' })

  test('reads the content by the page, and looks up only rows on screen', async ({ open, portal }) => {
    const app = await open({ placement: 'LEFT_MENU' })
    await expect(row(app, '').or(app.getByTestId('conversation')).first()).toBeVisible()
    await expect(syncState(app, 'fresh')).toBeVisible()
    expect(await app.getByTestId('conversation').count()).toBeLessThan(60)
    await expect(app.getByTestId('row-preview').first()).toBeVisible()
    // A second page at most, for the row the Tab key stops at: it may be far down the list.
    expect(requestsOf(portal).filter(commands => commands.includes('im.recent.list')).length).toBeLessThanOrEqual(2)
    for (const commands of requestsOf(portal)) expect(commands.length).toBeLessThanOrEqual(50)
  })
})
