import { fullChromium } from './full-chromium.ts'
import { expect, expectCounts, fixture, test } from './portal.ts'

// Playwright switches the cache off.
test.use({ ...fullChromium, launchOptions: { ...fullChromium.launchOptions, ignoreDefaultArgs: ['--disable-back-forward-cache'] } })

test('a frame that comes back from the browser\'s back/forward cache shows what is new', async ({ context, open, page, portal, baseURL }) => {
  const elsewhere = baseURL ?? ''
  const browser = await context.newCDPSession(page)
  const refusals: string[] = []
  browser.on('Page.backForwardCacheNotUsed', ({ notRestoredExplanations }) => {
    refusals.push(...notRestoredExplanations.map(({ reason }) => reason))
  })
  await browser.send('Page.enable')
  await page.goto(elsewhere)
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

  // A page that comes back does not load: the navigation is over when it is there.
  const soon = { waitUntil: 'commit' } as const
  // Whoever comes back within seconds has new numbers when they are due: the second answer, 13.5 s after the first.
  const due = { timeout: 30_000 }
  // A page that still loads something may not be kept.
  await page.waitForLoadState('networkidle')
  await page.goBack(soon)
  portal.control.notify()
  await page.goForward(soon)
  await expect(page.locator('html')).toHaveAttribute('data-shown', 'kept, 43', due)

  await page.goto(elsewhere)
  portal.control.notify()
  await page.goBack(soon)
  await expect(page.locator('html')).toHaveAttribute('data-shown', 'kept, 44', due)
  expect(refusals).toEqual([])
})
