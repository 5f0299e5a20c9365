import { readdirSync } from 'node:fs'
import type { Locator } from '@playwright/test'
import type { App } from 'vue'
import type { Composer } from 'vue-i18n'
import { locales } from '../../src/i18n/locales.ts'
import { familiesOf, type Font } from './fonts.ts'
import { frameOf } from './states/checks.ts'
import { findMisfits } from './overflow.ts'

/** Each language is two files of the build: the texts of the first paint, and the others. */
const files = readdirSync('dist/assets')
const languages = Object.entries(locales).map(([code, { tag, direction }]) => ({
  code, tag, direction, files: files.filter(file => new RegExp(`^${code}-[\\w-]+\\.js$`).test(file)),
}))

/** How many frames a text has to find its place. */
const patience = 30

/**
 * Speaks one language after the other, without opening the page anew: as the app does where the portal's language is not
 * the one it has begun with.
 *
 * @returns the texts that do not fit their place, one line each
 */
export async function misfitsInAnyLanguage(root: Locator, fonts: readonly Font[]): Promise<string[]> {
  const frame = await frameOf(root)
  const find = await frame.evaluateHandle<typeof findMisfits>(`(${String(findMisfits)})`)
  return frame.evaluate(async ({ find, languages, fonts, patience }) => {
    const html = document.documentElement
    const { __vue_app__: vue } = document.getElementById('app') as unknown as { __vue_app__: App & { __VUE_I18N_SYMBOL__: symbol } }
    const { global } = vue._context.provides[vue.__VUE_I18N_SYMBOL__] as { global: Composer }
    const nextFrame = () => new Promise<void>((resolve) => { requestAnimationFrame(() => resolve()) })
    const found: string[] = []
    for (const { code, tag, direction, files } of languages) {
      const parts = await Promise.all(files.map(file => import(new URL(`assets/${file}`, document.baseURI).href) as Promise<object>))
      for (const part of parts) for (const texts of Object.values(part) as object[]) global.mergeLocaleMessage(code, texts)
      global.locale.value = code
      if (files.length !== 2 || !global.te('title') || !global.te('settings.title')) throw new Error(`The app does not speak ${code}.`)
      html.lang = tag
      html.dir = direction
      for (const { font, families } of fonts) {
        document.adoptedStyleSheets.at(-1)?.replaceSync(`* { font-family: ${families}, system-ui, sans-serif !important }`)
        let misfits: string[] = []
        for (let frame = 0; frame < patience; frame += 1) {
          await nextFrame()
          misfits = find(html)
          if (misfits.length === 0) break
        }
        found.push(...misfits.map(misfit => `${code}, ${font} font: ${misfit}`))
      }
    }
    return found
  }, { find, languages, fonts: fonts.map(font => ({ font, families: familiesOf(font) })), patience })
}
