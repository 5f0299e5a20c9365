import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { portalsMark, siteHeaders } from '../../../scripts/site-headers.mjs'
import { verifySite } from '../../../scripts/verify-site.mjs'

interface Reply {
  status: number
  headers: Record<string, string>
  body: string | Buffer
}

/** Changes what the server answers. */
type Fault = (reply: Reply, request: IncomingMessage, path: string) => void

const portal = 'http://portal.example.org'
const asset = 'assets/index-12345678.js'
const contents: Readonly<Record<string, [type: string, body: string]>> = {
  'index.html': ['text/html', `<div id="app"></div><script type="module" src="./${asset}"></script>`],
  [asset]: ['text/javascript', 'console.log(1) // '.padEnd(5_000, 'x')],
}
const list = Object.entries(contents).map(([path, [, body]]) => `${createHash('sha256').update(body).digest('hex')}  ${path}\n`).join('')

/** A server that does all as it should. */
function rightReply(request: IncomingMessage, path: string): Reply {
  const headers = Object.fromEntries([...siteHeaders()].map(([name, value]) => [name, value.replaceAll(portalsMark, portal)]))
  const isPage = path === '' || path === 'index.html'
  if (request.method !== 'GET' && !(request.method === 'POST' && isPage)) return { status: 405, headers: { ...headers, 'cache-control': 'no-store' }, body: '' }
  if (path === 'healthz') return { status: 200, headers, body: 'ok' }
  const [type, body] = path === 'files.txt' ? ['text/plain', list] : contents[isPage ? 'index.html' : path] ?? []
  if (type === undefined || body === undefined) return { status: 404, headers: { ...headers, 'cache-control': 'no-store' }, body: '' }
  const isPacked = path === asset && request.headers['accept-encoding'] === 'gzip'
  return {
    status: 200,
    headers: {
      ...headers,
      'content-type': `${type}; charset=utf-8`,
      'cache-control': path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-store',
      ...(path === asset && { vary: 'Accept-Encoding' }),
      ...(isPacked && { 'content-encoding': 'gzip' }),
    },
    body: isPacked ? gzipSync(body) : body,
  }
}

/** What the verification says of a server with this fault: its failed checks, and all it says. */
async function verify(fault: Fault = () => undefined) {
  const server = createServer((request, response) => {
    const path = (request.url ?? '').replace(/^\/|\?.*$/g, '')
    const reply = rightReply(request, path)
    fault(reply, request, path)
    request.resume()
    response.writeHead(reply.status, reply.headers).end(reply.body)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const checks = await verifySite(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { portals: [portal] })
  server.closeAllConnections()
  server.close()
  const complaints = checks.filter(({ state }) => state === 'failed').flatMap(check => check.complaints.filter(({ isWarning }) => isWarning !== true))
  return {
    failed: checks.filter(({ state }) => state === 'failed').map(({ name }) => name),
    wrong: complaints.map(({ wrong }) => wrong).join('\n'),
    mend: complaints.map(({ mend }) => mend).join('\n'),
    states: Object.fromEntries(checks.map(({ name, state }) => [name, state])),
  }
}

const policy = 'content-security-policy'
const isPage = (path: string) => path === ''

const faults: Readonly<Record<string, [fault: Fault, check: string, wrong: string, mend: string]>> = {
  'refuses the POST of a portal': [(reply, { method }, path) => {
    if (method === 'POST' && isPage(path)) reply.status = 405
  }, 'the page, by POST', 'refused with 405', 'answer it like a GET'],
  'redirects a POST': [(reply, { method }, path) => {
    if (method === 'POST' && isPage(path)) Object.assign(reply, { status: 301, headers: { ...reply.headers, location: 'https://elsewhere.example.com/' } })
  }, 'the page, by POST', 'a redirect to https://elsewhere.example.com/', 'without a redirect'],
  'refuses long bodies': [(reply, { method }) => {
    if (method === 'POST') reply.status = 413
  }, 'the page, by POST', 'too large', '1 MB'],
  'has no policy': [(reply) => {
    reply.headers = Object.fromEntries(Object.entries(reply.headers).filter(([name]) => name !== policy))
  }, 'who may embed it', 'any page may embed', 'deploy/Caddyfile'],
  'lets everybody in': [(reply) => {
    reply.headers[policy] = reply.headers[policy]?.replace(/frame-ancestors [^;]+/, 'frame-ancestors *') ?? ''
  }, 'who may embed it', 'frame-ancestors has *', 'by their origins'],
  'lets inline scripts run': [(reply) => {
    reply.headers[policy] = reply.headers[policy]?.replace('script-src \'self\'', 'script-src \'self\' \'unsafe-inline\'') ?? ''
  }, 'who may embed it', 'unsafe-inline', 'script-src \'self\''],
  'lets another portal in': [(reply) => {
    reply.headers[policy] = reply.headers[policy]?.replaceAll(portal, 'http://other.example.org') ?? ''
  }, 'who may embed it', `does not let ${portal} in`, 'configured'],
  'sends X-Frame-Options': [reply => void (reply.headers['x-frame-options'] = 'SAMEORIGIN'), 'who may embed it', 'SAMEORIGIN', 'Send none'],
  'tells the Referer': [reply => void delete reply.headers['referrer-policy'], 'security headers', 'referrer-policy of the page is missing', 'referrer-policy: no-referrer'],
  'lets the page be cached': [(reply, _request, path) => {
    if (isPage(path)) reply.headers['cache-control'] = 'max-age=600'
  }, 'the page is never cached', 'max-age=600', 'no-store'],
  'lacks a file': [(reply, _request, path) => {
    if (path === asset) reply.status = 404
  }, 'all files of the build', `${asset} is answered with 404`, 'deploy/update.sh'],
  'has half a file': [(reply, { headers }, path) => {
    if (path === asset && headers['accept-encoding'] === undefined) reply.body = Buffer.from(reply.body).subarray(0, 100)
  }, 'all files of the build', 'not what was built', 'Copy dist/ once more'],
  'serves scripts as text': [(reply, _request, path) => {
    if (path === asset) reply.headers['content-type'] = 'text/plain'
  }, 'all files of the build', 'comes as text/plain', 'text/javascript'],
  'does not let files be cached': [(reply, _request, path) => {
    if (path === asset) reply.headers['cache-control'] = 'no-cache'
  }, 'hashed files are cached for ever', 'no-cache', 'immutable'],
  'lets a missing file be cached': [(reply) => {
    if (reply.status === 404) reply.headers['cache-control'] = 'public, max-age=31536000, immutable'
  }, 'a missing file is not cached', 'immutable', 'no-store with a 404'],
  'answers a missing file with the page': [(reply) => {
    if (reply.status === 404) Object.assign(reply, { status: 200, body: contents['index.html']?.[1] })
  }, 'a missing file is not cached', 'answered with 200', 'Answer 404'],
  'sends scripts unpacked': [(reply, _request, path) => {
    if (path !== asset) return
    delete reply.headers['content-encoding']
    reply.body = contents[asset]?.[1] ?? ''
  }, 'compression', 'not compressed', 'gzip_static'],
  'takes any method': [(reply, { method }) => {
    if (method === 'DELETE') reply.status = 200
  }, 'other methods are refused', 'DELETE', '405'],
  'tells nothing of its health': [(reply, _request, path) => {
    if (path === 'healthz') reply.status = 404
  }, 'health', '/healthz is answered with 404', 'deploy/nginx.conf'],
}

it('passes a server that does all as it should, and warns where brotli is missing', async () => {
  const { failed, states } = await verify()
  expect([failed, states.compression, states.https]).toEqual([[], 'warning', 'warning'])
})

it.each(Object.entries(faults))('says what is wrong with a server that %s, and how to mend it', async (_, [fault, check, wrong, mend]) => {
  const seen = await verify(fault)
  expect(seen.failed).toContain(check)
  expect(seen.wrong).toContain(wrong)
  expect(seen.mend).toContain(mend)
})

it('says what is wrong where nobody answers', async () => {
  const checks = await verifySite('http://127.0.0.1:1/')
  expect(checks).toMatchObject([{ name: 'connection', state: 'failed', complaints: [{ mend: expect.stringContaining('is the server started') as string }] }])
})
