import { expect, it } from 'vitest'
import { createI18nPlugin, loadDeferredMessages, setLocale } from '../../src/i18n/index.ts'
import { loadMessages } from '../../src/i18n/load-messages.ts'

it('parts of the app that ask for the later texts at once all get them, beside those of the first paint', async () => {
  const texts = createI18nPlugin(await loadMessages('en'))
  await Promise.all([loadDeferredMessages(texts), loadDeferredMessages(texts)])
  const { t } = texts.global
  expect([t('settings.open'), t('settings.title'), t('waiting.label')]).toEqual(['Settings', 'Settings', 'Waiting for you'])
})

it('another language comes with its later texts, where they have been asked for', async () => {
  const texts = createI18nPlugin(await loadMessages('en'))
  await loadDeferredMessages(texts)
  await setLocale(texts, 'de')
  const { t } = texts.global
  expect([t('settings.open'), t('settings.title'), t('waiting.label')]).toEqual(['Einstellungen', 'Einstellungen', 'Warten auf Sie'])
})

it('a language that is asked for twice at once is spoken', async () => {
  const texts = createI18nPlugin(await loadMessages('en'))
  await loadDeferredMessages(texts)
  await Promise.all([setLocale(texts, 'de'), setLocale(texts, 'de')])
  expect(texts.global.t('settings.title')).toBe('Einstellungen')
})
