import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const styleSheet = fileURLToPath(new URL('../src/assets/kit.css', import.meta.url))

/** Whichever component of the kit is loaded first brings the kit's style sheet with it. */
export function kitStyle(): Plugin {
  return {
    name: 'unread:kit-style',
    enforce: 'post',
    transform: {
      filter: { id: /b24ui-nuxt\/.*\/components\/\w+\.vue$/ },
      handler: code => ({ code: `import ${JSON.stringify(styleSheet)};${code}`, map: null }),
    },
  }
}
