import { afterEach, expect, it, vi } from 'vitest'
import { detectLanguage } from '../../../src/i18n/load-messages.ts'

afterEach(() => void vi.unstubAllGlobals())

function opened(search: string, language: string): string {
  vi.stubGlobal('location', { search })
  vi.stubGlobal('navigator', { language })
  return detectLanguage()
}

it('takes the language the portal opens the app with', () => {
  expect(opened('?DOMAIN=example.bitrix24.com&LANG=kz', 'de-DE')).toBe('kz')
})

it.each([['es-MX', 'la'], ['zh-TW', 'tc'], ['hi-IN', 'in'], ['sv', 'en']])('outside a portal takes the browser\'s: %s is %s', (language, locale) => {
  expect(opened('', language)).toBe(locale)
})
