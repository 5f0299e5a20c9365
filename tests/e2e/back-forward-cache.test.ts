import type { CDPSession, Page } from '@playwright/test'
import { fullChromium } from './full-chromium.ts'
import { expect, expectCounts, fixture, test } from './portal.ts'

// Playwright switches the cache off.
test.use({ ...fullChromium, launchOptions: { ...fullChromium.launchOptions, ignoreDefaultArgs: ['--disable-back-forward-cache'] } })

/** Goes back one page, and tells why the browser has not kept it, if it has not. */
async function goBack(page: Page, browser: CDPSession): Promise<string[]> {
  const refusals: string[] = []
  browser.once('Page.backForwardCacheNotUsed', ({ notRestoredExplanations }) => {
    refusals.push(...notRestoredExplanations.map(({ reason }) => reason))
  })
  // A page that comes back does not load: the navigation is over when it is there.
  await page.goBack({ waitUntil: 'commit' })
  // By the answer, what was to be said before has been said.
  await browser.send('Page.getNavigationHistory')
  return refusals
}

test('a frame that comes back from the browser\'s back/forward cache shows what is new', async ({ context, open, page, portal, baseURL }) => {
  const browser = await context.newCDPSession(page)
  await browser.send('Page.enable')
  // Whether a page is kept is the browser's decision: it is opened again until it is.
  await expect(async () => {
    const app = await open({ placement: 'LEFT_MENU' })
    await expectCounts(app, { all: fixture.all })
    // Playwright loses the frames of a page that comes back: the frame tells the page.
    await page.evaluate(() => {
      window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (typeof data === 'object' && data !== null && 'shown' in data) document.documentElement.dataset.shown = String(data.shown)
      })
    })
    await app.locator('html').evaluate((html) => {
      window.addEventListener('pageshow', ({ persisted }) => {
        const tell = () => {
          const all = html.querySelector<HTMLElement>('[data-testid="counter-all"]')?.dataset.count
          window.parent.postMessage({ shown: `${persisted ? 'kept' : 'new'}, ${all ?? 'unknown'}` }, '*')
        }
        new MutationObserver(tell).observe(html, { subtree: true, childList: true, attributes: true })
      })
    })
    await page.goto(baseURL ?? '')
    expect(await goBack(page, browser)).toEqual([])
  }).toPass()

  portal.control.notify()
  // Whoever comes back within seconds has new numbers when they are due: the second answer, 13.5 s after the first.
  await expect(page.locator('html')).toHaveAttribute('data-shown', 'kept, 43', { timeout: 30_000 })
})
