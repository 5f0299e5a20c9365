import { type LocaleCode, localeFor } from './locales.ts'
import type en from './messages/en.json'

/** The shape of every language's texts: that of the English ones. */
export type Texts = typeof en

export interface LoadedTexts {
  readonly locale: LocaleCode
  readonly texts: Texts
}

/** Each language is a file of its own. */
const loaders = import.meta.glob<Texts>('./messages/*.json', { import: 'default' })

/**
 * Loads the texts of one language; English where there are none in it. Rejects when the file can't be loaded.
 * @param language the portal's LANG
 */
export async function loadTexts(language: string): Promise<LoadedTexts> {
  const locale = localeFor(language)
  const load = loaders[`./messages/${locale}.json`]
  if (load === undefined) throw new Error(`There are no texts for ${locale}.`)
  return { locale, texts: await load() }
}

/** Until the portal has answered: it opens the app with its LANG in the address. Outside a portal, the browser's. */
export function guessLanguage(): string {
  return new URLSearchParams(location.search).get('LANG') ?? navigator.language.split('-')[0] ?? 'en'
}
