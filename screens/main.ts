import { mkdir } from 'node:fs/promises'
import { type Browser, chromium } from '@playwright/test'
import { preview } from 'vite'
import { type Emulator, startEmulator } from '../emulator/index.ts'
import { chromiumArguments, chromiumPath } from '../scripts/chromium.mjs'
import { type Screen, screens } from './screen-list.ts'

/*
 * Takes the pictures of docs/screens/: every view and state, from the emulated portal. Build first.
 * `npm run screens -- NAME` takes those whose names contain NAME.
 */

const folder = new URL('../docs/screens/', import.meta.url).pathname
const wanted = process.argv[2] ?? ''

const server = await preview({ preview: { host: 'localhost', port: Number(process.env.APP_PORT ?? 4174) }, logLevel: 'warn' })
const app = server.resolvedUrls?.local[0] ?? ''
const executablePath = chromiumPath()
const browser = await chromium.launch({ args: chromiumArguments, ...(executablePath !== undefined && { executablePath }) })
await mkdir(folder, { recursive: true })

for (const screen of screens.filter(({ name }) => name.includes(wanted))) {
  const address = screen.dotted === true ? app.replace('//localhost', '//unread.localhost') : app
  const portal = await startEmulator({ app: address, host: 'localhost', scenario: screen.scenario ?? 'demo' })
  screen.prepare?.(portal)
  await take(browser, portal, screen)
  await portal.close()
  console.log(`docs/screens/${screen.name}.png`)
}

await browser.close()
await server.close()

async function take(browser: Browser, portal: Emulator, screen: Screen): Promise<void> {
  const theme = screen.theme ?? 'light'
  const context = await browser.newContext({
    viewport: { width: screen.width, height: screen.height ?? 800 },
    colorScheme: theme,
    locale: screen.open?.lang ?? 'en',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  if (screen.clock === true) await page.clock.install()
  await page.goto(screen.outside === true ? app : portal.pageUrl({ bare: true, theme, ...screen.open }))
  await screen.act?.({ page, portal, app: page.getByTestId('app-frame').contentFrame() })
  await page.screenshot({ path: `${folder}${screen.name}.png` })
  await context.close()
}
