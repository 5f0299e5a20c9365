import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const styleSheet = fileURLToPath(new URL('../src/assets/kit.css', import.meta.url))

/**
 * Loads the kit's style sheet with whichever component of the kit comes first. A build fails where no component of the
 * kit is found.
 */
export function kitCss(): Plugin {
  let isUsed = false
  let isBuild = false
  return {
    name: 'unread:kit-css',
    enforce: 'post',
    configResolved: ({ command }) => void (isBuild = command === 'build'),
    transform: {
      filter: { id: /b24ui-nuxt\/.*\/components\/\w+\.vue$/ },
      handler(code) {
        isUsed = true
        return { code: `import ${JSON.stringify(styleSheet)};${code}`, map: null }
      },
    },
    buildEnd(error) {
      if (isBuild && error === undefined && !isUsed) this.error('No component of the kit was found: see build/kit-css.ts.')
    },
  }
}
