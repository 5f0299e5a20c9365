import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { isDay } from './format.ts'
import { digits, type LocaleCode, locales } from './locales.ts'
import { useTimeZone } from './time-zone.ts'

/** A moment in few words, and whether these are the time of day or the date. */
export interface BriefMoment {
  readonly text: string
  readonly isToday: boolean
}

/**
 * Says moments in few words: the time of day where it was today, else the date, with the year where it is another one;
 * in the person's language and time zone.
 */
export function useBriefMoment() {
  const { locale } = useI18n()
  const timeZone = useTimeZone()
  const formats = computed(() => formatsOf(locales[locale.value as LocaleCode].tag, timeZone.value))

  /** @param iso ISO 8601 @param now in ms since the epoch */
  return (iso: string, now: number): BriefMoment => {
    const { times, dates, datesWithYear, years } = formats.value[isDay(iso) ? 'utc' : 'local']
    const today = formats.value.local
    const at = new Date(iso)
    if (!isDay(iso) && today.datesWithYear.format(at) === today.datesWithYear.format(now)) return { text: times.format(at), isToday: true }
    return { text: (years.format(at) === today.years.format(now) ? dates : datesWithYear).format(at), isToday: false }
  }
}

function formatsOf(tag: string, timeZone: string | undefined) {
  const inZone = (zone: string | undefined) => {
    const own = { numberingSystem: digits, timeZone: zone } as const
    return {
      times: new Intl.DateTimeFormat(tag, { ...own, timeStyle: 'short' }),
      dates: new Intl.DateTimeFormat(tag, { ...own, month: 'short', day: 'numeric' }),
      datesWithYear: new Intl.DateTimeFormat(tag, { ...own, dateStyle: 'medium' }),
      years: new Intl.DateTimeFormat(tag, { ...own, year: 'numeric' }),
    }
  }
  return { local: inZone(timeZone), utc: inZone('UTC') }
}
