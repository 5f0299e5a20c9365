import { spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { caddyConfig } from '../../scripts/caddy-config.mjs'
import { caddyPath } from '../../scripts/caddy-path.mjs'
import { freePort, listening } from './nginx.ts'

export interface Caddy {
  /** Where the app is, such as `https://127.0.0.1:40123/`. */
  readonly address: string
  /** The folder it serves. */
  readonly root: string
  /** The certificate of the authority it has made for itself, as PEM. */
  readonly ca: string
  /** Files of a certificate for 127.0.0.1 by that authority, for other servers. */
  readonly certificate: string
  readonly key: string
  /** What it has logged so far. */
  log(): string
  close(): Promise<void>
}

const dist = new URL('../../dist', import.meta.url).pathname

/** A real Caddy with the configuration of deploy/, on a free port, with an authority of its own, for these portals. */
export async function startCaddy(portals: readonly string[]): Promise<Caddy> {
  const folder = await mkdtemp(join(tmpdir(), 'unread-caddy-'))
  const port = await freePort()
  const root = join(folder, 'site')
  await cp(dist, root, { recursive: true })
  // Emulated portals stand on any port of localhost, which the rule for real portals refuses.
  const standIn = 'https://portal.example.org'
  const site = caddyConfig({ site: `https://127.0.0.1:${port}`, root, portals: standIn }).replaceAll(standIn, portals.join(' '))
  const config = site.replace(/^\{$/m, `{
\tadmin off
\tlocal_certs
\tskip_install_trust
\tauto_https disable_redirects
\tstorage file_system ${folder}/storage`)
  await mkdir(join(folder, 'home'))
  await writeFile(join(folder, 'Caddyfile'), config)
  const child = spawn(caddyPath() ?? 'caddy', ['run', '--config', 'Caddyfile', '--adapter', 'caddyfile'], {
    cwd: folder,
    env: { ...process.env, HOME: join(folder, 'home'), XDG_CONFIG_HOME: join(folder, 'home'), XDG_DATA_HOME: join(folder, 'home') },
  })
  let log = ''
  child.stderr.on('data', (data: Buffer) => {
    log += data.toString()
  })
  // A test that fails before it closes its Caddy must not leave one behind.
  const end = () => void child.kill('SIGTERM')
  process.once('exit', end)
  await listening(child, port, 'Caddy')
  const certificate = join(folder, 'storage/certificates/local/127.0.0.1/127.0.0.1.crt')
  // It listens before it has its certificate.
  while (!log.includes('certificate obtained successfully')) await new Promise(resolve => setTimeout(resolve, 20))
  return {
    address: `https://127.0.0.1:${port}/`,
    root,
    ca: await readFile(join(folder, 'storage/pki/authorities/local/root.crt'), 'utf8'),
    certificate,
    key: certificate.replace(/crt$/, 'key'),
    log: () => log,
    close: async () => {
      const ended = new Promise(resolve => child.once('exit', resolve))
      process.off('exit', end)
      end()
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}
