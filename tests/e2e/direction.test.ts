import { expect, row, test } from './portal.ts'

test('a Latin name begins where an Arabic one would', async ({ open }) => {
  const app = await open({ placement: 'LEFT_MENU', lang: 'ar' })
  await expect(app.locator('html')).toHaveAttribute('lang', 'ar')
  await expect(row(app, '547')).toContainText('Peter Johnson')
  const gap = await row(app, '547').evaluate((element) => {
    const [avatar, name] = [element.querySelector('img, [aria-hidden="true"]'), element.querySelector('bdi')]
    return (avatar?.getBoundingClientRect().left ?? 0) - (name?.getBoundingClientRect().right ?? 0)
  })
  expect(gap).toBeGreaterThanOrEqual(8)
  expect(gap).toBeLessThanOrEqual(16)
})

test('a Latin message stands under its author\'s name, where an Arabic one would', async ({ open }) => {
  const app = await open({ placement: 'LEFT_MENU', lang: 'ar' })
  await row(app, 'chat1435').getByTestId('open-peek').click()
  const message = app.getByTestId('peek-message').filter({ has: app.locator('p[dir="auto"]') }).first()
  const [author, text] = [message.locator('bdi'), message.locator('p[dir="auto"]')]
  await expect(text).toHaveText(/^[\x20-\x7e]+$/)
  // Of the letters: a paragraph may be wider than its text.
  const rightOf = async (locator: typeof text) => Math.round(await locator.evaluate((element) => {
    const letters = element.ownerDocument.createRange()
    letters.selectNodeContents(element)
    return letters.getBoundingClientRect().right
  }))
  expect(await rightOf(text)).toBe(await rightOf(author))
})
