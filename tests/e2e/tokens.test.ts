import type { Frame, Page } from '@playwright/test'
import { test } from './behind-nginx.ts'
import { expect, expectCounts, fixture } from './portal.ts'

/** One site with the app, so that the browser grants it storage. */
test.use({ host: '127.0.0.1' })

/** Every token the portal has given to the app, as it comes by. */
function collectTokens(page: Page): Set<string> {
  const tokens = new Set<string>()
  page.on('response', (response) => {
    if (!/\/portal\/(?:frame|bridge)$/.test(response.url())) return
    void response.text().then((text) => {
      for (const [, token] of text.matchAll(/"(?:AUTH_ID|REFRESH_ID|APPLICATION_TOKEN|member_id|MEMBER_ID)":"([^"]+)"/g)) {
        if (token !== undefined) tokens.add(token)
      }
    }, () => undefined)
  })
  return tokens
}

/** Everything a frame holds or keeps that outlives a variable. */
async function remainsOf(frame: Frame): Promise<string> {
  return frame.evaluate(async () => {
    const databases = await indexedDB.databases()
    const caches_ = 'caches' in window ? await caches.keys() : []
    const state: unknown = history.state
    return JSON.stringify([
      document.documentElement.outerHTML, location.href, document.cookie, document.referrer, document.title, state,
      Object.entries(localStorage), Object.entries(sessionStorage), databases, caches_,
      performance.getEntries().map(({ name }) => name),
      [...document.querySelectorAll('input, textarea')].map(field => (field as HTMLInputElement).value),
    ])
  })
}

test('no token is in a log, an address, storage, an error or the page', async ({ page, app, portal, nginx, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const tokens = collectTokens(page)
  const seen: string[] = []
  page.on('console', message => seen.push(message.text()))
  page.on('pageerror', error => seen.push(`${error.message} ${error.stack ?? ''}`))
  page.on('request', (request) => {
    const { referer } = request.headers()
    seen.push(request.url(), referer ?? '')
    // REST carries the token in its body, and the form that opens the frame does: they are where they belong.
    if (request.url().startsWith(nginx.address) && request.method() === 'GET') seen.push(JSON.stringify(request.headers()))
  })
  const look = async () => {
    for (const frame of page.frames()) if (frame.url().startsWith(nginx.address)) seen.push(await remainsOf(frame))
  }

  await page.goto(portal.pageUrl({ bare: true, placement: 'LEFT_MENU' }))
  await expectCounts(app, { all: fixture.all })
  await look()
  await app.getByTestId('settings').click()
  await app.getByTestId('setting-muted').click()
  await expect(app.getByTestId('settings-state')).toHaveAttribute('data-state', 'kept')
  await page.keyboard.press('Escape')

  portal.control.expireToken()
  portal.control.notify()
  await app.getByTestId('refresh').click()
  await expectCounts(app, { all: fixture.all + 1 })

  // An error whose text the portal makes up, with a token in it: only its code may get through.
  const [token = ''] = tokens
  portal.control.fail({ method: '*', code: 'INTERNAL_SERVER_ERROR', description: `failed for auth=${token}` })
  await app.getByTestId('refresh').click()
  await expect(app.getByTestId('source-error').first()).toBeVisible()
  await app.getByTestId('copy-details').first().click()
  seen.push(await page.evaluate(() => navigator.clipboard.readText()))
  await look()

  portal.control.fail({ method: '*', code: 'NO_AUTH_FOUND', description: `auth=${token}` })
  await app.getByTestId('refresh').click()
  await expect(app.getByTestId('fatal')).toBeVisible()
  await look()
  seen.push(await nginx.log())

  expect(tokens.size).toBeGreaterThanOrEqual(5)
  expect(seen.join('\n')).toContain('INTERNAL_SERVER_ERROR')
  for (const secret of tokens) expect(seen.filter(text => text.includes(secret))).toEqual([])
})
