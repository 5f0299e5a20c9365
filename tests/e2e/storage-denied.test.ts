import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fullChromium } from './full-chromium.ts'
import { countOf, expect, expectCounts, fixture, row, test as base } from './portal.ts'
import { openTabs } from './tabs.ts'

/** A browser whose user blocks third-party storage, as a person does in its settings. */
const test = base.extend({
  context: async ({ playwright }, use) => {
    const profile = await mkdtemp(join(tmpdir(), 'unread-profile-'))
    await mkdir(join(profile, 'Default'))
    await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify({
      profile: { block_third_party_cookies: true, cookie_controls_mode: 1 },
    }))
    const { channel, launchOptions } = fullChromium
    const context = await playwright.chromium.launchPersistentContext(profile, { ...launchOptions, ...(channel !== undefined && { channel }) })
    await use(context)
    await context.close()
    await rm(profile, { recursive: true, force: true })
  },
})

test.use({ host: '127.0.0.1' })

test('works in a third-party frame that is denied storage', async ({ open }) => {
  const app = await open({ placement: 'LEFT_MENU' })
  const storage = await app.locator('html').evaluate(() => {
    try {
      return typeof localStorage
    } catch (error) {
      return error instanceof DOMException ? error.name : 'another error'
    }
  })
  expect(storage, 'localStorage').toBe('SecurityError')
  await expectCounts(app, { all: fixture.all, waiting: fixture.waiting })
  await expect(row(app, '547')).toContainText('Peter Johnson')
})

test('six frames that are denied storage all work, each for itself', async ({ context, portal }) => {
  test.setTimeout(180_000)
  const tabs = await openTabs(context, portal, 3)
  portal.control.notify()
  // Pages that ask for themselves: what a busy machine makes of that is not the app's.
  await Promise.all(tabs.map(async ({ menu }) => {
    await menu.getByTestId('refresh').click({ timeout: 60_000 })
    await expect(countOf(menu, 'all')).toHaveAttribute('data-count', String(fixture.all + 1), { timeout: 60_000 })
  }))
})
