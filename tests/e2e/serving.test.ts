import { readdir, rm, symlink } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { expect, test as base } from './portal.ts'
import { type Nginx, startNginx } from './nginx.ts'

const test = base.extend<object, { nginx: Nginx }>({
  nginx: [async ({}, use) => {
    const nginx = await startNginx({ portals: ['https://example.bitrix24.com', 'http://localhost:*'] })
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
  return `${nginx.address}assets/${files.find(file => file.startsWith('mount-') && file.endsWith(`.${ending}`)) ?? 'nothing'}`
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
  // What comes with a placement may be long.
  expect((await fetch(nginx.address, { method: 'POST', body: 'x'.repeat(500_000) })).status).toBe(200)
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

test('answers a file that is not there as such, and lets nobody cache that answer', async ({ nginx }) => {
  for (const path of ['assets/gone-12345678.js', 'assets/', 'gone.svg']) {
    const { status, headers } = await fetch(nginx.address + path)
    expect([path, status, headers.get('cache-control')]).toEqual([path, 404, 'no-store'])
  }
})

test('answers other methods with those that are allowed', async ({ nginx }) => {
  for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'FOO']) {
    for (const path of ['', 'index.html']) {
      const { status, headers } = await fetch(nginx.address + path, { method })
      expect([method, path, status, headers.get('allow')]).toEqual([method, path, 405, 'GET, HEAD, POST'])
    }
  }
  for (const method of ['POST', 'PUT']) {
    const { status, headers } = await fetch(await assetOf(nginx, 'js'), { method })
    expect([method, status, headers.get('allow'), headers.get('cache-control')]).toEqual([method, 405, 'GET, HEAD', 'no-store'])
  }
  expect((await fetch(nginx.address)).headers.get('allow')).toBeNull()
})

test('logs neither the session of a frame nor a token, whatever goes wrong', async () => {
  const nginx = await startNginx({ portals: ['https://example.bitrix24.com'] })
  const lines = async () => (await nginx.log()).split('\n').length
  const before = await lines()
  const ask = async (path: string, init?: RequestInit) => (
    (await fetch(`${nginx.address}${path}?APP_SID=a-session`, { headers: { Referer: 'https://example.bitrix24.com/?APP_SID=a-session' }, ...init })).status
  )
  const post = { method: 'POST', body: 'AUTH_ID=a-token' }
  expect(await ask('', post)).toBe(200)
  expect(await ask('', { method: 'POST', body: 'AUTH_ID=a-token'.repeat(100_000) })).toBe(413)
  expect(await ask('assets/gone-12345678.js')).toBe(404)
  await symlink('loop', join(nginx.root, 'loop'))
  expect(await ask('loop')).toBe(404)
  for (const page of ['index.html', 'index.html.gz', 'index.html.br']) await rm(join(nginx.root, page))
  expect(await ask('index.html')).toBe(404)
  expect(await ask('', post)).toBe(404)
  expect(await ask('healthz')).toBe(503)
  await expect.poll(lines).toBeGreaterThanOrEqual(before + 6)
  expect(await nginx.log()).not.toMatch(/a-session|a-token|APP_SID|Referer|referrer/)
  await nginx.close()
})
