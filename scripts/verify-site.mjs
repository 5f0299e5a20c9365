import { createHash } from 'node:crypto'
import { connect } from 'node:tls'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { askSite } from './ask-site.mjs'
import { directivesOf, portalsMark, siteHeaders } from './site-headers.mjs'

/**
 * @typedef {object} Complaint
 * @property {string} wrong what was seen
 * @property {string} mend what to do about it
 * @property {boolean} [isWarning] the app works all the same, with less
 *
 * @typedef {object} Check
 * @property {string} name
 * @property {'passed' | 'warning' | 'failed'} state
 * @property {readonly Complaint[]} complaints none where it has passed
 *
 * @typedef {import('./ask-site.mjs').Answer} Answer
 *
 * @typedef {object} Site
 * @property {URL} address of the page, with a slash at its end
 * @property {readonly string[]} portals that must be let in
 * @property {string | undefined} ca
 * @property {(path: string, options?: object) => Promise<Answer>} ask
 * @property {Answer} page
 * @property {Answer} post
 * @property {ReadonlyMap<string, { hash: string, answer: Answer }>} files of the build, by their paths
 * @property {string | null} list what the server has as the list of them; null where it has none
 */

const year = 31_536_000
/** Of files asked for at a time. */
const atOnce = 8

const seeConfig = 'Take deploy/Caddyfile or deploy/nginx.conf as it is (docs/deploy.md).'
const listFile = 'files.txt'
const missingFile = 'assets/verify-00000000.js'

/** @returns {Complaint} */
const complaint = (wrong, mend = seeConfig) => ({ wrong, mend })
const warning = (wrong, mend) => ({ wrong, mend, isWarning: true })

const typeOf = ({ headers }) => (headers['content-type'] ?? 'no type').split(';')[0].trim()
const cacheOf = ({ headers }) => headers['cache-control'] ?? ''
const redirectOf = ({ status, headers }) => (status >= 300 && status < 400 ? headers.location ?? 'nowhere' : null)
const hashOf = content => createHash('sha256').update(content).digest('hex')

/** What can be wrong with an answer that must be the page. */
function pageComplaints(what, answer) {
  const target = redirectOf(answer)
  if (target !== null) {
    return [complaint(`${what} is answered by a redirect to ${target}.`, 'A portal talks only to the address it was told: register that one, or serve this one without a redirect.')]
  }
  if (answer.status === 405) {
    return [complaint(`${what} is refused with 405.`, `A portal opens the app by a POST; the server must answer it like a GET. ${seeConfig}`)]
  }
  if (answer.status === 413) {
    return [complaint(`${what} is refused as too large.`, 'Allow a body of 1 MB.')]
  }
  if (answer.status !== 200) return [complaint(`${what} is answered with ${answer.status}.`, 'Is the folder right, and index.html in it?')]
  if (typeOf(answer) !== 'text/html') return [complaint(`${what} comes as ${typeOf(answer)}, not as text/html.`)]
  if (!answer.body.includes('id="app"')) return [complaint(`${what} is not answered with this app.`, 'Is something else served at this address?')]
  return []
}

/** @type {Readonly<Record<string, (site: Site) => readonly Complaint[] | Promise<readonly Complaint[]>>>} */
const checks = {
  'https': ({ address, page }) => {
    if (address.protocol === 'https:') return []
    const ancestors = [...directivesOf(page.headers['content-security-policy'] ?? '').get('frame-ancestors') ?? []]
    return ancestors.length > 0 && ancestors.every(portal => portal.startsWith('http:'))
      ? [warning('The address is http: only a portal without https can show it.', 'Serve https: deploy/Caddyfile gets a certificate by itself.')]
      : [complaint('The address is http: a browser shows no such page inside a portal.', 'Serve https: deploy/Caddyfile gets a certificate by itself.')]
  },

  'HTTP/2': async ({ address, ca }) => {
    if (address.protocol !== 'https:' || await protocolOf(address, ca) === 'h2') return []
    return [warning('The server speaks HTTP/1.1 only: the app loads more slowly.', 'nginx: `listen 443 ssl http2`. Caddy does it by itself.')]
  },

  'the page, by GET': ({ page }) => pageComplaints('A GET of the page', page),

  'the page, by POST': ({ page, post }) => {
    const complaints = pageComplaints('A POST of the page', post)
    if (complaints.length > 0 || post.body.equals(page.body)) return complaints
    return [complaint('A POST is answered with another page than a GET.')]
  },

  'who may embed it': ({ portals, page, post }) => [...embedComplaints(page, portals), ...(
    page.headers['content-security-policy'] === post.headers['content-security-policy'] ? [] : [complaint('The answer to a POST has another Content-Security-Policy than that to a GET.')]
  )],

  'security headers': ({ page, files }) => {
    const [asset] = [...files].find(([path]) => path.startsWith('assets/')) ?? []
    const answers = [['the page', page], ...(asset === undefined ? [] : [[asset, files.get(asset).answer]])]
    return [...siteHeaders()].filter(([name]) => name !== 'content-security-policy').flatMap(([name, value]) => (
      answers.filter(([, { headers }]) => headers[name] !== value).map(([what, { headers }]) => (
        complaint(`${name} of ${what} is ${headers[name] ?? 'missing'}.`, `Send ${name}: ${value}`)
      ))
    ))
  },

  'the page is never cached': ({ page, post }) => [['GET', page], ['POST', post]].filter(([, answer]) => !cacheOf(answer).includes('no-store')).map(([method, answer]) => (
    complaint(`The page, by ${method}, has Cache-Control: ${cacheOf(answer) || 'nothing'}.`, 'Send Cache-Control: no-store, or people keep a page whose files are gone.')
  )),

  'all files of the build': ({ list, files, page }) => {
    if (list === null) return [complaint(`${listFile} is not there, so nobody can tell whether the build is complete.`, 'Serve the whole dist/, as deploy/update.sh copies it.')]
    const named = [...String(page.body).matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map(([, path]) => path)
    return [
      ...named.filter(path => !files.has(path)).map(path => complaint(`The page names ${path}, which is not of this build.`, 'Page and files are of two releases: copy dist/ once more, by deploy/update.sh.')),
      ...[...files].flatMap(([path, { hash, answer }]) => fileComplaints(path, hash, answer)),
    ]
  },

  'hashed files are cached for ever': ({ files }) => several([...files].filter(([path, { answer }]) => path.startsWith('assets/') && answer.status === 200 && !isForEver(answer)), ([path, { answer }]) => (
    complaint(`${path} has Cache-Control: ${cacheOf(answer) || 'nothing'}.`, `Send Cache-Control: public, max-age=${year}, immutable with what is under assets/.`)
  )),

  'a missing file is not cached': async ({ ask }) => {
    const answer = await ask(missingFile)
    if (answer.status !== 404) return [complaint(`A file that is not there is answered with ${answer.status}.`, 'Answer 404, not with the page or a redirect.')]
    return cacheOf(answer).includes('no-store')
      ? []
      : [complaint(`A file that is not there has Cache-Control: ${cacheOf(answer) || 'nothing'}.`, 'Send no-store with a 404: a frame that asks in the middle of an update would stay broken.')]
  },

  'compression': async ({ ask, files }) => {
    const texts = [...files].filter(([path, { answer }]) => /\.(?:js|css)$/.test(path) && answer.body.length > 1024)
    const complaints = await inTurns(texts, ([path, { hash }]) => compressionComplaints(ask, path, hash))
    return [...several(complaints.filter(({ isWarning }) => isWarning !== true)), ...several(complaints.filter(({ isWarning }) => isWarning))]
  },

  'other methods are refused': async ({ ask, files }) => {
    const asset = [...files.keys()].find(path => path.endsWith('.js')) ?? missingFile
    const refused = await Promise.all([['PUT', ''], ['DELETE', ''], ['OPTIONS', ''], ['POST', asset], ['PUT', asset]].map(async ([method, path]) => (
      { method, path, ...await ask(path, { method, ...(method !== 'OPTIONS' && { body: '' }) }) }
    )))
    return refused.filter(({ status }) => status < 400).map(({ method, path, status }) => (
      complaint(`${method} of /${path} is answered with ${status}.`, 'Refuse it with 405: the app needs GET and HEAD, and POST of the page.')
    ))
  },

  'health': async ({ ask }) => {
    const answer = await ask('healthz')
    return answer.status === 200 && String(answer.body).trim() === 'ok'
      ? []
      : [complaint(`/healthz is answered with ${answer.status}${answer.status === 200 ? ', but not with "ok"' : ''}.`)]
  },
}

const isForEver = answer => /\bimmutable\b/.test(cacheOf(answer)) && Number(/max-age=(\d+)/.exec(cacheOf(answer))?.[1] ?? 0) >= year

/** @returns {readonly Complaint[]} the first, and how many are like it */
function several(items, tell = item => item) {
  const [first] = items
  if (first === undefined) return []
  const { wrong, ...rest } = tell(first)
  return [{ ...rest, wrong: items.length === 1 ? wrong : `${wrong} So it is with ${items.length} files.` }]
}

function embedComplaints({ headers }, wanted) {
  const policy = headers['content-security-policy']
  const expected = siteHeaders().get('content-security-policy') ?? ''
  const frameOptions = headers['x-frame-options'] === undefined ? [] : [complaint(`X-Frame-Options is ${headers['x-frame-options']}.`, 'Send none: it keeps portals out.')]
  if (policy === undefined) return [...frameOptions, complaint('There is no Content-Security-Policy: any page may embed the app.')]
  const directives = directivesOf(policy)
  const portals = [...directives.get('frame-ancestors') ?? []]
  if (portals.length === 0) return [...frameOptions, complaint('The Content-Security-Policy has no frame-ancestors: any page may embed the app.', 'Name your portals in frame-ancestors.')]
  const tooWide = portals.filter(portal => !/^https?:\/\/[^/]*[a-z0-9]/i.test(portal))
  const right = directivesOf(expected.replaceAll(portalsMark, portals.join(' ')))
  const text = values => (values === undefined ? 'missing' : [...values].join(' ') || 'empty')
  const differences = [...new Set([...right.keys(), ...directives.keys()])].filter((name) => {
    const [is, must] = [directives.get(name), right.get(name)]
    return is === undefined || must === undefined || is.size !== must.size || [...must].some(value => !is.has(value))
  })
  return [
    ...frameOptions,
    ...tooWide.map(portal => complaint(`frame-ancestors has ${portal}, which is no portal.`, 'Name portals by their origins, such as https://example.bitrix24.com.')),
    ...wanted.filter(portal => !portals.some(allowed => allows(allowed, portal))).map(portal => complaint(`frame-ancestors does not let ${portal} in: ${portals.join(' ')}`, 'Add it where the portals are configured.')),
    ...differences.map(name => complaint(
      `${name} of the Content-Security-Policy is ${text(directives.get(name))}.`,
      right.has(name) ? `Make it: ${name} ${text(right.get(name))}` : 'Leave it out.',
    )),
  ]
}

/** Whether a source of a policy, which may have a `*.`, stands for this origin. */
function allows(source, origin) {
  if (source === origin) return true
  const [scheme, host] = source.split('//*.')
  return host !== undefined && origin.startsWith(`${scheme}//`) && origin.endsWith(`.${host}`)
}

const types = { js: ['text/javascript', 'application/javascript'], css: ['text/css'], svg: ['image/svg+xml'], html: ['text/html'] }

function fileComplaints(path, hash, answer) {
  const redirect = redirectOf(answer)
  if (redirect !== null) return [complaint(`${path} is answered by a redirect to ${redirect}.`)]
  if (answer.status !== 200) return [complaint(`${path} is answered with ${answer.status}.`, 'Copy dist/ once more, by deploy/update.sh.')]
  const allowed = types[path.split('.').at(-1)]
  if (allowed !== undefined && !allowed.includes(typeOf(answer))) return [complaint(`${path} comes as ${typeOf(answer)}.`, `Send it as ${allowed[0]}: browsers refuse it otherwise.`)]
  return hashOf(answer.body) === hash ? [] : [complaint(`${path} is not what was built.`, 'Copy dist/ once more; if that is of no use, something on the way changes it: turn that off.')]
}

async function compressionComplaints(ask, path, hash) {
  const [gzip, brotli] = await Promise.all(['gzip', 'br'].map(encoding => ask(path, { headers: { 'Accept-Encoding': encoding } })))
  if (gzip.headers['content-encoding'] !== 'gzip') return [complaint(`${path} is not compressed.`, 'Send the files packed: `gzip_static on` in nginx, `precompressed br gzip` in Caddy.')]
  if (hashOf(gunzipSync(gzip.body)) !== hash) return [complaint(`${path}, packed by gzip, is another file.`, 'Copy dist/ once more, with its .gz and .br files.')]
  if (!/accept-encoding/i.test(gzip.headers.vary ?? '')) return [complaint(`${path} comes packed, but without Vary: Accept-Encoding.`, 'Send it, or a cache on the way may give packed files to whoever cannot unpack them.')]
  if (brotli.headers['content-encoding'] !== 'br') return [warning(`${path} is not sent by brotli, which is smaller.`, 'Caddy does it by itself; nginx needs the module brotli_static (docs/deploy.md).')]
  return hashOf(brotliDecompressSync(brotli.body)) === hash ? [] : [complaint(`${path}, packed by brotli, is another file.`, 'Copy dist/ once more, with its .gz and .br files.')]
}

/** @returns {Promise<string | null>} what the server chooses of HTTP/2 and HTTP/1.1 */
function protocolOf({ hostname, port }, ca) {
  return new Promise((resolve) => {
    const host = hostname.replace(/^\[|\]$/g, '')
    const isName = /[a-z]/i.test(host) && !host.includes(':')
    const socket = connect({ host, port: Number(port || 443), ALPNProtocols: ['h2', 'http/1.1'], ...(isName && { servername: host }), ...(ca !== undefined && { ca }) }, () => {
      resolve(socket.alpnProtocol || null)
      socket.end()
    })
    socket.on('error', () => resolve(null))
  })
}

/** A few at a time, in their order. */
async function inTurns(items, work) {
  const results = []
  for (let at = 0; at < items.length; at += atOnce) {
    results.push(...await Promise.all(items.slice(at, at + atOnce).map(work)))
  }
  return results.flat()
}

/** `files.txt`, in the format of sha256sum; paths that lead out of the folder are none. */
function parseList(text) {
  return text.split('\n').flatMap((line) => {
    const [, hash, path] = /^([\da-f]{64}) {2}([\w./-]+)$/.exec(line) ?? []
    return path === undefined || path.split('/').includes('..') ? [] : [[hash, path]]
  })
}

/** What to do about a server that could not be asked at all. */
function connectionComplaint({ code = '', message }) {
  const mend = {
    ENOTFOUND: 'The name is not known: set a DNS record for it.',
    ECONNREFUSED: 'Nobody listens there: is the server started, is the port open?',
    ETIMEDOUT: 'Nobody answers there: does a firewall stop it?',
    CERT_HAS_EXPIRED: 'The certificate has run out: renew it.',
    ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate is for another name: get one for this.',
  }[code] ?? (/CERT|ISSUER|SIGN|SSL|TLS/.test(code) ? 'No browser trusts this certificate: get one from a public authority, and serve it with those between it and the authority. For an authority of your own there is --ca.' : 'Is the address right?')
  return complaint(`The server cannot be asked: ${message} (${code}).`, mend)
}

/**
 * Looks from outside whether an address serves the app as Bitrix24 needs it.
 *
 * @param {string} address such as `https://unread.example.com`
 * @param {{ portals?: readonly string[], ca?: string }} [options] `portals` must be let in; `ca` is trusted besides the
 *   authorities that Node knows, as PEM
 * @returns {Promise<readonly Check[]>}
 */
export async function verifySite(address, { portals = [], ca } = {}) {
  const base = new URL(address.endsWith('/') ? address : `${address}/`)
  const ask = (path, options) => askSite(new URL(path, base), { ...options, ca })
  /** As a portal does: a query, and a body that may be long. */
  const form = new URLSearchParams({ PLACEMENT: 'LEFT_MENU', PLACEMENT_OPTIONS: 'x'.repeat(100_000) }).toString()
  try {
    const [page, post, listed] = await Promise.all([ask(''), ask('?LANG=en', { method: 'POST', body: form }), ask(listFile)])
    const list = listed.status === 200 && typeOf(listed) === 'text/plain' ? String(listed.body) : null
    const files = new Map(await inTurns(parseList(list ?? ''), async ([hash, path]) => [[path, { hash, answer: await ask(path) }]]))
    const site = { address: base, portals, ca, ask, page, post, files, list }
    const results = []
    for (const [name, check] of Object.entries(checks)) results.push(resultOf(name, await check(site)))
    return results
  } catch (error) {
    return [resultOf('connection', [connectionComplaint(error)])]
  }
}

/** @returns {Check} */
function resultOf(name, complaints) {
  const state = complaints.some(({ isWarning }) => isWarning !== true) ? 'failed' : 'warning'
  return { name, state: complaints.length === 0 ? 'passed' : state, complaints }
}
