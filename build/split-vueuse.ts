import type { Plugin } from 'vite'

/**
 * Gives the UI kit a copy of VueUse of its own. VueUse is one module, so a bundler keeps all that anybody uses of it in
 * one place: with the kit's share, twice as much as the first paint needs.
 *
 * The build fails where the kit no longer imports VueUse.
 */
export function splitVueUse(): Plugin {
  let isUsed = false
  return {
    name: 'unread:split-vueuse',
    apply: 'build',
    enforce: 'pre',
    resolveId: {
      filter: { id: /^@vueuse\/(core|shared)$/ },
      async handler(source, importer, options) {
        if (importer === undefined || !/node_modules\/(reka-ui|@bitrix24)\/|[?&]kit$/.test(importer)) return null
        const resolved = await this.resolve(source, importer.replace(/\?kit$/, ''), { ...options, skipSelf: true })
        if (resolved === null) return null
        isUsed = true
        return { ...resolved, id: `${resolved.id}?kit` }
      },
    },
    buildEnd(error) {
      if (error === undefined && !isUsed) this.error('The UI kit no longer imports VueUse: build/split-vueuse.ts can go.')
    },
  }
}
