import type { Plugin } from 'vite'

/** What the kit's App brings along for toasts and overlays that are opened by code. The app has neither. */
const unused = ['./Toaster.vue', './OverlayProvider.vue'] as const
const nothing = '\0unread:nothing'

/**
 * Replaces parts of the kit's App by a component that shows nothing: App tells the settings' panel which way the language
 * is read, and would bring some 10 kB gzipped of toasts with it.
 *
 * The build fails where the kit's App no longer has them.
 */
export function slimKitApp(): Plugin {
  const seen = new Set<string>()
  return {
    name: 'unread:slim-kit-app',
    apply: 'build',
    enforce: 'pre',
    resolveId: {
      filter: { id: /^\.\/(Toaster|OverlayProvider)\.vue$/ },
      handler(source, importer) {
        if (importer?.includes('b24ui-nuxt/dist/runtime/components/App.vue') !== true) return null
        seen.add(source)
        return nothing
      },
    },
    load: {
      filter: { id: /^\0unread:nothing$/ },
      handler: () => 'export default () => null',
    },
    buildEnd(error) {
      if (error !== undefined) return
      for (const part of unused) {
        if (!seen.has(part)) this.error(`The kit's App no longer imports ${part}: see build/slim-kit-app.ts.`)
      }
    },
  }
}
