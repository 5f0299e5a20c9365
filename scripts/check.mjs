import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/*
 * The quick checks, side by side: each waits for the processor more than for another. ESLint looks at components that differ
 * from the last commit only, and the property tests take fewer inputs; `npm test` does it all.
 */

/** @returns {string[]} the components that differ from the last commit; all files, where there is no git to ask */
function changedComponents() {
  const { status, stdout } = spawnSync('git', ['status', '--porcelain', '-z', '--no-renames', '--untracked-files=all'], { encoding: 'utf8' })
  if (status !== 0) return ['.']
  // Two letters and a space stand before each path.
  return stdout.split('\0').map(line => line.slice(3)).filter(path => path.endsWith('.vue') && existsSync(path))
}

const components = changedComponents()

const commands = [
  ['run', '--silent', 'lint:code'],
  ...(components.length === 0 ? [] : [['exec', '--', 'eslint', '--max-warnings', '0', ...components]]),
  ['run', '--silent', 'types'],
  ['run', '--silent', 'test:unit'],
]
const checks = commands.map(command => new Promise((resolve) => {
  spawn('npm', command, { stdio: 'inherit', env: { ...process.env, UNREAD_QUICK: '1' } }).on('close', resolve)
}))

process.exitCode = (await Promise.all(checks)).some(status => status !== 0) ? 1 : 0
