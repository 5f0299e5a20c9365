/** A language of the interface. */
export interface Locale {
  /** BCP 47, for Intl and for `lang`. */
  readonly tag: string
  readonly direction: 'ltr' | 'rtl'
}

/** The languages that have texts, by the portal's own code. */
export const locales = {
  en: { tag: 'en', direction: 'ltr' },
  ru: { tag: 'ru', direction: 'ltr' },
} as const satisfies Record<string, Locale>

export type LocaleCode = keyof typeof locales

/** The language to speak on a portal with this LANG; English where there are no texts in it. */
export function localeFor(language: string): LocaleCode {
  return Object.hasOwn(locales, language) ? language as LocaleCode : 'en'
}
