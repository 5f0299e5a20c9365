import { toRaw } from 'vue'
import { createI18n } from 'vue-i18n'
import { type LocaleCode, locales } from './locales.ts'
import { setPageLanguage } from './page-language.ts'
import { pluralRuleFor } from './plurals.ts'
import { type FirstMessages, type DeferredMessages, type LoadedMessages, loadDeferredMessagesOf, loadMessages } from './load-messages.ts'

export type I18nPlugin = ReturnType<typeof createI18nPlugin>

/** Those that speak a language in full, not only the texts of the first paint. */
const complete = new WeakSet<I18nPlugin>()

export function createI18nPlugin({ locale, texts }: LoadedMessages) {
  const plugin = createI18n({
    legacy: false,
    locale,
    messages: { [locale]: texts } as unknown as Record<LocaleCode, FirstMessages & DeferredMessages>,
    pluralRules: Object.fromEntries(Object.entries(locales).map(([code, { tag }]) => [code, pluralRuleFor(tag)])),
  })
  setPageLanguage(locale)
  return plugin
}

interface Texts {
  readonly [key: string]: Texts
}

/** The texts of both, which have groups in common, but no text. `mergeLocaleMessage` would copy every text. */
function merge(texts: Texts, others: Texts): Texts {
  const merged: Record<string, Texts> = { ...texts }
  for (const [key, other] of Object.entries(others)) {
    const own = merged[key]
    merged[key] = own === undefined ? other : merge(own, other)
  }
  return merged
}

/** Gives a language these texts, and no others. */
function setMessages(plugin: I18nPlugin, locale: LocaleCode, texts: object, deferred: object = {}): void {
  plugin.global.setLocaleMessage(locale, merge(texts as Texts, deferred as Texts) as unknown as FirstMessages & DeferredMessages)
}

/** Those that speak a language in full, or are about to. */
const loading = new WeakMap<I18nPlugin, Promise<void>>()

/** Loads the texts that the first paint does without, of the language that is spoken, once. Rejects when it can't. */
export function loadDeferredMessages(plugin: I18nPlugin): Promise<void> {
  const known = loading.get(plugin)
  if (known !== undefined) return known
  const loaded = addDeferredMessages(plugin).catch((error: unknown) => {
    loading.delete(plugin)
    throw error
  })
  loading.set(plugin, loaded)
  return loaded
}

async function addDeferredMessages(plugin: I18nPlugin): Promise<void> {
  const locale = plugin.global.locale.value
  const deferred = await loadDeferredMessagesOf(locale)
  setMessages(plugin, locale, toRaw(plugin.global.getLocaleMessage(locale)), deferred)
  // Another language may have come between.
  if (locale === plugin.global.locale.value) complete.add(plugin)
  else await addDeferredMessages(plugin)
}

/**
 * Speaks the portal's language from now on: the texts, and the page's own `lang` and `dir`.
 * @param language the portal's LANG
 */
export async function setLocale(plugin: I18nPlugin, language: string): Promise<void> {
  const { locale, texts } = await loadMessages(language)
  if (complete.has(plugin)) setMessages(plugin, locale, texts, await loadDeferredMessagesOf(locale))
  else setMessages(plugin, locale, texts)
  plugin.global.locale.value = locale
  setPageLanguage(locale)
}
