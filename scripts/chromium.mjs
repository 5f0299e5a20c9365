import { existsSync } from 'node:fs'

const places = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** @returns {string | undefined} the Chromium of this machine; undefined where Playwright's own has to do */
export function chromiumPath() {
  return places.find(place => place !== undefined && existsSync(place))
}

/** For a headless Chromium that also runs as root, and leaves the rest of the network alone. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
