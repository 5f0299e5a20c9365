/** A language of the interface. */
export interface Locale {
  /** BCP 47, for Intl and for `lang`. */
  readonly tag: string
  /** BCP 47, for dates alone. @default the tag */
  readonly dateTag?: string
  readonly direction: 'ltr' | 'rtl'
  /** What stands between the items of a list. @default ', ' */
  readonly comma?: string
  /** What stands between a label and its value. @default ': ' */
  readonly colon?: string
  /** What stands between phrases that end without a mark and are read as sentences. @default '. ' */
  readonly stop?: string
  /** What stands between two sentences. @default ' ' */
  readonly space?: string
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
  // Portals write the years of the Gregorian calendar in Thai too; browsers write those of the Buddhist one.
  th: { tag: 'th', dateTag: 'th-u-ca-gregory', direction: 'ltr', stop: ' ' },
  ja: { tag: 'ja', direction: 'ltr', comma: '、', colon: '：', stop: '。', space: '' },
  ar: { tag: 'ar', direction: 'rtl', comma: '، ' },
  la: { tag: 'es-419', direction: 'ltr' },
  br: { tag: 'pt-BR', direction: 'ltr' },
  ua: { tag: 'uk', direction: 'ltr' },
  kz: { tag: 'kk', direction: 'ltr' },
  vn: { tag: 'vi', direction: 'ltr' },
  sc: { tag: 'zh-CN', direction: 'ltr', comma: '、', colon: '：', stop: '。', space: '' },
  tc: { tag: 'zh-TW', direction: 'ltr', comma: '、', colon: '：', stop: '。', space: '' },
  in: { tag: 'hi', direction: 'ltr', stop: '। ' },
} as const satisfies Record<string, Locale>

export type LocaleCode = keyof typeof locales

/** The language to speak on a portal with this LANG; English where there are no texts in it. */
export function localeFor(language: string): LocaleCode {
  return Object.hasOwn(locales, language) ? language as LocaleCode : 'en'
}

/** The language to speak to a browser that prefers this one; English where there are no texts in it. @param tag BCP 47 */
export function localeForTag(tag: string): LocaleCode {
  const [language, ...subtags] = tag.toLowerCase().split('-')
  if (language === 'zh') return isTraditional(subtags) ? 'tc' : 'sc'
  const codes = Object.keys(locales) as LocaleCode[]
  return codes.find(code => locales[code].tag.split('-')[0] === language) ?? 'en'
}

/** Whether Chinese is meant in the traditional script: by its name, else by the region. */
function isTraditional(subtags: readonly string[]): boolean {
  const [script] = subtags.filter(subtag => subtag.length === 4)
  return script === undefined ? subtags.some(subtag => ['tw', 'hk', 'mo'].includes(subtag)) : script === 'hant'
}
