import { expect, test } from './portal.ts'

const polls = 100

/** More than that is a leak; less is noise of the collector. */
const mostGrowth = 1_000_000

test.use({ trace: 'off' })

test(`${polls.toLocaleString('en')} polls leave nothing behind`, async ({ open, page, portal }) => {
  test.setTimeout(300_000)
  // Something changes all the time, so that the app asks as often as it ever does.
  const chatter = setInterval(() => portal.control.notify(), 10)
  const app = await open({ placement: 'LEFT_MENU' })
  await expect(app.getByTestId('counter-all')).toHaveAttribute('data-count')
  const devtools = await page.context().newCDPSession(page)

  async function pollUntil(total: number): Promise<void> {
    // Chromium's own virtual time: timers fire at once, and time stands still while an answer is on its way.
    await devtools.send('Emulation.setVirtualTimePolicy', { policy: 'pauseIfNetworkFetchesPending', budget: 1e12 })
    await expect.poll(() => portal.requests.length, { timeout: 250_000, intervals: [250] }).toBeGreaterThan(total)
    await devtools.send('Emulation.setVirtualTimePolicy', { policy: 'pause' })
  }
  async function heap(): Promise<number> {
    await devtools.send('HeapProfiler.collectGarbage')
    await devtools.send('HeapProfiler.collectGarbage')
    return (await devtools.send('Runtime.getHeapUsage')).usedSize
  }

  await pollUntil(50)
  const before = await heap()
  await pollUntil(50 + polls)
  clearInterval(chatter)
  const growth = await heap() - before
  test.info().annotations.push({ type: 'heap growth in bytes', description: String(growth) })
  expect(growth).toBeLessThan(mostGrowth)
})
