import { readdir } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { chromium, type Frame, type Page } from '@playwright/test'
import { build } from 'vite'
import { precompressFolder } from '../../build/precompress.ts'
import { type PageOptions, startEmulator } from '../../emulator/index.ts'
import { chromiumArguments, chromiumPath } from '../../scripts/chromium.mjs'
import { type Nginx, startNginx } from '../e2e/nginx.ts'
import { median, type Promised, report, rowsOf } from './report.ts'

/*
 * From the frame's navigation to its first right badge, beside a bare app (tests/bench/bare) that shows one number:
 * both behind nginx as in deploy/, with packed files, on a slow line, with a slow processor. `npm run bench` writes the
 * section "first-paint" of docs/benchmarks.md, and fails where a promise is not kept.
 */

const rounds = 7
const slowdown = 4
/** In ms. */
const longestVisit = 30_000
/** 1.6 Mbit/s, 150 ms. */
const line = { offline: false, downloadThroughput: 200_000, uploadThroughput: 200_000, latency: 150 }
/** The portal stands on the host of the app: then the frame is in the page's process, and slowed down with it. */
const host = '127.0.0.1'
const portals = [`http://${host}:*`]
/** The total each of them shows: the scenario's counters, and in this app the overdue task as well. */
const badges = { unread: { hook: 'counter-waiting', right: '43' }, bare: { hook: 'counter-all', right: '42' } } as const

interface Step {
  readonly name: string
  /** In ms since the navigation. */
  readonly from: number
  readonly to: number
  /** Packed, without headers; 0 for answers of the portal. */
  readonly bytes: number
}

interface Visit {
  /** From the navigation to the first right badge, in ms. */
  readonly shownAt: number
  /** The page and the app's own files that were asked for until then: packed, in bytes, and how many. */
  readonly bytes: number
  readonly requests: number
  /** All requests until then, and the first paint. */
  readonly steps: readonly Step[]
  /** Cumulative layout shift until everything was there. */
  readonly shift: number
}

/** With an empty cache; with a full one, but nothing remembered; with the last numbers as well. */
interface Visits {
  readonly cold: Visit
  readonly forgetful: Visit
  readonly warm: Visit
}

/** What a frame writes to the console when its badge is on the screen. */
const shown = 'shown'

/** Runs in every frame, before anything else. */
const watchFrame = ([selector, shown]: readonly [string, string]) => {
  const seen = { shownAt: Number.NaN, count: '', shift: 0 }
  Object.assign(globalThis, { seen })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number, hadRecentInput: boolean })[]) {
      if (!entry.hadRecentInput) seen.shift += entry.value
    }
  }).observe({ type: 'layout-shift', buffered: true })
  new MutationObserver((_, observer) => {
    const found = document.querySelector(selector)
    if (found === null) return
    observer.disconnect()
    requestAnimationFrame(() => {
      seen.shownAt = performance.now()
      seen.count = found.getAttribute('data-count') ?? ''
      console.debug(shown)
    })
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-count'] })
}

async function frameOf(page: Page): Promise<Frame> {
  const frame = await (await page.getByTestId('app-frame').elementHandle()).contentFrame()
  if (frame === null) throw new Error('The app has not been opened.')
  return frame
}

/**
 * Until the badge is shown, nothing but `watchFrame` runs in the page: a question of Playwright's brings a script of 330 kB,
 * which would take the frame more time than its own code.
 *
 * @param whole until everything is there, not only the badge
 */
async function visit(page: Page, url: string, whole: boolean, right: string | null): Promise<Visit> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send('Network.emulateNetworkConditions', line)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  const isShown = page.waitForEvent('console', { predicate: message => message.text() === shown, timeout: longestVisit })
  await Promise.all([page.goto(url), isShown])
  const frame = await frameOf(page)
  if (whole) {
    await frame.locator('[data-testid="conversation"] bdi, [data-testid="chat-name"]').first().waitFor()
    await frame.locator('[data-testid="sync-status"][data-state="fresh"]').waitFor()
  }
  const { seen: { count, shownAt, shift }, steps } = await frame.evaluate(() => {
    const { seen } = globalThis as unknown as { seen: { shownAt: number, count: string, shift: number } }
    const entries = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')] as PerformanceResourceTiming[]
    const steps = entries.filter(({ startTime }) => startTime <= seen.shownAt).map(({ name, entryType, startTime, responseEnd, encodedBodySize }) => ({
      name: entryType === 'navigation' ? 'page' : new URL(name).pathname.split('/').at(-1) ?? name,
      from: startTime,
      to: responseEnd,
      bytes: name.startsWith(location.origin) ? encodedBodySize : 0,
    }))
    return { seen, steps }
  })
  const own = steps.filter(({ bytes }) => bytes > 0)
  const visited: Visit = { shownAt, shift, steps, requests: own.length, bytes: own.reduce((sum, { bytes }) => sum + bytes, 0) }
  if (right !== null && count !== right) throw new Error(`The first badge was ${count}, not ${right}.`)
  await devtools.detach()
  return visited
}

interface Journey {
  readonly app: Nginx
  readonly place?: PageOptions
  /** @default the app's own */
  readonly badge?: { readonly hook: string, readonly right: string | null }
  readonly whole?: boolean
  readonly width?: number
  /** @default true */
  readonly remembers?: boolean
}

/** Cold, then warm: the same person comes again, once where the device has forgotten everything. */
async function visitTwice({ app, place, badge = badges.unread, whole = false, width = 1280, remembers = true }: Journey): Promise<Visits> {
  const portal = await startEmulator({ app: app.address, host, scenario: 'fixture' })
  const context = await browser.newContext({ viewport: { width, height: 800 } })
  const page = await context.newPage()
  // tsx names functions with a helper of its own, which the page does not have.
  await page.addInitScript('globalThis.__name = target => target')
  await page.addInitScript(watchFrame, [`[data-testid="${badge.hook}"][data-count]`, shown] as const)
  const url = portal.pageUrl({ bare: true, placement: 'LEFT_MENU', ...place })
  const see = () => visit(page, url, whole, badge.right)
  const cold = await see()
  // Who looks is kept on the portal with the second poll: the first visit lasts until then.
  const knowsWho = () => portal.portal.userOptions.get(1)?.userId !== undefined
  const start = Date.now()
  while (remembers && !knowsWho()) {
    if (Date.now() - start > longestVisit) throw new Error('Nobody has kept who looks.')
    await page.waitForTimeout(100)
  }
  await frameOf(page).then(frame => frame.evaluate(() => localStorage.clear()))
  const visits = { cold, forgetful: await see(), warm: await see() }
  await context.close()
  await portal.close()
  return visits
}

async function withNginx<T>(site: string, use: (nginx: Nginx) => Promise<T>): Promise<T> {
  const nginx = await startNginx({ portals, site })
  try {
    return await use(nginx)
  } finally {
    await nginx.close()
  }
}

const bareFolder = 'node_modules/.cache/bare-app'
await build({
  configFile: false,
  root: new URL('./bare', import.meta.url).pathname,
  base: './',
  logLevel: 'warn',
  build: { outDir: new URL(`../../${bareFolder}`, import.meta.url).pathname, emptyOutDir: true },
})

const bareFiles = await readdir(bareFolder, { recursive: true })
await precompressFolder(bareFolder, bareFiles)

const executablePath = chromiumPath()
const browser = await chromium.launch({ args: chromiumArguments, ...(executablePath !== undefined && { executablePath }) })

const unread: Visits[] = []
const bare: Visits[] = []
let shift = 0
await withNginx('dist', app => withNginx(bareFolder, async (bareApp) => {
  for (let round = 0; round < rounds; round += 1) {
    bare.push(await visitTwice({ app: bareApp, badge: badges.bare, remembers: false }))
    unread.push(await visitTwice({ app }))
  }
  const sidebar: PageOptions = { placement: 'IM_SIDEBAR', dialog: 'chat1317' }
  for (const journey of [{ width: 320 }, { width: 1280 }, { width: 320, place: sidebar, badge: { hook: 'chat-unread', right: null } }]) {
    const { cold, forgetful, warm } = await visitTwice({ app, whole: true, ...journey })
    shift = Math.max(shift, cold.shift, forgetful.shift, warm.shift)
  }
}))
await browser.close()

const of = (visits: readonly Visits[], cache: keyof Visits, what: 'shownAt' | 'requests' | 'bytes') => median(visits.map(each => each[cache][what]))
const times = { cold: 'With a cold cache', forgetful: 'With a warm cache and nothing remembered', warm: 'With a warm cache and the last numbers' } as const
const limits = { cold: 1, forgetful: 1, warm: 0.85 } as const
const promises: Promised[] = (['cold', 'forgetful', 'warm'] as const).map((cache) => {
  const ratio = of(unread, cache, 'shownAt') / of(bare, cache, 'shownAt')
  return {
    text: `${times[cache]}, the first right badge comes within ${limits[cache]} times the bare app's time`,
    measured: `${ratio.toFixed(2)} times (${of(unread, cache, 'shownAt').toFixed(0)} ms, ${of(bare, cache, 'shownAt').toFixed(0)} ms)`,
    kept: ratio <= limits[cache],
  }
})
promises.push({ text: 'No view shifts its layout while it loads: CLS below 0.02', measured: shift.toFixed(4), kept: shift < 0.02 })

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(bytes < 10_000 ? 1 : 0)} kB`

/** The cold visit of median time, in words. */
function waterfall(visits: readonly Visits[]): string[] {
  const { steps, shownAt } = visits.map(({ cold }) => cold).toSorted((a, b) => a.shownAt - b.shownAt)[Math.floor(visits.length / 2)] ?? { steps: [], shownAt: 0 }
  const ms = (time: number) => time.toFixed(0)
  return [
    ...steps.map(({ name, from, to, bytes }) => (
      `- ${ms(from)} ms: asks for \`${name.replace(/-[\w-]{8}(?=\.\w+$)/, '')}\`; ${to > shownAt ? 'not there yet' : `there at ${ms(to)} ms`}${bytes === 0 ? '' : `, ${kilobytes(bytes)}`}`
    )),
    `- ${ms(shownAt)} ms: the badge`,
  ]
}

await report('first-paint', [
  '## The first paint',
  '',
  `\`npm run bench\`: from the frame's navigation to its first right badge, in Chromium, behind nginx with packed files (gzip,`,
  `level 9), on a line of 1.6 Mbit/s and 150 ms, with a processor ${slowdown} times slowed down; the median of ${rounds} visits. The`,
  'bare app (`tests/bench/bare`) is the SDK, Vue and Pinia, and shows one number; the badge of this app is `counter-waiting`.',
  'Until the badge is there, the benchmark itself runs nothing in the page: the script with which Playwright asks takes a',
  `frame longer than its own start. Load average of the machine, two processors: ${loadavg().map(load => load.toFixed(1)).join(', ')}.`,
  '',
  ...rowsOf(promises),
  '',
  '| | cold | requests until then | warm, nothing remembered | warm |',
  '| --- | --- | --- | --- | --- |',
  ...([['this app', unread], ['bare app', bare]] as const).map(([name, visits]) => (
    `| ${name} | ${of(visits, 'cold', 'shownAt').toFixed(0)} ms | ${of(visits, 'cold', 'requests')}, ${kilobytes(of(visits, 'cold', 'bytes'))} | ${of(visits, 'forgetful', 'shownAt').toFixed(0)} ms | ${of(visits, 'warm', 'shownAt').toFixed(0)} ms |`
  )),
  '',
  'The cold visit of this app:',
  '',
  ...waterfall(unread),
  '',
  'And of the bare app:',
  '',
  ...waterfall(bare),
], promises)
