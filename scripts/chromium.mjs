import { findProgram } from './find-program.mjs'

/** @returns {string | undefined} the Chromium of this machine; undefined where Playwright's own has to do */
export function chromiumPath() {
  return findProgram(
    process.env.CHROMIUM_PATH,
    'chromium', 'chromium-browser', 'google-chrome',
    '/usr/bin/chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  )
}

/** For a headless Chromium that also runs as root, and leaves the rest of the network alone. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
