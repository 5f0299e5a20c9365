import type { Rolldown } from 'vite'

const libraries = /node_modules\/(@vue\/(reactivity|runtime-core|shared)|pinia|valibot|@vueuse)\/(?!.*\?kit$)/

const icons = /node_modules\/@bitrix24\/b24icons-vue\//

const mount = '/src/mount.ts'

/** Whether `mount.ts` can't do without a module: it or what it imports imports it, dynamic imports aside. */
function isNeededToMount(id: string, context: Rolldown.ChunkingContext): boolean {
  const seen = new Set<string>()
  const waiting = [id]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.endsWith(mount)) return true
    if (seen.has(next)) continue
    seen.add(next)
    waiting.push(...context.getModuleInfo(next)?.importers ?? [])
  }
  return false
}

/**
 * The JavaScript until the first badge, in three files besides the texts: libraries, which change less than our code and
 * compress better together; what asks the portal; and what shows the answer.
 */
export const firstChunks: Rolldown.CodeSplittingGroup[] = [
  { name: 'base', test: libraries, priority: 3 },
  { name: 'index', tags: ['$initial'], priority: 2 },
  { name: (id, context) => isNeededToMount(id, context) ? 'mount' : null, priority: 1 },
  // Two dozen icons of half a kilobyte each compress better together, and are one request.
  { name: 'icons', test: icons, priority: 0 },
]

/** Whether a chunk shows the answer. It has no facade of its own, since others import from it. */
export const isMount = ({ moduleIds }: Rolldown.OutputChunk): boolean => moduleIds.some(id => id.endsWith(mount))
