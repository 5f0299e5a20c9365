import { findProgram } from './find-program.mjs'

const headlessShells = ['chromium-headless-shell', '/usr/bin/chromium-headless-shell']

const browsers = [
  'chromium', 'chromium-browser', 'google-chrome',
  '/usr/bin/chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** @returns {string | undefined} the Chromium of this machine; undefined where Playwright's own has to do */
export function chromiumPath() {
  return findProgram(process.env.CHROMIUM_PATH, ...browsers)
}

/** @returns {string | undefined} Chromium without what only a window needs: tests take half of the time in it */
export function headlessShellPath() {
  return findProgram(process.env.CHROMIUM_PATH, ...headlessShells)
}

/** For a headless Chromium that also runs as root, and leaves the rest of the network alone. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The same, for a page that lives for seconds: what V8 would make faster in that time costs more than it saves. */
export const shortLivedArguments = [...chromiumArguments, '--js-flags=--no-opt --no-maglev --max-lazy']
