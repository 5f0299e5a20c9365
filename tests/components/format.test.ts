import { mount } from '@vue/test-utils'
import { defineComponent, h, nextTick, ref } from 'vue'
import { expect, it } from 'vitest'
import { useBriefMoment } from '../../src/i18n/brief-moment.ts'
import { useFormat } from '../../src/i18n/format.ts'
import { createI18nPlugin } from '../../src/i18n/index.ts'
import { isolate } from '../../src/i18n/isolate.ts'
import { locales } from '../../src/i18n/locales.ts'
import { loadMessages } from '../../src/i18n/load-messages.ts'
import { provideTimeZone } from '../../src/i18n/time-zone.ts'

type Format = ReturnType<typeof useFormat> & { brief: ReturnType<typeof useBriefMoment> }

/** What the app shows, to somebody who speaks a language and lives in a time zone. */
async function shown(what: (format: Format) => string, { language = 'en', timeZone = ref<string | null>(null) } = {}) {
  const texts = createI18nPlugin(await loadMessages(language))
  const inner = defineComponent(() => {
    const format = { ...useFormat(), brief: useBriefMoment() }
    return () => h('p', what(format))
  })
  const outer = defineComponent(() => {
    provideTimeZone(timeZone)
    return () => h(inner)
  })
  return mount(outer, { global: { plugins: [texts] } })
}

const evening = '2026-02-25T16:50:58+01:00'
const inBrowser = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(evening))

it('shows dates and times where the person is', async () => {
  const timeZone = ref<string | null>('Asia/Tokyo')
  const page = await shown(format => `${format.date(evening)} / ${format.moment(evening)}`, { timeZone })
  expect(page.text()).toMatch(/^Feb 26, 2026 \/ Feb 26, 2026, 12:50\sAM$/)
  timeZone.value = 'America/New_York'
  await nextTick()
  expect(page.text()).toMatch(/^Feb 25, 2026 \/ Feb 25, 2026, 10:50\sAM$/)
})

it.each([null, '', 'Nowhere/Land', '<b>'])('takes the browser\'s time zone where the portal says %j', async (timeZone) => {
  const page = await shown(format => format.moment(evening), { timeZone: ref(timeZone) })
  expect(page.text()).toBe(inBrowser)
})

it.each(['Pacific/Honolulu', 'Pacific/Kiritimati'])('leaves a date without a time on its day, in %s', async (timeZone) => {
  const page = await shown(format => `${format.date('2026-02-25')} / ${format.moment('2026-02-25')}`, { timeZone: ref(timeZone) })
  expect(page.text()).toBe('Feb 25, 2026 / Feb 25, 2026')
})

it('says a moment of today by its time, another by its date, where the person is', async () => {
  const timeZone = ref<string | null>('Europe/Berlin')
  const now = Date.parse('2026-02-25T23:00:00+01:00')
  const page = await shown(({ brief }) => [evening, '2026-02-24T23:30:00+01:00', '2025-02-25T16:50:58+01:00'].map((iso) => {
    const { text, isToday } = brief(iso, now)
    return `${text} ${String(isToday)}`
  }).join(' / '), { timeZone })
  expect(page.text()).toMatch(/^4:50\sPM true \/ Feb 24 false \/ Feb 25, 2025 false$/)
  timeZone.value = 'Asia/Tokyo'
  await nextTick()
  expect(page.text()).toMatch(/^12:50\sAM true \/ Feb 25 false \/ Feb 26, 2025 false$/)
})

it('takes a date without a time for no time of day', async () => {
  const page = await shown(({ brief }) => brief('2026-02-25', Date.parse('2026-02-25T12:00:00Z')).text, { timeZone: ref('Pacific/Honolulu') })
  expect(page.text()).toBe('Feb 25')
})

it.each(Object.keys(locales))('writes Latin digits in %s', async (language) => {
  const page = await shown(({ number, badge, moment, age, until, brief }) => (
    [number(1_234_567), badge(100), moment(evening), age(3 * 3_600_000), until(42_000), brief(evening, 0).text].join(' ')
  ), { language })
  expect(page.text().replace(/\D/g, '')).toMatch(/^123456799/)
  expect(page.text().replace(/[0-9]/g, '')).not.toMatch(/\p{Nd}/u)
})

it.each([['th', '2026'], ['ar', '2026'], ['in', '2026']])('writes the years of the Gregorian calendar in %s', async (language, year) => {
  const page = await shown(format => [format.date('2026-02-25'), format.moment(evening), format.stamp(evening, Date.parse('2027-06-01'))].join(' / '), { language })
  expect(page.text().split(' / ').map(text => /\d{4}/.exec(text)?.[0])).toEqual([year, year, year])
})

it.each([
  ['en', 'a, b: c. d! e'], ['fr', 'a, b\u00A0: c. d! e'], ['ar', 'a، b: c. d! e'], ['in', 'a, b: c। d! e'], ['th', 'a, b: c d! e'],
  ['ja', 'a、b：c。d!e'], ['sc', 'a、b：c。d!e'], ['tc', 'a、b：c。d!e'],
])('separates as one writes in %s', async (language, text) => {
  const page = await shown(({ comma, colon, stop, space }) => `a${comma.value}b${colon.value}c${stop.value}d!${space.value}e`, { language })
  expect(page.get('p').element.textContent).toBe(text)
})

it('writes numbers in Latin American Spanish as they are written there', async () => {
  const page = await shown(({ number }) => number(12_345), { language: 'la' })
  expect(page.text()).toBe('12,345')
})

it('keeps a name apart from the sentence around it, whatever the name holds', () => {
  expect(isolate('Юлия!')).toBe('\u2068Юлия!\u2069')
  expect(isolate('a\u2069\u202Eb')).toBe('\u2068a\u202Eb\u2069')
})

it.each(Object.entries(locales))('writes small numbers in %s as Intl does', async (language, { tag }) => {
  const intl = new Intl.NumberFormat(tag, { numberingSystem: 'latn' })
  const numbers = [0, 1, 9, 10, 99, 100, 999, 1000, 12_345]
  const page = await shown(format => numbers.map(number => format.number(number)).join(' / '), { language })
  expect(page.text()).toBe(numbers.map(number => intl.format(number)).join(' / '))
})
