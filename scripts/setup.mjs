import { execFileSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { chromiumPath } from './chromium.mjs'

const run = (command, args, options) => execFileSync(command, args, { stdio: 'inherit', ...options })
const changedAt = path => (existsSync(path) ? statSync(path).mtimeMs : 0)

/** Installs the packages of the lock file, unless just these are there. */
export function ensureDependencies() {
  if (changedAt('node_modules/.package-lock.json') >= changedAt('package-lock.json')) return
  console.log('Installing packages …')
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
}

const canUseApt = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

function installDebian(...packages) {
  const quietly = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  run('apt-get', ['update', '-qq'], quietly)
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], quietly)
}

/** Finds a Chromium for the browser tests, or installs one: Debian's where that is possible, else Playwright's own. */
export function ensureChromium() {
  if (chromiumPath() !== undefined) return
  console.log('Installing Chromium …')
  if (canUseApt()) installDebian('chromium', 'fonts-noto-core')
  else run('npx', ['playwright', 'install', 'chromium'])
}

/** Finds the nginx that the tests of deploy/ start, or installs Debian's. */
export function ensureNginx() {
  if (existsSync(process.env.NGINX_PATH ?? '/usr/sbin/nginx')) return
  if (!canUseApt()) throw new Error('Some tests need nginx: install it, or say where it is by NGINX_PATH.')
  console.log('Installing nginx …')
  installDebian('nginx-light')
}
