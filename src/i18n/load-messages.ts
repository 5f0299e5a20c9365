import { type LocaleCode, localeFor, localeForTag } from './locales.ts'
import type en from './messages/en.json'
import type enLater from './messages/deferred/en.json'

/* Each language is two files: what the left menu says, and what only some will read. The English ones give the shape. */
export type FirstMessages = typeof en
export type DeferredMessages = typeof enLater

export interface LoadedMessages {
  readonly locale: LocaleCode
  readonly texts: FirstMessages
}

const first = import.meta.glob<FirstMessages>('./messages/*.json', { import: 'default' })
const later = import.meta.glob<DeferredMessages>('./messages/deferred/*.json', { import: 'default' })

/**
 * Loads the texts of the first paint; the English ones where there are none in a language. Rejects when they can't be
 * loaded.
 * @param language the portal's LANG
 */
export async function loadMessages(language: string): Promise<LoadedMessages> {
  const locale = localeFor(language)
  return { locale, texts: await load(first, `./messages/${locale}.json`) }
}

/** Loads the other texts of a language. Rejects when they can't be loaded. */
export const loadDeferredMessagesOf = (locale: LocaleCode): Promise<DeferredMessages> => load(later, `./messages/deferred/${locale}.json`)

async function load<T>(files: Readonly<Record<string, () => Promise<T>>>, name: string): Promise<T> {
  const file = files[name]
  if (file === undefined) throw new Error(`There are no texts in ${name}.`)
  return file()
}

/** Until the portal has answered: it opens the app with its LANG in the address. Outside a portal, the browser's. */
export function detectLanguage(): string {
  return new URLSearchParams(location.search).get('LANG') ?? localeForTag(navigator.language)
}
