import type { Plugin } from 'vite'

/**
 * Two libraries take Vue as a whole (`import * as Vue`), to see what this version of it has; a bundler then keeps all
 * of it, some 10 kB gzipped. They get the two functions they look for.
 */
export function onlyUsedOfVue(): Plugin {
  const whole = /import \* as (\w+) from ['"]vue['"];?/
  return {
    name: 'unread:only-used-of-vue',
    apply: 'build',
    transform: {
      filter: { id: /node_modules\/(vue-i18n|reka-ui)\//, code: whole },
      handler: code => ({
        code: code.replace(whole, (_, name: string) => (
          `import { getCurrentInstance as vueInstance, useId as vueId } from 'vue'; const ${name} = { getCurrentInstance: vueInstance, useId: vueId };`
        )),
        map: null,
      }),
    },
  }
}
