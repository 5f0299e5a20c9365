import type { FrameLocator } from '@playwright/test'
import { expect, expectCounts, fixture, requestsOf, row, syncState, test } from './portal.ts'

const open = { placement: 'LEFT_MENU' } as const
const panel = (app: FrameLocator, dialogId: string) => app.locator(`[data-testid="chat-details"][data-dialog-id="${dialogId}"]`)
const link = (app: FrameLocator, dialogId: string) => row(app, dialogId).getByTestId('open-peek')

async function openByMouse(app: FrameLocator, dialogId: string): Promise<void> {
  await expect(row(app, dialogId).getByTestId('row-name')).toBeVisible()
  await row(app, dialogId).hover()
  await row(app, dialogId).getByTestId('details').click()
}

const widths = [[1440, 'beside the list'], [1000, 'over the list']] as const

for (const [width, place] of widths) {
  test.describe(`at ${width} px`, () => {
    test.use({ viewport: { width, height: 800 } })

    test(`a chat's details open ${place} by mouse, and give the focus back to its row`, async ({ open: show, app, page }) => {
      await show(open)
      await openByMouse(app, 'chat1435')
      await expect(panel(app, 'chat1435').getByTestId('chat-name')).toHaveText('Project team')
      await expect(panel(app, 'chat1435').getByTestId('reader')).toHaveCount(2)
      await expect(app.getByTestId('close-details')).toBeFocused()
      await page.keyboard.press('Escape')
      await expect(app.getByTestId('chat-details')).toHaveCount(0)
      await expect(link(app, 'chat1435')).toBeFocused()
    })

  })
}

test.describe('beside the list', () => {
  test.use({ viewport: { width: 1440, height: 800 } })

  test('they open by key, and close by their button; what is done there shows in both', async ({ open: show, app, page }) => {
    await show(open)
    await expect(link(app, '547')).toBeVisible()
    await link(app, '547').focus()
    await page.keyboard.press('i')
    await expect(panel(app, '547').getByTestId('chat-name')).toHaveText('Peter Johnson')
    await expect(app.getByTestId('close-details')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(app.getByTestId('chat-details')).toHaveCount(0)
    await expect(link(app, '547')).toBeFocused()

    await openByMouse(app, 'chat1435')
    await panel(app, 'chat1435').getByTestId('mark-read').click()
    await expect(row(app, 'chat1435')).toHaveCount(0)
    await expect(panel(app, 'chat1435').getByTestId('chat-unread')).toHaveAttribute('data-count', '0')
    await expect(app.getByTestId('action-notice')).toContainText('Project team')
    await expectCounts(app, { all: 34 })
  })

  test('the details of every kind of chat open, one after the other, and new numbers come in while they are open', async ({ open: show, app, portal }) => {
    await show(open)
    const kinds = [['chat1601', 'Open Channel chat'], ['chat1510', 'Collab'], ['chat1500', 'CoPilot chat'], ['chat1800', 'Public channel'], ['547', 'Private chat'], ['chat1701', 'Task chat'], ['chat1435', 'Group chat']]
    for (const [dialogId = '', type = ''] of kinds) {
      await openByMouse(app, dialogId)
      await expect(panel(app, dialogId).getByTestId('chat-type')).toHaveText(type)
    }
    await expect(app.getByTestId('chat-details')).toHaveCount(1)

    await expect(panel(app, 'chat1435').getByTestId('chat-unread')).toHaveAttribute('data-count', '8')
    portal.control.message({ dialogId: 'chat1435' })
    await app.getByTestId('refresh').click()
    await expect(panel(app, 'chat1435').getByTestId('chat-unread')).toHaveAttribute('data-count', '9')
    await expect(row(app, 'chat1435')).toHaveAttribute('data-count', '9')
  })

  test('a chat is asked for beside the counters when it is opened and when they say that it has changed, and only while one looks at it', async ({ clock, open: show, app, page, portal }) => {
    const polls = () => requestsOf(portal).filter(commands => commands.includes('im.counters.get'))
    const details = () => requestsOf(portal).filter(commands => commands.includes('im.dialog.get') && commands.includes('im.counters.get')).length
    const unread = panel(app, 'chat1435').getByTestId('chat-unread')
    await show(open)
    await expect(row(app, 'chat1435').getByTestId('row-name')).toBeVisible()
    await expect(syncState(app, 'fresh')).toBeVisible()
    await openByMouse(app, 'chat1435')
    await clock.pass(10_000)
    await expect(unread).toHaveAttribute('data-count', '8')
    expect(details()).toBe(1)

    const before = polls().length
    await clock.passUntil(async () => (await panel(app, 'chat1435').getByTestId('chat-updated').textContent())?.includes('1 min. ago') === true)
    await expect(syncState(app, 'fresh')).toContainText(/sec. ago|just now/)
    expect(polls().length).toBeGreaterThan(before + 1)
    expect(details()).toBe(1)

    portal.control.message({ dialogId: 'chat1435' })
    await clock.passUntil(async () => await unread.getAttribute('data-count') === '9')
    expect(details()).toBe(2)
    await expect(panel(app, 'chat1435').getByTestId('chat-updated')).toHaveText('Updated just now')

    await page.keyboard.press('Escape')
    portal.control.message({ dialogId: 'chat1435' })
    const asked = requestsOf(portal).length
    await clock.pass(60_000)
    await expect.poll(() => requestsOf(portal).length).toBeGreaterThan(asked)
    expect(requestsOf(portal).slice(asked).flat()).not.toContain('im.dialog.get')
  })

  test('what is done in a chat\'s details never jumps back: the chat is asked for until its answer knows of it, and no longer', async ({ clock, open: show, app, portal }) => {
    const details = () => requestsOf(portal).filter(commands => commands.includes('im.dialog.get') && commands.includes('im.counters.get')).length
    await show(open)
    await expect(row(app, 'chat1435').getByTestId('row-name')).toBeVisible()
    await openByMouse(app, 'chat1435')
    await clock.pass(5_000)
    await expect(panel(app, 'chat1435').getByTestId('chat-unread')).toHaveAttribute('data-count', '8')
    await panel(app, 'chat1435').getByTestId('mute').click()
    await expect(panel(app, 'chat1435').getByTestId('unmute')).toBeVisible()
    await panel(app, 'chat1435').evaluate((element) => {
      new MutationObserver(() => {
        if (element.querySelector('[data-testid="unmute"]') === null) element.setAttribute('data-jumped', '')
      }).observe(element, { childList: true, subtree: true })
    })
    await clock.passUntil(() => details() > 1)
    await clock.pass(60_000)
    await expect(syncState(app, 'fresh')).toBeVisible()
    await expect(panel(app, 'chat1435').getByTestId('unmute')).toBeVisible()
    await expect(panel(app, 'chat1435')).not.toHaveAttribute('data-jumped')
    // Once more where a request was on its way when the portal did it.
    expect(details()).toBeLessThanOrEqual(3)
  })

  test('a chat that can\'t be read says so; the list goes on', async ({ open: show, app, portal }) => {
    await show(open)
    await expect(row(app, 'chat1435').getByTestId('row-name')).toBeVisible()
    portal.control.access({ dialogId: 'chat1435', allowed: false })
    await openByMouse(app, 'chat1435')
    await expect(app.getByTestId('chat-details').getByTestId('source-error')).toHaveAttribute('data-code', 'ACCESS_ERROR')
    await expectCounts(app, { all: fixture.all })
    await expect(syncState(app, 'fresh')).toBeVisible()
    portal.control.access({ dialogId: 'chat1435', allowed: true })
    await app.getByTestId('close-details').click()
    await openByMouse(app, 'chat1435')
    await expect(panel(app, 'chat1435').getByTestId('chat-name')).toHaveText('Project team')
  })
})
