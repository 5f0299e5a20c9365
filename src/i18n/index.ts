import { createI18n } from 'vue-i18n'
import { type LocaleCode, localeFor, locales } from './locales.ts'
import en from './messages/en.json'
import { pluralRuleFor } from './plurals.ts'

/** The shape of every language's texts: that of the English ones. */
export type Texts = typeof en

/** English is always there, for what another language might lack; each other language is a file of its own. */
const loaders = import.meta.glob<Texts>(['./messages/*.json', '!./messages/en.json'], { import: 'default' })

export type TextsPlugin = ReturnType<typeof createTexts>

export function createTexts() {
  return createI18n({
    legacy: false,
    locale: 'en',
    fallbackLocale: 'en',
    messages: { en } as Record<LocaleCode, Texts>,
    pluralRules: Object.fromEntries(Object.entries(locales).map(([code, { tag }]) => [code, pluralRuleFor(tag)])),
  })
}

/**
 * Speaks the portal's language from now on: the texts, and the page's own `lang` and `dir`.
 * @param language the portal's LANG
 */
export async function speak(texts: TextsPlugin, language: string): Promise<void> {
  const code = localeFor(language)
  const load = loaders[`./messages/${code}.json`]
  if (load !== undefined && !texts.global.availableLocales.includes(code)) texts.global.setLocaleMessage(code, await load())
  texts.global.locale.value = code
  document.documentElement.lang = locales[code].tag
  document.documentElement.dir = locales[code].direction
}
