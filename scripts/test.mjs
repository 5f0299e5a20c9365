import { spawn } from 'node:child_process'
import { ensureDependencies, ensureTestTools } from './setup.mjs'

ensureDependencies()
ensureTestTools()

/** @type {{ check: string, output: string }[]} */
const failed = []

/** A log is read from its end: there stands what went wrong, of each check that failed. */
const repeatedLines = 60

/**
 * Runs npm scripts one after the other, and prints what each has said once it has ended.
 *
 * @param {readonly string[]} checks
 */
async function inTurn(checks) {
  for (const check of checks) {
    const start = Date.now()
    const output = []
    const status = await new Promise((resolve) => {
      const child = spawn('npm', ['run', '--silent', check], { stdio: ['ignore', 'pipe', 'pipe'] })
      for (const stream of [child.stdout, child.stderr]) stream.on('data', data => output.push(data))
      child.on('close', resolve)
    })
    process.stdout.write(Buffer.concat(output))
    if (status !== 0) failed.push({ check, output: Buffer.concat(output).toString('utf8') })
    console.log(`${status === 0 ? '✔' : '✘'} ${check} (${((Date.now() - start) / 1000).toFixed(1)} s)\n`)
  }
}

/** The end-to-end tests have the machine to themselves; of the others each keeps one processor busy. */
const sideBySide = [['lint', 'types'], ['build', 'test:unit']]

await Promise.all(sideBySide.map(inTurn))
await inTurn(['test:e2e'])

const count = sideBySide.flat().length + 1
for (const { check, output } of failed) console.log(`✘ ${check} ended with:\n${output.trimEnd().split('\n').slice(-repeatedLines).join('\n')}\n`)
console.log(`checks: ${String(count - failed.length)} passed, ${String(failed.length)} failed`)
process.exitCode = failed.length === 0 ? 0 : 1
