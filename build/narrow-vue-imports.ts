import type { Plugin } from 'vite'

/** The packages that import all of Vue, and what each of them takes from it. */
const known = new Map([
  ['vue-i18n', new Set(['getCurrentInstance'])],
  ['reka-ui', new Set(['useId'])],
])

/**
 * Replaces `import * as Vue from 'vue'` in two libraries by the one function each of them uses. They import all of Vue
 * to see what this version of it has; a bundler then keeps all of it, some 10 kB gzipped.
 *
 * The build fails where a library uses another member, or no longer imports all of Vue.
 */
export function narrowVueImports(): Plugin {
  const whole = /import \* as (\w+) from ['"]vue['"];?/
  const seen = new Set<string>()
  return {
    name: 'unread:narrow-vue-imports',
    apply: 'build',
    transform: {
      filter: { id: new RegExp(`node_modules/(${[...known.keys()].join('|')})/`), code: whole },
      handler(code, id) {
        const library = [...known.keys()].find(name => id.includes(`node_modules/${name}/`)) ?? ''
        const members = known.get(library) ?? new Set<string>()
        const name = whole.exec(code)?.[1] ?? ''
        for (const [, member = ''] of code.matchAll(new RegExp(`(?<![\\w.$])${name}\\??\\.(\\w+)`, 'g'))) {
          if (!members.has(member)) this.error(`${library} uses Vue's ${member}, which this plugin does not pass on. See build/narrow-vue-imports.ts.`)
        }
        seen.add(library)
        const imports = [...members].map(member => `${member} as vue_${member}`).join(', ')
        const object = [...members].map(member => `${member}: vue_${member}`).join(', ')
        return { code: code.replace(whole, `import { ${imports} } from 'vue'; const ${name} = { ${object} };`), map: null }
      },
    },
    buildEnd(error) {
      if (error !== undefined) return
      for (const library of known.keys()) {
        if (!seen.has(library)) this.error(`${library} no longer imports all of Vue: take it out of build/narrow-vue-imports.ts.`)
      }
    },
  }
}
