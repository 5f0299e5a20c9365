import { chromium } from '@playwright/test'
import { preview } from 'vite'
import { startEmulator } from '../../emulator/index.ts'
import { chromiumArguments, chromiumPath } from '../../scripts/chromium.mjs'
const server = await preview({ preview: { host: 'localhost', port: 4799 }, logLevel: 'warn' })
const app = server.resolvedUrls?.local[0] ?? ''
const executablePath = chromiumPath()
const browser = await chromium.launch({ args: chromiumArguments, ...(executablePath !== undefined && { executablePath }) })
const shots: [string, number, number, 'light' | 'dark', string, string?][] = [
  ['w1280', 1280, 800, 'light', 'en'], ['w320', 320, 640, 'light', 'en'], ['w420', 420, 800, 'dark', 'en'], ['w1920', 1920, 1000, 'light', 'en'], ['ar', 1280, 800, 'light', 'ar'], ['w768', 768, 800, 'light', 'en'], ['group', 1280, 800, 'dark', 'en', 'group'], ['explain', 1280, 800, 'light', 'en', 'explain'], ['hover', 1280, 800, 'light', 'en', 'hover'], ['menu320', 320, 640, 'light', 'en', 'menu'], ['details', 1440, 900, 'light', 'en', 'details'],['sort', 1280, 800, 'light', 'en', 'sort'],
]
const want = process.argv[2] ?? ''
for (const [name, width, height, theme, lang, act] of shots.filter(([n]) => n.includes(want))) {
  const portal = await startEmulator({ app, host: 'localhost', scenario: 'demo' })
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, timezoneId: 'Europe/Berlin', reducedMotion: 'reduce' })
  const page = await context.newPage()
  page.on('console', m => console.log(name, m.type(), m.text()))
  page.on('pageerror', e => console.log(name, 'ERR', e.message))
  await page.goto(portal.pageUrl({ bare: true, theme, lang, placement: 'LEFT_MENU' }))
  const f = page.getByTestId('app-frame').contentFrame()
  await f.getByTestId('row-preview').first().waitFor({ timeout: 15000 }).catch(() => console.log(name, 'no preview'))
  await page.waitForTimeout(1200)
  if (act === 'group') { await f.getByTestId('sort').click(); await f.getByTestId('group').click(); await page.waitForTimeout(500) }
  if (act === 'sort') { await f.getByTestId('sort').click() }
  if (act === 'explain') await f.locator('[data-testid="explain"] summary').click()
  if (act === 'hover') { await f.getByTestId('conversation').nth(2).hover(); await page.keyboard.press('j'); await page.waitForTimeout(300) }
  if (act === 'menu') { await f.getByTestId('row-menu').nth(1).click(); await page.waitForTimeout(200) }
  if (act === 'details') { await f.getByTestId('conversation').nth(1).hover(); await f.getByTestId('details').nth(1).click(); await page.waitForTimeout(800) }
  await page.waitForTimeout(200)
  await page.screenshot({ path: `/tmp/s/${name}.png` })
  if (name === 'w1280') console.log(portal.requests.map(r => (r.commands ?? [r.method]).join(',')).join('\n'))
  await context.close(); await portal.close()
}
await browser.close(); await server.close()
