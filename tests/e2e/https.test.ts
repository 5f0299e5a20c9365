import { readFile, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import { startEmulator } from '../../emulator/index.ts'
import { askSite } from '../../scripts/ask-site.mjs'
import { verifySite } from '../../scripts/verify-site.mjs'
import { type Caddy, startCaddy } from './caddy.ts'
import { watchViolations } from './intruders.ts'
import { startNginx } from './nginx.ts'
import { expect, expectCounts, fixture, test as base } from './portal.ts'

const portals = ['https://example.bitrix24.com', 'https://127.0.0.1:*']

const test = base.extend<object, { caddy: Caddy }>({
  caddy: [async ({}, use) => {
    const caddy = await startCaddy(portals)
    await use(caddy)
    await caddy.close()
  }, { scope: 'worker' }],
})

/** What `npm run verify` has to say about a server, where it has anything to say. */
async function faultsOf(address: string, ca: string): Promise<readonly unknown[]> {
  const checks = await verifySite(address, { portals: ['https://example.bitrix24.com'], ca: [...rootCertificates, ca].join('\n') })
  expect(checks.length).toBeGreaterThan(10)
  return checks.filter(({ state }) => state !== 'passed').map(({ name, complaints }) => [name, complaints.map(({ wrong }) => wrong)])
}

test('Caddy and nginx pass the verification on https; nginx without brotli, which Debian packs apart', async ({ caddy }) => {
  const { certificate, key } = caddy
  const nginx = await startNginx({ portals, tls: { host: '127.0.0.1', certificate, key } })
  expect(await faultsOf(caddy.address, caddy.ca)).toEqual([])
  expect(await faultsOf(nginx.address, caddy.ca)).toEqual([['compression', [expect.stringContaining('brotli')]]])
  await nginx.close()

  // Like that of nginx, its log has neither the session of a frame nor a token.
  await symlink('loop', join(caddy.root, 'loop'))
  const ask = async (path: string, method = 'GET') => {
    const body = method === 'GET' ? {} : { body: 'AUTH_ID=a-token' }
    const headers = { Referer: 'https://example.bitrix24.com/?APP_SID=a-session' }
    return (await askSite(`${caddy.address}${path}?APP_SID=a-session`, { method, headers, ca: caddy.ca, ...body })).status
  }
  expect([await ask('', 'POST'), await ask('assets/gone.js'), await ask('', 'PUT'), await ask('loop')]).toEqual([200, 404, 405, 500])
  await expect.poll(caddy.log).toContain('"uri":"/loop"')
  expect(caddy.log()).not.toMatch(/a-session|a-token|APP_SID|Referer/)
})

test.describe('on https', () => {
  test.use({ ignoreHTTPSErrors: true })

  test('the app works in a portal that is on https too, behind Caddy, without a violation', async ({ page, app, caddy }) => {
    const violations = await watchViolations(page)
    const tls = { cert: await readFile(caddy.certificate, 'utf8'), key: await readFile(caddy.key, 'utf8') }
    const portal = await startEmulator({ app: caddy.address, scenario: 'fixture', tls })
    await page.goto(portal.pageUrl({ bare: true, placement: 'LEFT_MENU' }))
    await expectCounts(app, { all: fixture.all, waiting: fixture.waiting })
    await app.getByTestId('settings').click()
    await expect(app.getByTestId('settings-panel')).toBeVisible()
    expect(await app.locator('html').evaluate(() => performance.getEntriesByType('resource')
      .filter(({ name }) => name.includes('/assets/'))
      .every(entry => (entry as PerformanceResourceTiming).nextHopProtocol === 'h2'))).toBe(true)
    expect(violations).toEqual([])
    await portal.close()
  })
})
