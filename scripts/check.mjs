import { spawn } from 'node:child_process'

/*
 * The quick checks, side by side: each waits for the processor more than for another. Here ESLint looks at changed
 * files only, so a rule that a changed type breaks elsewhere is found by `npm test`. The property tests take fewer inputs.
 */
const checks = [
  'lint -- --cache --cache-location node_modules/.cache/eslint/ --cache-strategy content',
  'types',
  'test:unit',
].map(check => new Promise((resolve) => {
  spawn('npm', ['run', '--silent', ...check.split(' ')], { stdio: 'inherit', env: { ...process.env, UNREAD_QUICK: '1' } }).on('close', resolve)
}))

process.exitCode = (await Promise.all(checks)).some(status => status !== 0) ? 1 : 0
