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
  de: { tag: 'de', direction: 'ltr' },
  fr: { tag: 'fr', direction: 'ltr' },
  it: { tag: 'it', direction: 'ltr' },
  pl: { tag: 'pl', direction: 'ltr' },
  tr: { tag: 'tr', direction: 'ltr' },
  id: { tag: 'id', direction: 'ltr' },
  ms: { tag: 'ms', direction: 'ltr' },
  th: { tag: 'th', direction: 'ltr' },
  ja: { tag: 'ja', direction: 'ltr' },
  ar: { tag: 'ar', direction: 'rtl' },
  la: { tag: 'es', direction: 'ltr' },
  br: { tag: 'pt-BR', direction: 'ltr' },
  ua: { tag: 'uk', direction: 'ltr' },
  kz: { tag: 'kk', direction: 'ltr' },
  vn: { tag: 'vi', direction: 'ltr' },
  sc: { tag: 'zh-CN', direction: 'ltr' },
  tc: { tag: 'zh-TW', direction: 'ltr' },
  in: { tag: 'hi', direction: 'ltr' },
} as const satisfies Record<string, Locale>

export type LocaleCode = keyof typeof locales

/** The language to speak on a portal with this LANG; English where there are no texts in it. */
export function localeFor(language: string): LocaleCode {
  return Object.hasOwn(locales, language) ? language as LocaleCode : 'en'
}
