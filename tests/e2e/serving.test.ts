import { readdir } from 'node:fs/promises'
import { request } from 'node:http'
import { expect, test as base } from './portal.ts'
import { type Nginx, startNginx } from './nginx.ts'

const test = base.extend<object, { nginx: Nginx }>({
  nginx: [async ({}, use) => {
    const nginx = await startNginx(['https://example.bitrix24.com', 'http://localhost:*'])
    await use(nginx)
    await nginx.close()
  }, { scope: 'worker' }],
})

/** As it is on the wire: fetch would unpack it. */
function rawAnswer(address: string, headers: Record<string, string>): Promise<{ encoding: string | undefined, bytes: number }> {
  return new Promise((resolve, reject) => {
    request(address, { headers }, (response) => {
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
      })
      response.on('end', () => resolve({ encoding: response.headers['content-encoding'], bytes }))
    }).on('error', reject).end()
  })
}

async function assetOf(nginx: Nginx, ending: 'js' | 'css'): Promise<string> {
  const files = await readdir(new URL('../../dist/assets/', import.meta.url))
  const assets = files.filter(file => file.endsWith(`.${ending}`))
  return `${nginx.address}assets/${assets.find(file => /^(?:index|mount)-/.test(file)) ?? 'nothing'}`
}

test('answers the POST of a portal with the page, and a GET alike', async ({ nginx }) => {
  const get = await fetch(nginx.address)
  const html = await get.text()
  expect(html).toContain('<div id="app"')
  for (const path of ['', 'index.html']) {
    const post = await fetch(`${nginx.address}${path}?DOMAIN=example.bitrix24.com&APP_SID=abc`, {
      method: 'POST', body: new URLSearchParams({ AUTH_ID: 'a-token', PLACEMENT: 'LEFT_MENU' }),
    })
    expect(post.status).toBe(200)
    expect(post.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(post.headers.get('content-security-policy')).toBe(get.headers.get('content-security-policy'))
    expect(await post.text()).toBe(html)
  }
})

test('lets the named portals in, and nobody else', async ({ nginx }) => {
  const { headers } = await fetch(nginx.address)
  const policy = new Map(headers.get('content-security-policy')?.split('; ').map((part) => {
    const [name = '', ...values] = part.split(' ')
    return [name, values.join(' ')] as const
  }))
  const portals = 'https://example.bitrix24.com http://localhost:*'
  expect(Object.fromEntries(policy)).toEqual({
    'default-src': '\'none\'',
    'script-src': '\'self\'',
    'style-src': '\'self\'',
    'img-src': `'self' https: ${portals}`,
    'connect-src': portals,
    'base-uri': '\'none\'',
    'form-action': '\'none\'',
    'frame-ancestors': portals,
    'require-trusted-types-for': '\'script\'',
    'trusted-types': 'vue',
  })
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('permissions-policy')).toContain('camera=()')
  expect(headers.get('x-frame-options')).toBeNull()
  expect(headers.get('server')).toBe('nginx')
})

test('keeps hashed files for ever, the page never, and packs both', async ({ nginx }) => {
  expect((await fetch(nginx.address)).headers.get('cache-control')).toBe('no-store')
  for (const ending of ['js', 'css'] as const) {
    const asset = await assetOf(nginx, ending)
    const { headers, ok } = await fetch(asset)
    expect(ok, asset).toBe(true)
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(headers.get('content-type')).toBe(ending === 'js' ? 'text/javascript; charset=utf-8' : 'text/css; charset=utf-8')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    const [packed, plain] = [await rawAnswer(asset, { 'Accept-Encoding': 'gzip' }), await rawAnswer(asset, {})]
    expect([packed.encoding, plain.encoding]).toEqual(['gzip', undefined])
    expect(packed.bytes).toBeLessThan(plain.bytes / 2)
  }
})

test('answers a file that is not there as such, and a POST to a file not at all', async ({ nginx }) => {
  expect((await fetch(`${nginx.address}assets/gone-12345678.js`)).status).toBe(404)
  expect((await fetch(await assetOf(nginx, 'js'), { method: 'POST' })).status).toBe(405)
})

test('logs neither the session of a frame nor a token', async ({ nginx }) => {
  const lines = async () => (await nginx.log()).split('\n').length
  const before = await lines()
  await fetch(`${nginx.address}?APP_SID=a-session`, { method: 'POST', body: 'AUTH_ID=a-token' })
  await expect.poll(lines).toBeGreaterThan(before)
  expect(await nginx.log()).not.toMatch(/a-session|a-token|APP_SID/)
})
