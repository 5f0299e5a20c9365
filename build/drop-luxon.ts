import type { Plugin } from 'vite'

/** The only files of the SDK that use luxon: a conversion of dates, and the dates of log lines. The app calls neither. */
const users = ['tools/text.mjs', 'logger/formatter/abstract-formatter.mjs']

const stub = '\0unread:luxon'

/** Any use throws, so that a test shows it. */
const stubCode = `
const missing = () => { throw new Error('luxon is not part of this build') }
export const DateTime = { fromFormat: missing, fromISO: missing, fromJSDate: missing, now: missing }
`

/**
 * Leaves luxon out of the build, some 23 kB gzipped of the way to the first badge. The build fails when the SDK uses
 * it in other places than the known ones.
 */
export function dropLuxon(): Plugin {
  const seen = new Set<string>()
  return {
    name: 'unread:drop-luxon',
    apply: 'build',
    enforce: 'pre',
    resolveId: {
      filter: { id: /^luxon$/ },
      handler(_source, importer = '') {
        seen.add(users.find(user => importer.endsWith(`/b24jssdk/dist/esm/${user}`)) ?? importer)
        return stub
      },
    },
    load: {
      filter: { id: new RegExp(`^${stub}$`) },
      handler: () => stubCode,
    },
    buildEnd(error) {
      if (error !== undefined) return
      const unexpected = [...seen].filter(user => !users.includes(user))
      const missing = users.filter(user => !seen.has(user))
      if (unexpected.length > 0 || missing.length > 0) {
        this.error(`The SDK uses luxon differently: new in ${unexpected.join(', ') || 'no file'}, gone from ${missing.join(', ') || 'no file'}. See build/drop-luxon.ts.`)
      }
    },
  }
}
