import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Declaration, transform } from 'lightningcss'
import type { Plugin, Rolldown } from 'vite'

const source = fileURLToPath(new URL('../src/', import.meta.url))
/** The style sheets that declare the kit's tokens. Each uses what the other one declares. */
const sheets = [`${source}assets/first.css`, `${source}assets/kit.css`]

interface Style {
  readonly filename: string
  readonly code: string
}

const namesIn = (text: string): string[] => text.match(/--[a-z][\w-]*/g) ?? []

/**
 * The custom properties that some style sheets declare, and that nothing uses: no declaration of another property, no
 * custom property that is used itself, and nobody else.
 * @param mentioned names that are used elsewhere; one that ends with `-` stands for all that begin so
 */
export function unusedTokens(styles: readonly Style[], mentioned: Iterable<string>): Set<string> {
  const usesOf = new Map<string, string[]>()
  const waiting = [...mentioned]
  const visit = (declaration: Declaration): void => {
    // To the parser, a property it does not know is a custom one as well.
    if (declaration.property !== 'custom' || !declaration.value.name.startsWith('--')) {
      waiting.push(...namesIn(JSON.stringify(declaration.value)))
      return
    }
    const { name, value } = declaration.value
    usesOf.set(name, [...usesOf.get(name) ?? [], ...namesIn(JSON.stringify(value))])
  }
  for (const { filename, code } of styles) transform({ filename, code: Buffer.from(code), visitor: { Declaration: visit } })
  const unused = new Set(usesOf.keys())
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const used = name.endsWith('-') ? [...unused].filter(one => one.startsWith(name)) : [name]
    for (const one of used) if (unused.delete(one)) waiting.push(...usesOf.get(one) ?? [])
  }
  return unused
}

async function mentionedInSource(): Promise<string[]> {
  const files = (await readdir(source, { recursive: true })).filter(file => /\.(?:ts|vue|css)$/.test(file))
  return (await Promise.all(files.map(async file => namesIn(await readFile(source + file, 'utf8'))))).flat()
}

/**
 * Leaves out of the kit's style sheets the custom properties that nothing uses: more than half of some three thousand,
 * which a browser reads before the first paint, and applies anew with each theme.
 *
 * The build fails where JavaScript names one that was left out.
 */
export function dropUnusedTokens(): Plugin {
  const read = new Map<string, string>()
  let allRead: () => void
  const unused = new Promise<void>(resolve => void (allRead = resolve)).then(async () => (
    unusedTokens([...read].map(([filename, code]) => ({ filename, code })), await mentionedInSource())
  ))
  return {
    name: 'unread:drop-unused-tokens',
    apply: 'build',
    // After Tailwind and Vite have read them, before Vite writes them.
    async transform(code, filename) {
      if (!sheets.includes(filename)) return
      read.set(filename, code)
      if (read.size === sheets.length) allRead()
      // The other one may only be asked for once this one is there.
      else await Promise.all(sheets.filter(id => id !== filename).map(id => this.resolve(id).then(found => found !== null && void this.load(found))))
      const kept = transform({ filename, code: Buffer.from(code), unusedSymbols: [...await unused] })
      return { code: String(kept.code), map: null }
    },
    async generateBundle(_options, bundle) {
      if (read.size < sheets.length) this.error('No style sheet with tokens was found: see build/drop-unused-tokens.ts.')
      const dropped = [...await unused]
      if (dropped.length === 0) this.error('Nothing was left out of the style sheets: see build/drop-unused-tokens.ts.')
      for (const { fileName, code } of Object.values(bundle).filter((file): file is Rolldown.OutputChunk => file.type === 'chunk')) {
        const missing = namesIn(code).flatMap(name => dropped.filter(one => (name.endsWith('-') ? one.startsWith(name) : one === name)))
        if (missing.length > 0) this.error(`${fileName} uses ${missing.join(', ')}, which build/drop-unused-tokens.ts has left out.`)
      }
    },
  }
}
