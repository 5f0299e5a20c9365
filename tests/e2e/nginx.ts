import { type ChildProcess, spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nginxConfig, type Tls } from '../../scripts/nginx-config.mjs'
import { nginxPath } from '../../scripts/nginx-path.mjs'

export interface Nginx {
  /** Where the app is, such as `http://127.0.0.1:40123/`: a host with a dot, as portals want it. */
  readonly address: string
  /** The folder it serves. */
  readonly root: string
  /** What it has logged so far: accesses, then errors. */
  log(): Promise<string>
  close(): Promise<void>
}

/** Emulated portals stand on one of these. */
export const testPortals: readonly string[] = ['http://localhost:*', 'http://127.0.0.1:*']

interface NginxOptions {
  readonly portals: readonly string[]
  /** What an intruder has made of the page. @default the page as it is */
  readonly tamper?: (html: string) => string
  /** The folder to serve. @default 'dist' */
  readonly site?: string
  /** Makes it https. @default none: http */
  readonly tls?: Tls
  /** @default any free one */
  readonly port?: number
}

const file = (name: string) => new URL(`../../${name}`, import.meta.url).pathname

/** A real nginx with the configuration of deploy/. */
export async function startNginx({ portals, tamper, site = 'dist', tls, port: wanted }: NginxOptions): Promise<Nginx> {
  const folder = await mkdtemp(join(tmpdir(), 'unread-nginx-'))
  const port = wanted ?? await freePort()
  // Its workers are another user, who may not read where this runs.
  const root = join(folder, 'site')
  await cp(file(site), root, { recursive: true })
  if (tamper !== undefined) {
    const page = join(root, 'index.html')
    await writeFile(page, tamper(await readFile(page, 'utf8')))
    // What the build has packed is the page as it was.
    await Promise.all(['gz', 'br'].map(ending => rm(`${page}.${ending}`, { force: true })))
  }
  await mkdir(join(folder, 'temp'))
  await writeFile(join(folder, 'nginx.conf'), mainConfig(configFor(portals, { listen: `127.0.0.1:${port}`, root, ...(tls !== undefined && { tls }) })))
  const child = spawn(nginxPath() ?? 'nginx', ['-p', folder, '-c', 'nginx.conf', '-e', 'error.log'])
  // A test that fails before it closes its nginx must not leave one behind.
  const end = () => void child.kill('SIGTERM')
  process.once('exit', end)
  const address = `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}/`
  const log = async () => {
    const logs = await Promise.all(['access.log', 'error.log'].map(name => readFile(join(folder, name), 'utf8')))
    return logs.join('')
  }
  await listening(child, port, 'nginx')
  return {
    address,
    root,
    log,
    close: async () => {
      const ended = new Promise(resolve => child.once('exit', resolve))
      process.off('exit', end)
      end()
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Emulated portals stand on any port of localhost, which the rule for real portals refuses. */
function configFor(portals: readonly string[], place: { readonly listen: string, readonly root: string, readonly tls?: Tls }): string {
  const standIn = 'https://portal.example.org'
  return nginxConfig({ ...place, portals: standIn }).replaceAll(standIn, portals.join(' '))
}

/** The part around the site that an operator's nginx has already. */
const mainConfig = (site: string) => `
daemon off;
pid nginx.pid;
worker_processes 1;
${process.getuid?.() === 0 ? 'user root;' : ''}
events { worker_connections 64; }
http {
    client_body_temp_path temp/body;
    proxy_temp_path temp/proxy;
    fastcgi_temp_path temp/fastcgi;
    uwsgi_temp_path temp/uwsgi;
    scgi_temp_path temp/scgi;
    ${site.replace('/var/log/nginx/access.log', 'access.log')}
}
`

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise(resolve => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('No port was given.')
  return address.port
}

/** Waits for a server to take connections. @throws where it has ended instead, with what it said */
export async function listening(child: ChildProcess, port: number, name: string): Promise<void> {
  let words = ''
  const ended: string[] = []
  child.stderr?.on('data', (data: Buffer) => {
    words += data.toString()
  })
  child.once('error', error => ended.push(error.message))
  child.once('exit', code => ended.push(`code ${String(code)}`))
  for (;;) {
    const answers = await connects(port)
    if (answers) return
    if (ended.length > 0) throw new Error(`${name} has ended (${ended.join(', ')}): ${words}`)
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}

function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}
