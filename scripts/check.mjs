import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/*
 * The quick checks, side by side: each waits for the processor more than for another. All code is linted and all unit and
 * component tests run, with fewer inputs; components and their types are looked at where something of them differs from the
 * last commit. `npm test` does it all.
 */

/** @returns {string[] | null} the files that differ from the last commit; null: there is no git to ask */
function changedFiles() {
  const { status, stdout } = spawnSync('git', ['status', '--porcelain', '-z', '--no-renames', '--untracked-files=all'], { encoding: 'utf8' })
  // Two letters and a space stand before each path.
  return status === 0 ? stdout.split('\0').map(line => line.slice(3)) : null
}

const changed = changedFiles()
const components = changed === null ? ['.'] : changed.filter(path => path.endsWith('.vue') && existsSync(path))
const hasOtherTypes = changed === null || changed.some(path => /^(?:src|emulator\/page|tests\/components)\/|^(?:package-lock|tsconfig)/.test(path))

const commands = [
  ['run', '--silent', 'lint:code'],
  ...(components.length === 0 ? [] : [['exec', '--', 'eslint', '--max-warnings', '0', ...components]]),
  ...(hasOtherTypes ? [['run', '--silent', 'types']] : []),
  ['run', '--silent', 'test:unit'],
]
const checks = commands.map(command => new Promise((resolve) => {
  spawn('npm', command, { stdio: 'inherit', env: { ...process.env, UNREAD_QUICK: '1' } }).on('close', resolve)
}))

process.exitCode = (await Promise.all(checks)).some(status => status !== 0) ? 1 : 0
