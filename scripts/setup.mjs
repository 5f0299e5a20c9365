import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { caddyPath } from './caddy-path.mjs'
import { chromiumPath, headlessShellPath } from './chromium.mjs'
import { nginxPath } from './nginx-path.mjs'

const run = (command, args, options) => execFileSync(command, args, { stdio: 'inherit', ...options })
const changedAt = path => (existsSync(path) ? statSync(path).mtimeMs : 0)

/** Installs the packages of the lock file, unless just these are there. */
export function ensureDependencies() {
  if (changedAt('node_modules/.package-lock.json') >= changedAt('package-lock.json')) return
  console.log('Installing packages …')
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
}

/**
 * @typedef {object} Tool something the tests need that npm does not bring
 * @property {string} name
 * @property {() => boolean} isThere
 * @property {readonly string[]} packages its packages on Debian
 * @property {() => void} otherwise where Debian's packages cannot be installed: gets it, says what to expect, or throws
 */

/**
 * Whether some font has these. Browsers on macOS and Windows have them all.
 *
 * @param {readonly string[]} patterns of fontconfig
 */
function hasFonts(...patterns) {
  if (process.platform !== 'linux') return true
  return patterns.every(pattern => (spawnSync('fc-list', [pattern], { encoding: 'utf8' }).stdout ?? '') !== '')
}

/** @type {readonly Tool[]} */
export const testTools = [
  {
    name: 'Chromium',
    isThere: () => chromiumPath() !== undefined,
    packages: ['chromium'],
    otherwise: () => run('npx', ['playwright', 'install', 'chromium']),
  },
  {
    // Playwright's own Chromium comes with one.
    name: 'the headless shell of Chromium',
    isThere: () => headlessShellPath() !== undefined,
    packages: ['chromium-headless-shell'],
    otherwise: () => undefined,
  },
  {
    name: 'nginx',
    isThere: () => nginxPath() !== undefined,
    packages: ['nginx-light'],
    otherwise: () => {
      throw new Error('Some tests need nginx: install it, or say where it is by NGINX_PATH.')
    },
  },
  {
    name: 'Caddy',
    isThere: () => caddyPath() !== undefined,
    packages: ['caddy'],
    otherwise: () => {
      throw new Error('Some tests need Caddy: install it, or say where it is by CADDY_PATH.')
    },
  },
  {
    name: 'fonts for all languages',
    isThere: () => hasFonts(':lang=th', ':lang=ar', ':lang=hi'),
    packages: ['fontconfig', 'fonts-noto-core'],
    otherwise: () => console.log('No font for Thai, Arabic or Hindi was found: texts in these languages are tested as empty boxes.'),
  },
  {
    name: 'a font for emoji',
    isThere: () => hasFonts(':charset=1f64f'),
    packages: ['fonts-noto-color-emoji'],
    otherwise: () => console.log('No font for emoji was found: in the pictures they are empty boxes.'),
  },
]

const canUseApt = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

const servicePolicy = '/usr/sbin/policy-rc.d'

/** Debian starts what it installs: nginx and Caddy would both take port 80. The tests start them by themselves. */
function withoutServices(install) {
  const isOurs = !existsSync(servicePolicy)
  if (isOurs) writeFileSync(servicePolicy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    install()
  } finally {
    if (isOurs) rmSync(servicePolicy)
  }
}

function installDebian(packages) {
  const quietly = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  run('apt-get', ['update', '-qq'], quietly)
  withoutServices(() => run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], quietly))
}

/**
 * Looks for each tool by itself, and installs those that are missing: by Debian's packages where that is possible.
 *
 * @param {readonly Tool[]} tools
 * @param {((packages: readonly string[]) => void) | null} install of Debian's packages; null where it is not possible
 * @throws {Error} for a tool that has to be installed by hand
 */
export function ensureTestTools(tools = testTools, install = canUseApt() ? installDebian : null) {
  const missing = tools.filter(tool => !tool.isThere())
  if (missing.length === 0) return
  console.log(`Missing for the tests: ${missing.map(({ name }) => name).join(', ')}`)
  if (install === null) {
    for (const tool of missing) tool.otherwise()
    return
  }
  const packages = missing.flatMap(tool => tool.packages)
  console.log(`Installing from Debian: ${packages.join(', ')} …`)
  install(packages)
}
