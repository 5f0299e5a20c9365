import { type LocaleCode, locales } from './locales.ts'

/** The page's own `lang` and `dir`. */
export function setPageLanguage(locale: LocaleCode): void {
  document.documentElement.lang = locales[locale].tag
  document.documentElement.dir = locales[locale].direction
}
