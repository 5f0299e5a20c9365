import type { BrowserContext } from '@playwright/test'
import type { Emulator } from '../../emulator/index.ts'
import { countOf, expect, expectCounts, fixture, requestsOf, row, syncState, test } from './portal.ts'
import { openTab, type Tab } from './tabs.ts'

const unread = ({ sidebar }: Tab) => sidebar.getByTestId('chat-unread')
const notice = (frame: Tab['menu']) => frame.getByTestId('action-notice')

/** Both frames show the chat, and know of each other. */
async function openBoth(context: BrowserContext, portal: Emulator): Promise<Tab> {
  const tab = await openTab(context, portal, 'chat1435')
  await expectCounts(tab.menu, { all: fixture.all, chat: fixture.chat })
  await expect(unread(tab)).toHaveAttribute('data-count', '8')
  return tab
}

test('what is done in one frame shows in the other, before the portal has answered anything', async ({ context, portal }) => {
  const tab = await openBoth(context, portal)
  portal.control.hang({ on: true })
  await tab.sidebar.getByTestId('mute').click()
  await expectCounts(tab.menu, { all: 34, muted: 21, chat: 1 })

  await countOf(tab.menu, 'muted').click()
  await row(tab.menu, 'chat1435').getByTestId('mark-read').click()
  await expect(unread(tab)).toHaveAttribute('data-count', '0')
  await expect(row(tab.menu, 'chat1435')).toHaveCount(0)
  await expectCounts(tab.menu, { all: 34, muted: 13 })
})

test('a like in one frame shows in another that looks at the same message, before the portal has answered', async ({ context, portal }) => {
  const first = await openTab(context, portal, 'chat1440')
  const second = await openTab(context, portal, 'chat1500')
  const likeIn = ({ menu }: Tab) => menu.getByTestId('peek-message').last().getByTestId('react')
  for (const tab of [first, second]) {
    await row(tab.menu, 'chat1435').getByTestId('open-peek').click()
    await expect(likeIn(tab)).toHaveAttribute('aria-pressed', 'false')
  }
  portal.control.hang({ on: true })
  await likeIn(first).click()
  for (const tab of [first, second]) await expect(likeIn(tab)).toHaveAttribute('aria-pressed', 'true')
})

test('a reply in the list reads the chat in its sidebar', async ({ context, portal }) => {
  const tab = await openBoth(context, portal)
  await row(tab.menu, 'chat1435').getByTestId('open-peek').click()
  await tab.menu.getByTestId('reply').fill('Seen')
  await tab.menu.getByTestId('reply').press('Enter')
  await expect(unread(tab)).toHaveAttribute('data-count', '0')
  await expectCounts(tab.menu, { all: 34, chat: 1 })
})

test('what the portal refuses is undone in both frames, and said in the one it was done in', async ({ context, portal }) => {
  const tab = await openBoth(context, portal)
  portal.control.fail({ method: 'im.dialog.read', code: 'ACCESS_ERROR' })
  portal.control.latency({ ms: 1_500 })
  await tab.sidebar.getByTestId('mark-read').click()
  await expect(row(tab.menu, 'chat1435')).toHaveCount(0)
  await expect(notice(tab.sidebar)).toHaveAttribute('data-code', 'ACCESS_ERROR')
  await expect(unread(tab)).toHaveAttribute('data-count', '8')
  await expect(row(tab.menu, 'chat1435')).toHaveAttribute('data-count', '8')
  await expectCounts(tab.menu, { all: fixture.all, chat: fixture.chat })
  await expect(notice(tab.menu)).toHaveCount(0)
})

test('all read in the left menu, the sidebar\'s chat is too', async ({ context, portal }) => {
  const tab = await openBoth(context, portal)
  portal.control.hang({ on: true })
  await tab.menu.getByTestId('mark-all-read').click()
  await tab.menu.getByTestId('confirm-read-all').click()
  await expect(unread(tab)).toHaveAttribute('data-count', '0')
})

test('what a frame has not sent when it is closed, one of the others sends', async ({ context, portal }) => {
  const tab = await openBoth(context, portal)
  const other = await openTab(context, portal, 'chat1500')
  await expectCounts(other.menu, { all: fixture.all })
  const reads = () => requestsOf(portal).flat().filter(command => command === 'im.dialog.read')

  // The second waits for the answer to the first, which is on its way by then.
  portal.control.hang({ on: true })
  await row(tab.menu, 'chat1435').getByTestId('mark-read').click()
  await expect.poll(reads).toHaveLength(1)
  await row(tab.menu, 'chat1510').getByTestId('mark-read').click()
  for (const dialogId of ['chat1435', 'chat1510']) await expect(row(other.menu, dialogId)).toHaveCount(0)
  expect(reads()).toHaveLength(1)
  portal.control.hang({ on: false })
  await tab.page.locator('iframe').first().evaluate(frame => frame.remove())

  // It was done, and stays done once the portal has been asked for its own numbers.
  await expect.poll(() => portal.control.state().counters.COLLAB).not.toHaveProperty('1510')
  await other.menu.getByTestId('refresh').click()
  // Where another frame has asked while the portal hung, it gives up after 30 s, and asks again.
  await expect(syncState(other.menu, 'fresh')).toBeVisible({ timeout: 45_000 })
  await expect(row(other.menu, 'chat1510')).toHaveCount(0)
  expect(reads()).toHaveLength(2)
})
