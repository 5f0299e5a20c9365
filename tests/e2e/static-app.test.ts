import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { inflateRawSync } from 'node:zlib'
import { startEmulator } from '../../emulator/index.ts'
import { staticApp } from '../../scripts/static-app.mjs'
import { expect, expectCounts, test } from './portal.ts'

/** Reads an archive by its directory, as unpackers do. */
function unpack(archive: Buffer): Map<string, Buffer> {
  const end = archive.lastIndexOf(Buffer.from('504b0506', 'hex'))
  const files = new Map<string, Buffer>()
  let at = archive.readUInt32LE(end + 16)
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const [packed, nameLength, extra, comment, start] = [
      archive.readUInt32LE(at + 20), archive.readUInt16LE(at + 28), archive.readUInt16LE(at + 30), archive.readUInt16LE(at + 32), archive.readUInt32LE(at + 42),
    ]
    const name = archive.subarray(at + 46, at + 46 + nameLength).toString()
    const data = start + 30 + archive.readUInt16LE(start + 26) + archive.readUInt16LE(start + 28)
    files.set(name, inflateRawSync(archive.subarray(data, data + packed)))
    at += 46 + nameLength + extra + comment
  }
  return files
}

const dist = new URL('../../dist', import.meta.url).pathname
const types: Record<string, string> = { html: 'text/html', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' }

test('the archive of a static app, served by GET from a folder, works in the left menu', async ({ page }) => {
  const files = unpack(staticApp(dist))
  expect([...files.keys()].filter(path => path.endsWith('.html'))).toEqual(['index.html'])
  expect(files.get('icon.svg')).toEqual(readFileSync(`${dist}/icon.svg`))

  const missing: string[] = []
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://host').pathname.replace('/b24/app_local/4711/', '')
    const content = files.get(path)
    if (request.method !== 'GET' || content === undefined) {
      missing.push(`${request.method ?? ''} ${path}`)
      response.writeHead(request.method === 'GET' ? 404 : 405).end()
      return
    }
    response.writeHead(200, { 'Content-Type': types[path.split('.').at(-1) ?? ''] ?? 'text/plain' }).end(content)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const portal = await startEmulator({
    app: `http://127.0.0.1:${port}/b24/app_local/4711/index.html`, isStatic: true, host: 'localhost', scenario: 'fixture',
  })
  const complaints: string[] = []
  page.on('console', message => message.type() === 'error' && complaints.push(message.text()))

  await page.goto(portal.pageUrl({ bare: true, placement: 'DEFAULT' }))
  const app = page.getByTestId('app-frame').contentFrame()
  await expectCounts(app, { all: 42, waiting: 43 })
  await app.getByTestId('settings').click()
  await expect(app.getByTestId('settings-panel')).toBeVisible()
  expect([missing, complaints]).toEqual([[], []])
  await portal.close()
  server.closeAllConnections()
  server.close()
})

test('the build lists the licences of what is shipped', async ({ request }) => {
  const licences = await (await request.get('/licenses.txt')).text()
  for (const name of ['@vue/runtime-core', 'pinia', 'valibot', 'vue-i18n', '@bitrix24/b24jssdk', '@bitrix24/b24ui-nuxt', '@bitrix24/b24icons-vue', 'tailwindcss', 'reka-ui', 'axios']) {
    expect(licences).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+\\nLicence: \\S+`, 'm'))
  }
  const used = new Set([...licences.matchAll(/^Licence: (.+)$/gm)].map(([, licence]) => licence))
  expect([...used].filter(licence => !['MIT', 'ISC', 'BSD-3-Clause', 'Apache-2.0', '0BSD'].includes(licence ?? ''))).toEqual([])
})
