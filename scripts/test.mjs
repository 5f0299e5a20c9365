import { spawnSync } from 'node:child_process'
import { ensureDependencies, ensureTestTools } from './setup.mjs'

ensureDependencies()
ensureTestTools()

const checks = ['lint', 'types', 'test:unit', 'build', 'test:e2e']
const failed = []
for (const check of checks) {
  const start = Date.now()
  console.log(`\n▶ ${check}`)
  const { status } = spawnSync('npm', ['run', '--silent', check], { stdio: 'inherit' })
  if (status !== 0) failed.push(check)
  console.log(`${status === 0 ? '✔' : '✘'} ${check} (${((Date.now() - start) / 1000).toFixed(1)} s)`)
}

console.log(failed.length === 0 ? '' : `\nFailed: ${failed.join(', ')}`)
console.log(`checks: ${checks.length - failed.length} passed, ${failed.length} failed`)
process.exitCode = failed.length === 0 ? 0 : 1
