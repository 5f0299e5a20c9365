import { type LocaleCode, localeFor } from './locales.ts'
import type en from './messages/en.json'
import type enLater from './messages/later/en.json'

/* Each language is two files: what the left menu says, and what only some will read. The English ones give the shape. */
export type FirstTexts = typeof en
export type LaterTexts = typeof enLater

export interface LoadedTexts {
  readonly locale: LocaleCode
  readonly texts: FirstTexts
}

const first = import.meta.glob<FirstTexts>('./messages/*.json', { import: 'default' })
const later = import.meta.glob<LaterTexts>('./messages/later/*.json', { import: 'default' })

/**
 * Loads the texts of the first paint; the English ones where there are none in a language. Rejects when they can't be
 * loaded.
 * @param language the portal's LANG
 */
export async function loadTexts(language: string): Promise<LoadedTexts> {
  const locale = localeFor(language)
  return { locale, texts: await load(first, `./messages/${locale}.json`) }
}

/** Loads the other texts of a language. Rejects when they can't be loaded. */
export const loadLaterTexts = (locale: LocaleCode): Promise<LaterTexts> => load(later, `./messages/later/${locale}.json`)

async function load<T>(files: Readonly<Record<string, () => Promise<T>>>, name: string): Promise<T> {
  const file = files[name]
  if (file === undefined) throw new Error(`There are no texts in ${name}.`)
  return file()
}

/** Until the portal has answered: it opens the app with its LANG in the address. Outside a portal, the browser's. */
export function guessLanguage(): string {
  return new URLSearchParams(location.search).get('LANG') ?? navigator.language.split('-')[0] ?? 'en'
}
