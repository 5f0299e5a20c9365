import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { placementTitles } from '../../../src/bitrix24/placement-titles.ts'
import { type LocaleCode, localeFor, localeForTag, locales } from '../../../src/i18n/locales.ts'
import { pluralRuleFor } from '../../../src/i18n/plurals.ts'

// As files: imported, they are compiled messages already.
const folder = new URL('../../../src/i18n/messages/', import.meta.url)
const read = (file: string) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Record<string, object>
const languages = readdirSync(folder).filter(file => file.endsWith('.json')).map((file) => {
  const [first, later] = [read(file), read(`deferred/${file}`)]
  return [file.replace('.json', ''), { ...first, ...later, settings: { ...first.settings, ...later.settings } }] as const
})
const en = Object.fromEntries(languages).en ?? {}

it.each(languages)('no text of %s stands in both of its files', (language) => {
  const keysIn = (file: string) => flatten(read(file)).map(([key]) => key)
  const deferred = new Set(keysIn(`deferred/${language}.json`))
  expect(keysIn(`${language}.json`).filter(key => deferred.has(key))).toEqual([])
})

function flatten(texts: object, prefix = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) => (
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flatten(value as object, `${prefix}${key}.`)
  ))
}
const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g))].toSorted()

/** What a text may have in common with the English one: names of tools, and words that are the same by chance. */
const international = [
  'CoPilot', 'Collab', 'Collabs', '{count}+', 'Chat', 'Chat {id}', 'Lead', 'Deal', 'Contact', 'Normal', 'Position',
  'Chats', 'Messages', 'Notifications', 'Participant', 'Participants', 'Discussion', 'Details', 'OK', 'In Messenger',
  'File', 'Image', 'Video', 'Sticker', '{messages} in {chats}',
]

/** The mark a text ends with, whatever it looks like in its language; '' for none of these. */
function endOf(text: string): string {
  const marks: Readonly<Record<string, string>> = { '。': '.', '।': '.', '？': '?', '؟': '?', '：': ':' }
  const last = text.at(-1) ?? ''
  const mark = marks[last] ?? last
  return '.?:…'.includes(mark) ? mark : ''
}

/** What a text quotes, in the quotes of its language. */
const quotedIn = (text = '') => text.match(/(?<=[“„«「]\s?)[^”“»」]+?(?=\s?[”“»」])/g) ?? []

/** How many forms a plural has in a language, for whole numbers. */
function formsOf(tag: string): number {
  const rules = new Intl.PluralRules(tag)
  return new Set(Array.from({ length: 200 }, (_, count) => rules.select(count))).size
}

it('speaks all the languages of a portal', () => {
  expect(languages.map(([code]) => code).toSorted()).toEqual(Object.keys(locales).toSorted())
  expect(languages).toHaveLength(20)
})

describe.each(languages)('the texts of %s', (code, texts) => {
  const own = new Map(flatten(texts))
  const english = new Map(flatten(en))

  it('are all there, and no others', () => {
    expect([...own.keys()].toSorted()).toEqual([...english.keys()].toSorted())
  })

  it('have a form for every plural the language has, and perhaps one for none', () => {
    const forms = formsOf(locales[code as LocaleCode].tag)
    for (const [key, text] of own) {
      if (!english.get(key)?.includes(' | ')) expect(text, key).not.toContain('|')
      else expect([forms, forms + 1], key).toContain(text.split(' | ').length)
    }
  })

  it('are never empty, and have the placeholders of the English ones', () => {
    for (const [key, text] of own) {
      expect(text.trim(), key).not.toBe('')
      expect(placeholders(text), key).toEqual(placeholders(english.get(key) ?? ''))
    }
  })

  it('are written with the typographer\'s quotes, apostrophes, dots and spaces', () => {
    for (const [key, text] of own) {
      expect(text, key).not.toMatch(/["']|\.\.\.| {2}|^\s|\s$/)
      // French has a space there that never breaks; nobody else has one.
      if (code === 'fr') expect(text, key).not.toMatch(/[^\u00A0\u202F][;:!?»](?:\s|$)|«[^\u00A0\u202F]/)
      else expect(text, key).not.toMatch(/\s[.,;:!?](?:\s|$)/)
      if (['ja', 'sc', 'tc'].includes(code)) expect(text, key).not.toMatch(/[\u3040-\u9FFF}][:;,!?]|[\u3040-\u9FFF]\./)
      if (code === 'ar') expect(text, key).not.toMatch(/[,;?]/)
    }
  })

  it('end as the English ones do', () => {
    for (const [key, text] of own) {
      const end = endOf(english.get(key) ?? '')
      // Thai has no full stop, and asks without a mark.
      expect(endOf(text), key).toBe(code === 'th' && ['.', '?'].includes(end) ? '' : end)
    }
  })

  it('call the app and its places as the portal\'s menus do', () => {
    const { LEFT_MENU, IM_NAVIGATION, IM_SIDEBAR } = placementTitles
    expect([LEFT_MENU[code], IM_NAVIGATION[code]]).toEqual([own.get('title'), own.get('title')])
    expect(IM_SIDEBAR[code]).toBe(own.get('keys.details'))
    // Declined after its noun in these two.
    const name = own.get('title')?.slice(0, ['ru', 'ua'].includes(code) ? -2 : undefined)
    expect(own.get('install.title')).toContain(name)
  })

  it('call a permission the same wherever it is named', () => {
    const permission = quotedIn(own.get('install.checks.scope-im'))
    expect(permission).toHaveLength(1)
    expect(quotedIn(own.get('install.errors.ERROR_PLACEMENT_NOT_FOUND'))).toEqual(expect.arrayContaining(permission))
  })

  it('say Bitrix24 where they mean the person\'s Bitrix24', () => {
    for (const [key, text] of own) expect(text, key).not.toMatch(/\bportal|портал|portail|พอร์ทัล|ポータル|门户|入口網站|cổng thông tin|पोर्टल|بوابة/i)
  })

  it('are in that language', () => {
    const left = [...own].filter(([key, text]) => code !== 'en' && text === english.get(key) && !international.includes(text))
    expect(left).toEqual([])
  })
})

describe('plurals', () => {
  it('follow English', () => {
    const rule = pluralRuleFor('en')
    expect([0, 1, 2, 21].map(count => rule(count, 2))).toEqual([1, 0, 1, 1])
    expect([0, 1, 2, 21].map(count => rule(count, 3))).toEqual([0, 1, 2, 2])
  })

  it('follow Russian', () => {
    const rule = pluralRuleFor('ru')
    expect([0, 1, 2, 5, 11, 21, 22].map(count => rule(count, 4))).toEqual([0, 1, 2, 3, 3, 1, 2])
    expect([0, 1, 2, 5].map(count => rule(count, 3))).toEqual([2, 0, 1, 2])
  })

  it('never point past the forms a text has', () => {
    expect(pluralRuleFor('ru')(5, 1)).toBe(0)
  })
})

it('speaks the portal\'s language, or English', () => {
  expect([localeFor('ru'), localeFor('xx'), localeFor('toString')]).toEqual(['ru', 'en', 'en'])
})

it('guesses the language from the browser\'s, by the portal\'s codes', () => {
  const guessed = (...tags: readonly string[]) => [...new Set(tags.map(localeForTag))]
  expect(guessed('en', 'en-GB', 'sv', 'nb-NO', '', 'in', 'br')).toEqual(['en'])
  expect(['es', 'es-MX', 'pt', 'pt-PT', 'uk-UA', 'kk', 'vi-VN', 'hi', 'de-AT', 'ID'].map(localeForTag))
    .toEqual(['la', 'la', 'br', 'br', 'ua', 'kz', 'vn', 'in', 'de', 'id'])
  expect(guessed('zh', 'zh-CN', 'zh-SG', 'zh-Hans', 'zh-Hans-HK')).toEqual(['sc'])
  expect(guessed('zh-TW', 'zh-HK', 'zh-MO', 'zh-Hant', 'zh-Hant-CN')).toEqual(['tc'])
})
