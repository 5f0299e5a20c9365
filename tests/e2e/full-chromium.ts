import { chromiumArguments, chromiumPath } from '../../scripts/chromium.mjs'

const executablePath = chromiumPath()

/** For what a headless shell lacks: the back/forward cache, and the settings of a person. */
export const fullChromium = {
  channel: executablePath === undefined ? 'chromium' : undefined,
  launchOptions: { args: chromiumArguments, ...(executablePath !== undefined && { executablePath }) },
}
