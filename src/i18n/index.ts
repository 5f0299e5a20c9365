import { createI18n } from 'vue-i18n'
import { type LocaleCode, locales } from './locales.ts'
import { pluralRuleFor } from './plurals.ts'
import { type LoadedTexts, loadTexts, type Texts } from './texts.ts'

export type TextsPlugin = ReturnType<typeof createTexts>

export function createTexts({ locale, texts }: LoadedTexts) {
  const plugin = createI18n({
    legacy: false,
    locale,
    messages: { [locale]: texts } as Record<LocaleCode, Texts>,
    pluralRules: Object.fromEntries(Object.entries(locales).map(([code, { tag }]) => [code, pluralRuleFor(tag)])),
  })
  tellThePage(locale)
  return plugin
}

/**
 * Speaks the portal's language from now on: the texts, and the page's own `lang` and `dir`.
 * @param language the portal's LANG
 */
export async function speak(plugin: TextsPlugin, language: string): Promise<void> {
  const { locale, texts } = await loadTexts(language)
  plugin.global.setLocaleMessage(locale, texts)
  plugin.global.locale.value = locale
  tellThePage(locale)
}

function tellThePage(locale: LocaleCode): void {
  document.documentElement.lang = locales[locale].tag
  document.documentElement.dir = locales[locale].direction
}
