import { spawn } from 'node:child_process'

/* The quick checks, side by side: each waits for the processor more than for another. */
const checks = ['lint', 'types', 'test:unit'].map(check => new Promise((resolve) => {
  spawn('npm', ['run', '--silent', check], { stdio: 'inherit' }).on('close', resolve)
}))

process.exitCode = (await Promise.all(checks)).some(status => status !== 0) ? 1 : 0
