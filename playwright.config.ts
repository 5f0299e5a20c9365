import { defineConfig } from '@playwright/test'
import { chromiumPath, headlessShellPath, shortLivedArguments } from './scripts/chromium.mjs'

const port = Number(process.env.APP_PORT ?? 4173)
const executablePath = headlessShellPath() ?? chromiumPath()

export default defineConfig({
  testDir: 'tests/e2e',
  fullyParallel: true,
  // One more than the cores the tests are to make do with: a page that waits leaves its core to another.
  workers: 3,
  forbidOnly: true,
  reporter: 'list',
  timeout: 120_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: `http://localhost:${String(port)}/`,
    browserName: 'chromium',
    locale: 'en-US',
    timezoneId: 'Europe/Berlin',
    // Drawing what moves takes a third of the processor's time. Rows that move to their places are tested with motion.
    contextOptions: { reducedMotion: 'reduce' },
    // A trace makes every test slower by a fifth: `npm run test:e2e -- --trace retain-on-failure` takes one.
    trace: 'off',
    launchOptions: { args: shortLivedArguments, ...(executablePath !== undefined && { executablePath }) },
  },
  // The longest test begins first, so that nobody waits for it alone at the end.
  projects: [
    { name: 'monkey', testMatch: '**/monkey/*.test.ts' },
    { name: 'app', testIgnore: '**/monkey/**' },
  ],
  webServer: {
    command: `node --import tsx tests/e2e/serve.ts ${String(port)}`,
    url: `http://localhost:${String(port)}/`,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
  },
})
