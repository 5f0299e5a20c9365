import { defineConfig } from '@playwright/test'
import { chromiumArguments, chromiumPath, headlessShellPath } from './scripts/chromium.mjs'

const port = Number(process.env.APP_PORT ?? 4173)
const executablePath = headlessShellPath() ?? chromiumPath()

export default defineConfig({
  testDir: 'tests/e2e',
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  reporter: 'list',
  timeout: 120_000,
  expect: { timeout: 10_000 },
  // Not before five runs in a row have been green without.
  retries: process.env.CI === undefined ? 0 : 1,
  use: {
    baseURL: `http://localhost:${String(port)}/`,
    browserName: 'chromium',
    locale: 'en-US',
    timezoneId: 'Europe/Berlin',
    // Drawing what moves takes a third of the processor's time. Rows that move to their places are tested with motion.
    contextOptions: { reducedMotion: 'reduce' },
    // A trace makes every test slower by a fifth: `npm run test:e2e -- --trace retain-on-failure` takes one.
    trace: 'on-first-retry',
    launchOptions: { args: chromiumArguments, ...(executablePath !== undefined && { executablePath }) },
  },
  webServer: {
    command: `node --import tsx tests/e2e/serve.ts ${String(port)}`,
    url: `http://localhost:${String(port)}/`,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
  },
})
