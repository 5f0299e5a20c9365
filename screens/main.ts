import { mkdir } from 'node:fs/promises'
import { type Browser, chromium } from '@playwright/test'
import { preview } from 'vite'
import { startEmulator } from '../emulator/index.ts'
import { chromiumArguments, chromiumPath } from '../scripts/chromium.mjs'
import { begin } from '../tests/e2e/states/index.ts'
import { journeyTo, type Screen, screens } from './screen-list.ts'

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
  await take(browser, screen)
  console.log(`docs/screens/${screen.name}.png`)
}

await browser.close()
await server.close()

async function take(browser: Browser, { name, state, width, height = 800, theme = 'light', lang, framed = false, placement }: Screen): Promise<void> {
  const journey = journeyTo(state)
  const address = journey.dotted === true ? app.replace('//localhost', '//unread.localhost') : app
  const portal = await startEmulator({ app: address, host: 'localhost', scenario: journey.scenario ?? 'demo' })
  // The app is light until a person has chosen otherwise.
  if (theme === 'dark') portal.portal.userOptions.set(1, { ...portal.portal.userOptions.get(1), theme: JSON.stringify(theme) })
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    locale: lang ?? 'en',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const opening = { theme, bare: !framed, ...(lang !== undefined && { lang }), ...(placement !== undefined && { placement }) }
  const stage = await begin(journey, { page, portal, opening, outside: app })
  for (const { act } of journey.states) await act(stage)
  // Rows show once they are sorted.
  const row = stage.html.getByTestId('conversation').first()
  if (await row.count() > 0) await row.waitFor()
  await page.screenshot({ path: `${folder}${name}.png` })
  await context.close()
  await portal.close()
}
