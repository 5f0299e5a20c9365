import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

/** Files of the SDK that the app never comes to, and what each of them exports. */
const unused: Readonly<Record<string, readonly string[]>> = {
  // Version 3 of REST, of which the app asks nothing: no method it needs is there.
  'core/http/v3.mjs': ['HttpV3'],
  'core/actions/v3/manager-v3.mjs': ['ActionsManagerV3'],
  // Lists of any length, which the app reads page by page.
  'core/actions/v2/call-list.mjs': ['CallListV2'],
  'core/actions/v2/fetch-list.mjs': ['FetchListV2'],
  'core/actions/v2/batch-by-chunk.mjs': ['BatchByChunkV2'],
  'core/tools/manager.mjs': ['ToolsManager'],
  // Nothing is logged, since the app sets no logger.
  'logger/logger.mjs': ['Logger'],
  'logger/handler/console-v2-handler.mjs': ['ConsoleV2Handler'],
  // Dialogs of the portal: choosing users, and the like.
  'frame/dialog.mjs': ['DialogManager'],
}

/** A package that the SDK uses little of, or a file of its own, by the name it is imported by. */
interface Replaced {
  /** What stands in for it. */
  readonly by: string
  /** The files of the SDK that import it. */
  readonly importers: readonly string[]
  /** What the first of them does with it: each match of the pattern, and the names it may find. */
  readonly uses?: readonly (readonly [pattern: RegExp, names: readonly string[]])[]
  /** Whether other files than the importers keep what they import by that name. @default false */
  readonly isKeptElsewhere?: boolean
}

const replaced: Readonly<Record<string, Replaced>> = {
  'luxon': {
    by: 'luxon.ts',
    importers: ['tools/text.mjs', 'logger/formatter/abstract-formatter.mjs'],
  },
  'axios': {
    by: 'axios.ts',
    importers: ['core/http/abstract-http.mjs', 'oauth/auth.mjs'],
    uses: [
      [/\baxios\.(\w+)/g, ['create']],
      [/axios\.create\(\{\s*(timeout: \w+,\s*timeoutErrorMessage: ".*?",\s*\.\.\.options \?\? \{\},)/g, ['timeout: 3e4,\n      timeoutErrorMessage: "Request timeout exceeded",\n      ...options ?? {},']],
      [/_clientAxios\.(\w+)/g, ['post']],
      [/axiosError\??\.(\w+)/g, ['code', 'message', 'response']],
      [/axiosError\.response\?\.(\w+)/g, ['status', 'data']],
      [/\bresponse\.(\w+)/g, ['status', 'data', 'payload']],
    ],
  },
  'qs-esm': {
    by: 'qs-esm.ts',
    importers: ['core/interaction/batch/processing/v2/abstract-processing.mjs'],
    uses: [[/\bqs\.(\w+\([^()]*\))/g, ['stringify(command.query || {})']]],
  },
  // Each answer is copied and turned into text again, for a log that nobody keeps. Errors keep theirs.
  './redact.mjs': {
    by: 'redact.ts',
    importers: ['core/http/abstract-http.mjs'],
    uses: [
      [/JSON\.stringify\(redactSensitiveParams\(([^()]*)\), null, 0\)/g, ['paramsFormatted', 'response.data.result', 'error?.response?.data']],
      [/(?<!stringify\()redactSensitiveParams\(([^()]*)\)/g, ['params']],
      [/\b(\w*: \w+\((?:params|result)FormattedForLog\))/g, ['params: truncateForLog(paramsFormattedForLog)', 'result: truncateForLog(resultFormattedForLog)']],
      [/(\w+: this\._sanitizeParams\(.*?\))/g, ['params: this._sanitizeParams(params)']],
    ],
    isKeptElsewhere: true,
  },
}

const inSdk = /\/b24jssdk\/dist\/esm\/(.+)$/

/** Stands in for a class: it can be made, since the SDK makes all its parts, but any use of it throws. */
const missingClass = (name: string) => `
export class ${name} {
  constructor() {
    return new Proxy(this, { get() { throw new Error('${name} of the SDK is not part of this build: see build/slim-sdk.ts') } })
  }
}`

/**
 * Leaves out of the build what the app never calls of the SDK, and replaces by a few lines of our own three packages that
 * the SDK uses little of: a third of the way to the first badge. Nothing is prepared for a log either.
 *
 * The build fails where the SDK has changed: a file has gone, exports something else, or uses a package differently.
 * `tests/unit/build/slim-sdk.test.ts` compares what is left with the whole SDK.
 */
export function slimSdk(): Plugin {
  const left = new Set<string>()
  const expected = [...Object.keys(unused), ...Object.entries(replaced).flatMap(([name, { importers }]) => importers.map(file => `${name} in ${file}`))]
  return {
    name: 'unread:slim-sdk',
    apply: 'build',
    enforce: 'pre',
    buildStart() {
      left.clear()
      for (const what of expected) left.add(what)
    },
    resolveId: {
      filter: { id: new RegExp(`^(${Object.keys(replaced).map(name => name.replaceAll('.', '\\.')).join('|')})$`) },
      async handler(name, importer = '') {
        const entry = replaced[name]
        const file = inSdk.exec(importer)?.[1] ?? importer
        const isReplaced = entry?.importers.includes(file) === true
        if (!isReplaced && entry?.isKeptElsewhere === true) return
        if (!isReplaced) return this.error(`${file} uses ${name}, which build/slim-sdk.ts does not know of.`)
        left.delete(`${name} in ${file}`)
        if (file === entry.importers[0]) {
          const code = await readFile(importer, 'utf8')
          for (const [pattern, names] of entry.uses ?? []) {
            const found = new Set([...code.matchAll(pattern)].map(([, use = '']) => use))
            const others = [...found].filter(use => !names.includes(use))
            if (found.size === 0 || others.length > 0) this.error(`The SDK uses ${name} differently (${others.join(', ') || `no ${String(pattern)}`}): see build/slim-sdk.ts.`)
          }
        }
        return fileURLToPath(new URL(`./sdk/${entry.by}`, import.meta.url))
      },
    },
    load: {
      filter: { id: new RegExp(`/b24jssdk/dist/esm/(${Object.keys(unused).join('|')})$`) },
      async handler(id) {
        const file = inSdk.exec(id)?.[1] ?? ''
        const names = unused[file] ?? []
        const exported = /^export \{ (.*) \};$/m.exec(await readFile(id, 'utf8'))?.[1]?.split(', ') ?? []
        if (exported.join() !== names.join()) this.error(`${file} of the SDK exports ${exported.join(', ')}: see build/slim-sdk.ts.`)
        left.delete(file)
        return { code: names.map(missingClass).join('\n'), moduleSideEffects: false }
      },
    },
    buildEnd(error) {
      if (error === undefined && left.size > 0) this.error(`The SDK no longer has or uses ${[...left].join(', ')}: see build/slim-sdk.ts.`)
    },
  }
}
