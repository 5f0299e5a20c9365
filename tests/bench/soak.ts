import { chromium, type CDPSession } from '@playwright/test'
import { preview } from 'vite'
import { startEmulator } from '../../emulator/index.ts'
import { chromiumArguments, chromiumPath } from '../../scripts/chromium.mjs'
import { report, rowsOf } from './report.ts'

/*
 * What many polls leave behind in the page's memory, in Chromium, against the emulated portal. Build first.
 * `npm run bench` writes the section "soak" of docs/benchmarks.md, and fails where the promise is not kept.
 */

const warmUp = 50
const polls = 100
/** More than that is a leak; less is noise of the collector. In bytes. */
const mostGrowth = 1_000_000

async function heapOf(devtools: CDPSession): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage')
  await devtools.send('HeapProfiler.collectGarbage')
  return (await devtools.send('Runtime.getHeapUsage')).usedSize
}

const server = await preview({ preview: { host: 'localhost', port: Number(process.env.APP_PORT ?? 4175) }, logLevel: 'warn' })
const executablePath = chromiumPath()
const browser = await chromium.launch({ args: chromiumArguments, ...(executablePath !== undefined && { executablePath }) })
const portal = await startEmulator({ app: server.resolvedUrls?.local[0] ?? '', host: 'localhost', scenario: 'fixture' })
// Something changes all the time, so that the app asks as often as it ever does.
const chatter = setInterval(() => portal.control.notify(), 10)

const page = await browser.newPage()
await page.goto(portal.pageUrl({ bare: true, placement: 'LEFT_MENU' }))
await page.getByTestId('app-frame').contentFrame().locator('[data-testid="counter-all"][data-count]').waitFor()
const devtools = await page.context().newCDPSession(page)

async function pollUntil(total: number): Promise<void> {
  // Chromium's own virtual time: timers fire at once, and time stands still while an answer is on its way.
  await devtools.send('Emulation.setVirtualTimePolicy', { policy: 'pauseIfNetworkFetchesPending', budget: 1e12 })
  while (portal.requests.length <= total) await new Promise(resolve => setTimeout(resolve, 100))
  await devtools.send('Emulation.setVirtualTimePolicy', { policy: 'pause' })
}

await pollUntil(warmUp)
const before = await heapOf(devtools)
await pollUntil(warmUp + polls)
const growth = await heapOf(devtools) - before

clearInterval(chatter)
await browser.close()
await portal.close()
await server.close()

const promises = [{
  text: `${String(polls)} requests leave less than ${String(mostGrowth / 1e6)} MB behind`,
  measured: `${(growth / 1e6).toFixed(2)} MB`,
  kept: growth < mostGrowth,
}]
await report('soak', [
  '## Memory',
  '',
  `\`npm run bench\`: Chromium, the production build, the emulated portal in virtual time, after ${String(warmUp)} requests to warm up.`,
  '',
  ...rowsOf(promises),
], promises)
