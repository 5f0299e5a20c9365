import type { FrameLocator } from '@playwright/test'
import { expect, requestsOf, row, test } from './portal.ts'

const open = { placement: 'LEFT_MENU' } as const
const peek = (app: FrameLocator, dialogId: string) => app.locator(`[data-testid="peek"][data-dialog-id="${dialogId}"]`)
const link = (app: FrameLocator, dialogId: string) => row(app, dialogId).getByTestId('open-peek')

test.describe('beside the list', () => {
  test.use({ viewport: { width: 1440, height: 800 } })

  test('a conversation opens by a click or by Enter, at its oldest unread message, and nothing is read', async ({ open: show, app, page, portal }) => {
    portal.control.message({ dialogId: 'chat1435', count: 60 })
    await show(open)
    await link(app, 'chat1435').click()
    const messages = peek(app, 'chat1435').getByTestId('peek-message')
    await expect(messages.and(app.locator('[data-unread="true"]'))).toHaveCount(68)
    await expect(messages.and(app.locator('[data-unread="true"]')).first()).toBeInViewport()
    await expect(messages.last()).not.toBeInViewport()
    await expect(peek(app, 'chat1435').getByTestId('reply')).toBeInViewport({ ratio: 1 })
    await peek(app, 'chat1435').getByTestId('peek-more').click()
    await expect(peek(app, 'chat1435').getByTestId('peek-more')).toHaveCount(0)
    await page.keyboard.press('Escape')
    await expect(app.getByTestId('peek')).toHaveCount(0)
    await expect(link(app, 'chat1435')).toBeFocused()
    await link(app, '547').focus()
    await page.keyboard.press('Enter')
    await expect(peek(app, '547').getByTestId('peek-message').last()).toBeVisible()
    expect(requestsOf(portal).flat().filter(command => /\.read|\.unread|\.mute|\.add|\.like/.test(command))).toEqual([])
    await expect(row(app, '547')).toHaveAttribute('data-count', '3')
    await expect(page.locator('[data-open-dialog]')).toHaveCount(0)
  })

  test('a reply by Enter is sent, marks the chat as read here and on the portal, and comes into view', async ({ open: show, app, page, portal }) => {
    await show(open)
    await link(app, 'chat1435').click()
    await peek(app, 'chat1435').getByTestId('reply').fill('On my way')
    await page.keyboard.press('Enter')
    await expect(row(app, 'chat1435')).toHaveCount(0)
    await expect(peek(app, 'chat1435').getByTestId('peek-message').last()).toContainText('On my way')
    await expect(peek(app, 'chat1435').getByTestId('peek-message').last()).toBeInViewport()
    await expect(peek(app, 'chat1435').getByTestId('reply')).toHaveValue('')
    await expect(peek(app, 'chat1435').getByTestId('reply')).toBeFocused()
    await expect.poll(() => requestsOf(portal).at(-1)).toContain('im.counters.get')
    await expect(row(app, 'chat1435')).toHaveCount(0)
  })

  test('a reply whose answer is lost is not sent twice', async ({ open: show, app, portal }) => {
    await show(open)
    await link(app, 'chat1435').click()
    await expect(peek(app, 'chat1435').getByTestId('peek-message').last()).toBeVisible()
    portal.control.loseAnswer({ method: 'im.message.add' })
    await peek(app, 'chat1435').getByTestId('reply').fill('Only once')
    await peek(app, 'chat1435').getByTestId('send-reply').dblclick()
    await expect(peek(app, 'chat1435').getByTestId('reply')).toHaveValue('')
    await expect(app.getByTestId('reply-error')).toHaveCount(0)
    await expect(row(app, 'chat1435')).toHaveCount(0)
    expect(portal.portal.chats.get(1435)?.messages.filter(({ text }) => text === 'Only once')).toHaveLength(1)
  })
})

test('over the list, the messages keep the focus inside; details take their place, and Escape leads back to the row', async ({ open: show, app, page }) => {
  await page.setViewportSize({ width: 600, height: 700 })
  await show(open)
  await link(app, 'chat1435').click()
  await expect(app.getByRole('dialog', { name: 'Chat messages' }).getByRole('region')).toBeFocused()
  await peek(app, 'chat1435').getByTestId('details').click()
  await expect(app.getByTestId('close-details')).toBeFocused()
  await expect(app.getByTestId('peek')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(app.locator('dialog')).toHaveCount(0)
  await expect(link(app, 'chat1435')).toBeFocused()
})
