import type { Plugin } from 'vite'

/**
 * VueUse is one module, so a bundler keeps all that anybody uses of it in one place: with the kit's share, twice as
 * much as the first paint needs. The kit gets a copy for itself, which comes with it.
 */
export function ownVueUse(): Plugin {
  return {
    name: 'unread:own-vueuse',
    apply: 'build',
    enforce: 'pre',
    resolveId: {
      filter: { id: /^@vueuse\/(core|shared)$/ },
      async handler(source, importer, options) {
        if (importer === undefined || !/node_modules\/(reka-ui|@bitrix24)\/|[?&]kit$/.test(importer)) return null
        const resolved = await this.resolve(source, importer.replace(/\?kit$/, ''), { ...options, skipSelf: true })
        return resolved === null ? null : { ...resolved, id: `${resolved.id}?kit` }
      },
    },
  }
}
