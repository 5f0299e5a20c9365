import { createI18n } from 'vue-i18n'
import { type LocaleCode, locales } from './locales.ts'
import { pluralRuleFor } from './plurals.ts'
import { type FirstTexts, type LaterTexts, type LoadedTexts, loadLaterTexts, loadTexts } from './texts.ts'

export type TextsPlugin = ReturnType<typeof createTexts>

/** Those that speak a language in full, not only the texts of the first paint. */
const complete = new WeakSet<TextsPlugin>()

export function createTexts({ locale, texts }: LoadedTexts) {
  const plugin = createI18n({
    legacy: false,
    locale,
    messages: { [locale]: texts } as unknown as Record<LocaleCode, FirstTexts & LaterTexts>,
    pluralRules: Object.fromEntries(Object.entries(locales).map(([code, { tag }]) => [code, pluralRuleFor(tag)])),
  })
  tellThePage(locale)
  return plugin
}

/** Loads the texts that the first paint does without, of the language that is spoken. Rejects when it can't. */
export async function completeTexts(plugin: TextsPlugin): Promise<void> {
  if (complete.has(plugin)) return
  const locale = plugin.global.locale.value
  plugin.global.mergeLocaleMessage(locale, await loadLaterTexts(locale))
  // Another language may have come between.
  if (locale === plugin.global.locale.value) complete.add(plugin)
  else await completeTexts(plugin)
}

/**
 * Speaks the portal's language from now on: the texts, and the page's own `lang` and `dir`.
 * @param language the portal's LANG
 */
export async function speak(plugin: TextsPlugin, language: string): Promise<void> {
  const { locale, texts } = await loadTexts(language)
  plugin.global.setLocaleMessage(locale, texts as FirstTexts & LaterTexts)
  if (complete.has(plugin)) plugin.global.mergeLocaleMessage(locale, await loadLaterTexts(locale))
  plugin.global.locale.value = locale
  tellThePage(locale)
}

function tellThePage(locale: LocaleCode): void {
  document.documentElement.lang = locales[locale].tag
  document.documentElement.dir = locales[locale].direction
}
