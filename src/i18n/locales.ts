/** A language of the interface. */
export interface Locale {
  /** BCP 47, for Intl and for `lang`. */
  readonly tag: string
  readonly direction: 'ltr' | 'rtl'
  /** What stands between the items of a list. @default ', ' */
  readonly comma?: string
  /** What stands between a label and its value. @default ': ' */
  readonly colon?: string
}

/**
 * The digits of every language. A portal's own numbers and dates come from PHP, which writes Latin digits in Arabic and
 * Hindi too; left to themselves, browsers differ in what they take.
 */
export const digits = 'latn'

/** The languages that have texts, by the portal's own code. */
export const locales = {
  en: { tag: 'en', direction: 'ltr' },
  ru: { tag: 'ru', direction: 'ltr' },
  de: { tag: 'de', direction: 'ltr' },
  fr: { tag: 'fr', direction: 'ltr', colon: '\u00A0: ' },
  it: { tag: 'it', direction: 'ltr' },
  pl: { tag: 'pl', direction: 'ltr' },
  tr: { tag: 'tr', direction: 'ltr' },
  id: { tag: 'id', direction: 'ltr' },
  ms: { tag: 'ms', direction: 'ltr' },
  th: { tag: 'th', direction: 'ltr' },
  ja: { tag: 'ja', direction: 'ltr', comma: '、', colon: '：' },
  ar: { tag: 'ar', direction: 'rtl', comma: '، ' },
  la: { tag: 'es', direction: 'ltr' },
  br: { tag: 'pt-BR', direction: 'ltr' },
  ua: { tag: 'uk', direction: 'ltr' },
  kz: { tag: 'kk', direction: 'ltr' },
  vn: { tag: 'vi', direction: 'ltr' },
  sc: { tag: 'zh-CN', direction: 'ltr', comma: '、', colon: '：' },
  tc: { tag: 'zh-TW', direction: 'ltr', comma: '、', colon: '：' },
  in: { tag: 'hi', direction: 'ltr' },
} as const satisfies Record<string, Locale>

export type LocaleCode = keyof typeof locales

/** The language to speak on a portal with this LANG; English where there are no texts in it. */
export function localeFor(language: string): LocaleCode {
  return Object.hasOwn(locales, language) ? language as LocaleCode : 'en'
}
