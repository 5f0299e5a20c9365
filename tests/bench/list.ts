import { type Browser, type CDPSession, chromium, type Frame, type Page } from '@playwright/test'
import { preview } from 'vite'
import { type Emulator, startEmulator } from '../../emulator/index.ts'
import { chromiumArguments, chromiumPath } from '../../scripts/chromium.mjs'
import { median, report, rowsOf } from './report.ts'

/*
 * What 5,000 unread chats cost beside 50, in one run and in Chromium, against the emulated portal. Build first.
 * `npm run bench` writes the section "list" of docs/benchmarks.md, and fails where a promise is not kept.
 */

const sizes = [50, 5_000] as const
const polls = 9
/** A visit of its own for each; one alone would tell of the machine's other work as well. */
const passes = 5
/** How long the portal takes to answer, in ms. */
const latency = 400
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
  portal.control.caps({ chats })
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  // tsx names functions with a helper of its own, which the page does not have.
  await page.addInitScript('globalThis.__name = target => target')
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (document.querySelector('[data-testid="open-peek"]') === null) return
      observer.disconnect()
      requestAnimationFrame(() => requestAnimationFrame(() => Object.assign(globalThis, { usableAt: performance.now() })))
    }).observe(document, { subtree: true, childList: true })
  })
  await page.goto(portal.pageUrl({ bare: true, placement: 'LEFT_MENU' }))
  const handle = await page.getByTestId('app-frame').elementHandle()
  const frame = await handle.contentFrame()
  if (frame === null) throw new Error('The app has not been opened.')
  await frame.locator('[data-testid="conversation"] bdi').first().waitFor()
  await frame.locator('[data-testid="sync-status"][data-state="fresh"]').waitFor()
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable')
  const measured = await measure({ page, frame, portal, devtools })
  await page.close()
  await portal.close()
  return measured
}

/** When a row shows its count; without a look in between, which would cost something itself. */
const painted = (frame: Frame, dialogId: string, count: number): Promise<void> => frame.evaluate(([id, wanted]) => new Promise<void>((resolve) => {
  const row = document.querySelector(`[data-dialog-id="${id}"]`)
  if (row === null) throw new Error('The row is gone.')
  const look = () => {
    if (row.getAttribute('data-count') !== wanted) return
    observer.disconnect()
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()))
  }
  const observer = new MutationObserver(look)
  observer.observe(row, { attributes: true, attributeFilter: ['data-count'] })
  look()
}), [dialogId, String(count)] as const)

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

/** The list asks too; what a poll costs begins with the counters. */
const countersAsked = ({ requests }: Emulator): number => requests.filter(({ commands }) => commands?.includes('im.counters.get')).length

/** The median work of a poll that brings one message in one chat on screen, in ms. */
async function pollCost(stage: Stage): Promise<{ cost: number, rows: number }> {
  const { frame, portal } = stage
  const row = frame.locator('[data-testid="conversation"]').nth(2)
  const dialogId = await row.getAttribute('data-dialog-id') ?? ''
  let count = Number(await row.getAttribute('data-count'))
  // The answer takes a while, so that its work is told from that of asking.
  portal.control.latency({ ms: latency })
  const costs: number[] = []
  for (let poll = 0; poll < polls + 3; poll += 1) {
    await setVisibility(stage, 'hidden')
    portal.control.message({ dialogId })
    count += 1
    const asked = countersAsked(portal)
    await setVisibility(stage, 'visible')
    while (countersAsked(portal) === asked) await new Promise(resolve => setTimeout(resolve, 10))
    await new Promise(resolve => setTimeout(resolve, latency - 100))
    const before = await work(stage)
    await painted(frame, dialogId, count)
    // The first ones warm up.
    if (poll >= 3) costs.push(await work(stage) - before)
  }
  const rows = await frame.locator('[data-testid="conversation"]').count()
  return { cost: median(costs), rows }
}

/** From the end of the first answer to a list one can use, in ms; cold, at the processor's own speed. */
const usable = ({ frame }: Stage): Promise<number> => frame.evaluate(() => {
  const answered = performance.getEntriesByType('resource').find(({ name }) => name.includes('/rest/')) as PerformanceResourceTiming
  return (globalThis as unknown as { usableAt: number }).usableAt - answered.responseEnd
})

/** What a list asks for when it is opened is not what scrolling costs. */
async function atRest(portal: Emulator): Promise<void> {
  for (let asked = -1; asked !== portal.requests.length;) {
    asked = portal.requests.length
    await new Promise(resolve => setTimeout(resolve, 2_000))
  }
}

interface Scrolled {
  /** The longest task, in ms; tasks of up to 50 ms are not reported. */
  readonly longest: number
  /** How many were reported. */
  readonly long: number
  readonly rows: number
  readonly frames: number
}

/** What happens while the whole list goes by. */
async function scrollJank({ frame, portal, devtools }: Stage): Promise<Scrolled> {
  await atRest(portal)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  const result = await frame.evaluate(() => new Promise<Scrolled>((resolve) => {
    let longest = 0
    let long = 0
    let rows = 0
    let frames = 0
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest = Math.max(longest, duration)
      long += list.getEntries().length
    })
    observer.observe({ type: 'longtask' })
    function step(): void {
      frames += 1
      const before = window.scrollY
      window.scrollBy(0, 320)
      rows = Math.max(rows, document.querySelectorAll('[data-testid="conversation"]').length)
      if (window.scrollY > before) requestAnimationFrame(step)
      else setTimeout(() => resolve({ longest, long, rows, frames }), 500)
    }
    requestAnimationFrame(step)
  }))
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  return result
}

/** From a click on a row to what it knows of its messages on screen, in ms; and to all that the portal tells. */
async function peekOpens(stage: Stage): Promise<{ known: number, filled: number }> {
  const known: number[] = []
  const filled: number[] = []
  for (let row = 0; row < polls; row += 1) {
    const dialogId = await stage.frame.locator('[data-testid="conversation"]').nth(row).getAttribute('data-dialog-id') ?? ''
    const times = await stage.frame.evaluate(id => new Promise<[number, number]>((resolve) => {
      const begun = performance.now()
      let shown = 0
      const painted = (then: () => void) => requestAnimationFrame(() => requestAnimationFrame(then))
      const observer = new MutationObserver(() => {
        const panel = document.querySelector(`[data-testid="peek"][data-dialog-id="${id}"]`)
        const messages = panel?.querySelectorAll('[data-testid="peek-message"]').length ?? 0
        if (messages > 0 && shown === 0) {
          shown = -1
          painted(() => { shown = performance.now() - begun })
        }
        if (messages > 1) {
          observer.disconnect()
          painted(() => resolve([shown, performance.now() - begun]))
        }
      })
      observer.observe(document, { subtree: true, childList: true, attributes: true })
      document.querySelector<HTMLElement>(`[data-testid="conversation"][data-dialog-id="${id}"] [data-testid="open-peek"]`)?.click()
    }), dialogId)
    known.push(times[0])
    filled.push(times[1])
  }
  return { known: median(known), filled: median(filled) }
}

const server = await preview({ preview: { host: 'localhost', port: Number(process.env.APP_PORT ?? 4175) }, logLevel: 'warn' })
const app = server.resolvedUrls?.local[0] ?? ''
const executablePath = chromiumPath()
const browser = await chromium.launch({ args: chromiumArguments, ...(executablePath !== undefined && { executablePath }) })

const [few, many] = [
  await withApp(browser, app, sizes[0], pollCost),
  await withApp(browser, app, sizes[1], pollCost),
]
const waits: number[] = []
for (let visit = 0; visit < passes; visit += 1) waits.push(await withApp(browser, app, sizes[1], usable))
const longest: number[] = []
const long: number[] = []
let scrolled = { rows: 0, frames: 0 }
for (let pass = 0; pass < passes; pass += 1) {
  const scroll = await withApp(browser, app, sizes[1], scrollJank)
  longest.push(scroll.longest)
  long.push(scroll.long)
  scrolled = { rows: Math.max(scrolled.rows, scroll.rows), frames: scroll.frames }
}
const peek = await withApp(browser, app, sizes[1], peekOpens)
await browser.close()
await server.close()

/** Tasks of up to 50 ms are not reported. */
const inWords = (task: number): string => (task === 0 ? 'none' : `${task.toFixed(0)} ms`)
const ratio = many.cost / few.cost
const promises = [
  { text: `A poll that changes one chat of 5,000 costs less than 3 times the same among 50`, measured: `${ratio.toFixed(2)} times (${many.cost.toFixed(1)} ms, ${few.cost.toFixed(1)} ms)`, kept: ratio < 3 },
  { text: 'With 5,000 unread chats, the list can be used within a second of the numbers\' arrival', measured: `${median(waits).toFixed(0)} ms`, kept: median(waits) < 1000 },
  { text: 'Rows in the DOM do not depend on the number of chats', measured: `${many.rows} of 5,000, ${few.rows} of 50`, kept: many.rows <= few.rows + 2 },
  { text: 'A click shows what a row knows of its messages within 100 ms', measured: `${peek.known.toFixed(0)} ms; all that one request brings after ${peek.filled.toFixed(0)} ms`, kept: peek.known < 100 },
  { text: `Scrolling 5,000 rows at ${slowdown} times slowed CPU has no task over 50 ms, by the median of ${passes} passes`, measured: `${inWords(median(longest))}; the worst pass: ${inWords(Math.max(...longest))}; ${median(long)} such tasks in ${scrolled.frames} frames, ${scrolled.rows} rows at most`, kept: median(longest) <= 50 },
]
await report('list', [
  '## The list',
  '',
  `\`npm run bench\`: Chromium, the production build, the emulated portal; the median of ${polls} polls, all in one run.`,
  '',
  ...rowsOf(promises),
], promises)
