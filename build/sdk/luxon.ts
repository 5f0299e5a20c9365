/** Any use throws, so that a test shows it: the SDK converts dates by it, and dates its log lines. The app does neither. */
function missing(): never {
  throw new Error('luxon is not part of this build')
}

export const DateTime = { fromFormat: missing, fromISO: missing, fromJSDate: missing, now: missing }
