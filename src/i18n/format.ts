import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { digits, type Locale, type LocaleCode, locales } from './locales.ts'
import { numberText } from './number-text.ts'
import { useTimeZone } from './time-zone.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** How old something is, in the largest unit that fits: [-5, 'minute']. @param age in ms */
function relativeAge(age: number): [number, Intl.RelativeTimeFormatUnit] {
  const [unit, name] = age < minute ? [second, 'second'] as const
    : age < hour ? [minute, 'minute'] as const
      : age < day ? [hour, 'hour'] as const
        : [day, 'day'] as const
  return [-Math.floor(age / unit), name]
}

/** A date without a time: the same day wherever one reads it. */
export const isDay = (iso: string) => /^\d{4}-\d\d-\d\d$/.test(iso)

/** Makes something when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}

/** Costly to make, and every row of a list wants one: each is made once for a language and a time zone, and most never. */
function formatsOf({ tag, dateTag = tag }: Locale, timeZone: string | undefined) {
  const own = { numberingSystem: digits } as const
  const dates = (options: Intl.DateTimeFormatOptions) => once(() => new Intl.DateTimeFormat(dateTag, { ...own, timeZone, ...options }))
  const relative = (options: Intl.RelativeTimeFormatOptions) => once(() => new Intl.RelativeTimeFormat(tag, { ...own, numeric: 'auto', ...options }))
  return {
    days: dates({ dateStyle: 'medium', timeZone: 'UTC' }),
    dates: dates({ dateStyle: 'medium' }),
    moments: dates({ dateStyle: 'medium', timeStyle: 'short' }),
    times: dates({ timeStyle: 'short' }),
    weekdays: dates({ weekday: 'short' }),
    dayTimes: dates({ weekday: 'short', hour: 'numeric', minute: '2-digit' }),
    shortDates: dates({ day: 'numeric', month: 'short' }),
    dayKeys: once(() => new Intl.DateTimeFormat('en-CA', { timeZone })),
    relativeDays: relative({}),
    ages: relative({ style: 'short' }),
  }
}

const known = new Map<string, ReturnType<typeof formatsOf>>()

function kept<T>(all: Map<string, T>, key: string, make: () => T): T {
  const one = all.get(key) ?? make()
  all.set(key, one)
  return one
}

/** Numbers and dates as the language writes them, in the person's own time zone. */
export function useFormat() {
  const { locale, t } = useI18n()
  const timeZone = useTimeZone()
  const language = computed<Locale>(() => locales[locale.value as LocaleCode])
  const number = (value: number) => numberText(value, language.value)
  const intl = () => kept(known, `${language.value.tag} ${timeZone.value ?? ''}`, () => formatsOf(language.value, timeZone.value))

  return {
    number,
    /** With a plus where there may be more. */
    amount: (value: number, atLeast = false) => {
      const text = number(value)
      return atLeast ? t('waiting.atLeast', { count: text }) : text
    },
    /** Short enough for a badge. With a plus where there may be more. */
    badge: (value: number, atLeast = false) => {
      const text = number(Math.min(value, 99))
      return value > 99 || atLeast ? t('waiting.atLeast', { count: text }) : text
    },
    /** @param iso ISO 8601 */
    date: (iso: string) => intl()[isDay(iso) ? 'days' : 'dates']().format(new Date(iso)),
    /** The date and the time of day. @param iso ISO 8601 */
    moment: (iso: string) => intl()[isDay(iso) ? 'days' : 'moments']().format(new Date(iso)),
    /**
     * Short, as a list shows it: the time today, "yesterday", the weekday within a week, else the date.
     * @param iso ISO 8601
     * @param now in ms since the epoch
     */
    stamp: (iso: string, now: number) => {
      const formats = intl()
      const at = new Date(iso)
      const dayOf = (moment: Date | number) => Date.parse(formats.dayKeys().format(moment)) / day
      const days = dayOf(now) - dayOf(at)
      if (days <= 0) return formats.times().format(at)
      if (days === 1) return formats.relativeDays().format(-1, 'day')
      return days < 7 ? formats.weekdays().format(at) : formats[days < 300 ? 'shortDates' : 'dates']().format(at)
    },
    /**
     * A moment within the next days: the time today, else with its weekday.
     * @param at in ms since the epoch
     * @param now in ms since the epoch
     */
    next: (at: number, now: number) => {
      const { dayKeys, times, dayTimes } = intl()
      return (dayKeys().format(at) === dayKeys().format(now) ? times : dayTimes)().format(at)
    },
    /** When somebody wrote: the time today, else the date as well. @param iso ISO 8601 @param now in ms since the epoch */
    written: (iso: string, now: number) => {
      const formats = intl()
      const at = new Date(iso)
      return formats[formats.dayKeys().format(at) === formats.dayKeys().format(now) ? 'times' : 'moments']().format(at)
    },
    /** What stands between the items of a list. */
    comma: computed(() => language.value.comma ?? ', '),
    /** What stands between a label and its value. */
    colon: computed(() => language.value.colon ?? ': '),
    /** What stands between phrases that end without a mark and are read as sentences. */
    stop: computed(() => language.value.stop ?? '. '),
    /** What stands between two sentences. */
    space: computed(() => language.value.space ?? ' '),
    /** "in 5 minutes". @param wait in ms */
    until: (wait: number) => {
      const [count, unit] = relativeAge(wait + second - 1)
      return intl().ages().format(-count, unit)
    },
    /** "5 minutes ago". @param age in ms */
    age: (age: number) => (age < 10 * second ? t('sync.justNow') : intl().ages().format(...relativeAge(age))),
  }
}
