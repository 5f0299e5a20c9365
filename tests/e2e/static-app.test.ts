import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { unzipSync } from 'fflate'
import { startEmulator } from '../../emulator/index.ts'
import { staticApp } from '../../scripts/static-app.mjs'
import { startForeignSite } from './foreign-site.ts'
import { intruders, watchViolations } from './intruders.ts'
import { expect, expectCounts, fixture, test } from './portal.ts'

const unpack = (archive: Uint8Array) => new Map(Object.entries(unzipSync(archive)).map(([path, data]) => [path, Buffer.from(data)]))

const dist = new URL('../../dist', import.meta.url).pathname
const types: Record<string, string> = { html: 'text/html', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' }

interface Host {
  readonly address: string
  /** What it was asked for in vain, such as `POST index.html`. */
  readonly refused: readonly string[]
  /** What it was told of the pages that its files were asked from. */
  readonly referrers: readonly string[]
  close(): void
}

/** As Bitrix24 hosts a static app: in a folder, by GET, without a header of ours. */
async function startHost(files: ReadonlyMap<string, Buffer | string>): Promise<Host> {
  const [refused, referrers]: [string[], string[]] = [[], []]
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://host').pathname.replace('/b24/app_local/4711/', '')
    const content = files.get(path)
    if (path !== 'index.html' && request.headers.referer !== undefined) referrers.push(request.headers.referer)
    if (request.method !== 'GET' || content === undefined) {
      refused.push(`${request.method ?? ''} ${path}`)
      response.writeHead(request.method === 'GET' ? 404 : 405).end()
      return
    }
    response.writeHead(200, { 'Content-Type': types[path.split('.').at(-1) ?? ''] ?? 'text/plain' }).end(content)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    address: `http://127.0.0.1:${port}/b24/app_local/4711/index.html`,
    refused,
    referrers,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

test('the archive of a static app, served by GET from a folder, works in the left menu', async ({ page, app }) => {
  const files = unpack(staticApp(dist))
  expect([...files.keys()].filter(path => path.endsWith('.html'))).toEqual(['index.html'])
  expect(files.get('icon.svg')).toEqual(readFileSync(`${dist}/icon.svg`))

  const host = await startHost(files)
  const portal = await startEmulator({ app: host.address, isStatic: true, host: 'localhost', scenario: 'fixture' })
  const complaints: string[] = []
  page.on('console', message => message.type() === 'error' && complaints.push(message.text()))

  await page.goto(portal.pageUrl({ bare: true, placement: 'DEFAULT' }))
  await expectCounts(app, { all: fixture.all, waiting: fixture.waiting })
  await app.getByTestId('settings').click()
  await expect(app.getByTestId('settings-panel')).toBeVisible()
  expect({ refused: host.refused, complaints }).toEqual({ refused: [], complaints: [] })
  // The frame's address holds its session id: the host's log must not get it with every file.
  expect(host.referrers).toEqual([])
  await portal.close()
  host.close()
})

test('where a host sends no headers, the policy of the page itself stops what got into it', async ({ page, app }) => {
  const site = await startForeignSite()
  site.html = 'window.intruded = 1'
  const files = new Map<string, Buffer | string>(unpack(staticApp(dist)))
  const markup = Object.values(intruders).map(intruder => intruder(site.origin)).join('')
  files.set('index.html', String(files.get('index.html')).replace('</body>', `${markup}</body>`))
  const host = await startHost(files)
  const portal = await startEmulator({ app: host.address, isStatic: true, host: 'localhost', scenario: 'fixture' })
  const violations = await watchViolations(page)

  await page.goto(portal.pageUrl({ bare: true, placement: 'DEFAULT' }))
  await expectCounts(app, { all: fixture.all })
  const kinds = () => violations.map(violation => violation.split(' ')[0]).sort()
  await expect.poll(kinds).toEqual(['base-uri', 'script-src-attr', 'script-src-elem', 'script-src-elem', 'script-src-elem', 'script-src-elem'])
  expect(await app.locator('html').evaluate(() => 'intruded' in window)).toBe(false)
  await portal.close()
  host.close()
  await site.close()
})

test('the build lists the licences of what is shipped', async ({ request }) => {
  const licences = await (await request.get('/licenses.txt')).text()
  for (const name of ['@vue/runtime-core', 'pinia', 'valibot', 'vue-i18n', '@bitrix24/b24jssdk', '@bitrix24/b24ui-nuxt', '@bitrix24/b24icons-vue', 'tailwindcss', 'reka-ui']) {
    expect(licences).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+\\nLicence: \\S+`, 'm'))
  }
  const used = new Set([...licences.matchAll(/^Licence: (.+)$/gm)].map(([, licence]) => licence))
  expect([...used].filter(licence => !['MIT', 'ISC', 'BSD-3-Clause', 'Apache-2.0', '0BSD'].includes(licence ?? ''))).toEqual([])
})
