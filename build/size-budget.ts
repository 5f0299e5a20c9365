import { gzipSync } from 'node:zlib'
import type { Plugin, Rolldown } from 'vite'
import { isMount } from './first-chunks.ts'

/** In bytes, gzipped; of the languages the largest counts, since nobody loads two. */
const budgets = {
  'JavaScript until the first badge': 120_000,
  'JavaScript': 300_000,
  'CSS': 45_000,
} as const

/** Until the first badge: the page, and its own files. Answers of the portal are not among them. */
const maxRequests = 8

const sizeOf = (source: string | Uint8Array): number => gzipSync(source, { level: 9 }).length
const isOf = (folder: string) => ({ moduleIds }: Rolldown.OutputChunk) => (
  moduleIds.some(id => id.slice(0, id.lastIndexOf('/')).endsWith(folder))
)
const isFirstText = isOf('/i18n/messages')
const isLaterText = isOf('/i18n/messages/deferred')

/**
 * Fails a build that has grown over the budget, and says by how much it has not. Not size-limit: it weighs files by their
 * names, and can't tell which ones come before the badge, in how many requests.
 */
export function sizeBudget(): Plugin {
  return {
    name: 'unread:size-budget',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const chunks = Object.values(bundle).filter(file => file.type === 'chunk')
        const styles = Object.values(bundle).filter(file => file.type === 'asset' && file.fileName.endsWith('.css'))

        /** A chunk, and all that it can't do without. */
        function withImports(chunk: Rolldown.OutputChunk, all = new Set<Rolldown.OutputChunk>()): Set<Rolldown.OutputChunk> {
          if (all.has(chunk)) return all
          all.add(chunk)
          for (const name of chunk.imports) {
            const imported = bundle[name]
            if (imported?.type === 'chunk') withImports(imported, all)
          }
          return all
        }

        const starts = chunks.filter(chunk => chunk.isEntry || isMount(chunk))
        const first = new Set(starts.flatMap(chunk => [...withImports(chunk)]))
        const largest = (some: readonly Rolldown.OutputChunk[]) => Math.max(...some.map(({ code }) => sizeOf(code)))
        const code = chunks.filter(chunk => !isFirstText(chunk) && !isLaterText(chunk))
        const total = (some: readonly Rolldown.OutputChunk[]) => some.reduce((sum, chunk) => sum + sizeOf(chunk.code), 0)
        const firstTexts = largest(chunks.filter(isFirstText))
        const sizes: Record<keyof typeof budgets, number> = {
          'JavaScript until the first badge': total(code.filter(chunk => first.has(chunk))) + firstTexts,
          'JavaScript': total(code) + firstTexts + largest(chunks.filter(isLaterText)),
          'CSS': styles.reduce((sum, style) => sum + (style.type === 'asset' ? sizeOf(style.source) : 0), 0),
        }
        for (const [what, budget] of Object.entries(budgets)) {
          const size = sizes[what as keyof typeof budgets]
          const text = `${what}: ${(size / 1000).toFixed(1)} of ${(budget / 1000).toFixed(0)} kB gzipped`
          if (size > budget) this.error(text)
          else this.info(text)
        }

        const pages = Object.values(bundle).filter(file => file.type === 'asset').filter(file => file.fileName.endsWith('.html'))
        const linked = pages.flatMap(({ source }) => [...String(source).matchAll(/ (?:src|href)="\.\/(?!icon)([^"]+)"/g)].map(([, name = '']) => name))
        const files = new Set([...linked, ...[...first].flatMap(chunk => [chunk.fileName, ...chunk.viteMetadata?.importedCss ?? []])])
        // The page itself, and the texts of one language.
        const requests = files.size + 2
        const text = `Requests until the first badge: ${requests} of ${maxRequests}`
        if (requests > maxRequests) this.error(text)
        else this.info(text)
      },
    },
  }
}
