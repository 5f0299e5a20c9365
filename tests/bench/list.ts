import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { type Browser, type CDPSession, chromium, type Frame, type Page } from '@playwright/test'
import { preview } from 'vite'
import { type Emulator, startEmulator } from '../../emulator/index.ts'
import { chromiumArguments, chromiumPath } from '../../scripts/chromium.mjs'

/*
 * What 5,000 unread chats cost beside 50, in one run and in Chromium, against the emulated portal. Build first.
 * `npm run bench` writes the section "list" of docs/benchmarks.md, and fails where a promise is not kept.
 */

const sizes = [50, 5_000] as const
const polls = 9
/** How slowed down the processor is while the list is scrolled. */
const slowdown = 4

interface Stage {
  readonly page: Page
  readonly frame: Frame
  readonly portal: Emulator
  readonly devtools: CDPSession
}

async function withApp<T>(browser: Browser, app: string, chats: number, measure: (stage: Stage) => Promise<T>): Promise<T> {
  const portal = await startEmulator({ app, host: 'localhost', scenario: 'empty' })
  portal.control.scenario({ name: 'huge', options: { chats } })
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  // tsx names functions with a helper of its own, which the page does not have.
  await page.addInitScript('globalThis.__name = target => target')
  await page.goto(portal.pageUrl({ bare: true, placement: 'LEFT_MENU' }))
  const handle = await page.getByTestId('app-frame').elementHandle()
  const frame = await handle.contentFrame()
  if (frame === null) throw new Error('The app has not been opened.')
  await frame.locator('[data-testid="conversation"] bdi').first().waitFor()
  await settled(frame)
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable')
  const measured = await measure({ page, frame, portal, devtools })
  await page.close()
  await portal.close()
  return measured
}

/** When the numbers are fresh and painted; without a look in between, which would cost something itself. */
const settled = (frame: Frame): Promise<void> => frame.evaluate(() => new Promise<void>((resolve) => {
  const isFresh = () => document.querySelector('[data-testid="sync-status"][data-state="fresh"]') !== null
  const painted = () => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))
  if (isFresh()) return painted()
  const observer = new MutationObserver(() => {
    if (!isFresh()) return
    observer.disconnect()
    painted()
  })
  observer.observe(document.body, { subtree: true, attributes: true, attributeFilter: ['data-state'] })
}))

/** Work of the page's main thread so far, in ms: the app's, and the little of the portal's page around it. */
async function work({ devtools }: Stage): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000
}

async function setVisibility({ frame }: Stage, state: DocumentVisibilityState): Promise<void> {
  await frame.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { value, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  }, state)
}

/** The median work of a poll that brings one message in one chat on screen, in ms. */
async function pollCost(stage: Stage): Promise<{ cost: number, rows: number }> {
  const { frame, portal } = stage
  const dialogId = await frame.locator('[data-testid="conversation"]').nth(2).getAttribute('data-dialog-id') ?? ''
  const costs: number[] = []
  for (let poll = 0; poll < polls + 3; poll += 1) {
    await setVisibility(stage, 'hidden')
    portal.control.message({ dialogId })
    const before = await work(stage)
    await setVisibility(stage, 'visible')
    await settled(frame)
    // The first ones warm up.
    if (poll >= 3) costs.push(await work(stage) - before)
  }
  const rows = await frame.locator('[data-testid="conversation"]').count()
  return { cost: median(costs), rows }
}

/** The longest task while the whole list goes by, in ms; tasks of up to 50 ms are not reported. */
async function scrollJank({ frame, devtools }: Stage): Promise<{ longest: number, rows: number, frames: number }> {
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  const result = await frame.evaluate(() => new Promise<{ longest: number, rows: number, frames: number }>((resolve) => {
    let longest = 0
    let rows = 0
    let frames = 0
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest = Math.max(longest, duration)
    })
    observer.observe({ type: 'longtask' })
    function step(): void {
      frames += 1
      const before = window.scrollY
      window.scrollBy(0, 320)
      rows = Math.max(rows, document.querySelectorAll('[data-testid="conversation"]').length)
      if (window.scrollY > before) requestAnimationFrame(step)
      else setTimeout(() => resolve({ longest, rows, frames }), 500)
    }
    requestAnimationFrame(step)
  }))
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  return result
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}

async function writeSection(lines: readonly string[]): Promise<void> {
  const path = new URL('../../docs/benchmarks.md', import.meta.url)
  const known = existsSync(path) ? await readFile(path, 'utf8') : '# Benchmarks\n\n<!-- list:start -->\n<!-- list:end -->\n'
  const [start, end] = ['<!-- list:start -->', '<!-- list:end -->']
  const section = [start, ...lines, end].join('\n')
  const at = known.indexOf(start)
  await mkdir(new URL('.', path), { recursive: true })
  await writeFile(path, at < 0 ? `${known.trimEnd()}\n\n${section}\n` : known.slice(0, at) + section + known.slice(known.indexOf(end) + end.length))
}

const server = await preview({ preview: { host: 'localhost', port: Number(process.env.APP_PORT ?? 4175) }, logLevel: 'warn' })
const app = server.resolvedUrls?.local[0] ?? ''
const executablePath = chromiumPath()
const browser = await chromium.launch({ args: chromiumArguments, ...(executablePath !== undefined && { executablePath }) })

const [few, many] = [
  await withApp(browser, app, sizes[0], pollCost),
  await withApp(browser, app, sizes[1], pollCost),
]
const scroll = await withApp(browser, app, sizes[1], scrollJank)
await browser.close()
await server.close()

const ratio = many.cost / few.cost
const promises = [
  { text: `A poll that changes one chat of 5,000 costs less than 3 times the same among 50`, measured: `${ratio.toFixed(2)} times (${many.cost.toFixed(1)} ms, ${few.cost.toFixed(1)} ms)`, kept: ratio < 3 },
  { text: 'Rows in the DOM do not depend on the number of chats', measured: `${many.rows} of 5,000, ${few.rows} of 50`, kept: many.rows <= few.rows + 2 },
  { text: `Scrolling 5,000 rows at ${slowdown} times slowed CPU has no task over 50 ms`, measured: scroll.longest === 0 ? `none, in ${scroll.frames} frames; ${scroll.rows} rows at most` : `${scroll.longest.toFixed(0)} ms`, kept: scroll.longest <= 50 },
]
await writeSection([
  '## The list',
  '',
  `\`npm run bench\`: Chromium, the production build, the emulated portal; the median of ${polls} polls, all in one run.`,
  '',
  '| promise | measured | kept |',
  '|---|---|---|',
  ...promises.map(({ text, measured, kept }) => `| ${text} | ${measured} | ${kept ? 'yes' : 'no'} |`),
  '',
])
for (const { text, measured, kept } of promises) console.log(`${kept ? '✔' : '✘'} ${text}: ${measured}`)
process.exitCode = promises.every(({ kept }) => kept) ? 0 : 1
