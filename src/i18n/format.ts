import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { type LocaleCode, locales } from './locales.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** How old something is, in the largest unit that fits: [-5, 'minute']. @param age in ms */
export function relativeAge(age: number): [number, Intl.RelativeTimeFormatUnit] {
  const [unit, name] = age < minute ? [second, 'second'] as const
    : age < hour ? [minute, 'minute'] as const
      : age < day ? [hour, 'hour'] as const
        : [day, 'day'] as const
  return [-Math.floor(age / unit), name]
}

/** Costly to make, and every row of a list wants one: made once for each language. */
function formatsOf(tag: string) {
  return {
    numbers: new Intl.NumberFormat(tag),
    dates: new Intl.DateTimeFormat(tag, { dateStyle: 'medium' }),
    moments: new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' }),
    ages: new Intl.RelativeTimeFormat(tag, { numeric: 'auto', style: 'short' }),
  }
}

const known = new Map<string, ReturnType<typeof formatsOf>>()

function intlOf(tag: string): ReturnType<typeof formatsOf> {
  const formats = known.get(tag) ?? formatsOf(tag)
  known.set(tag, formats)
  return formats
}

/** Numbers and dates as the language writes them. */
export function useFormat() {
  const { locale, t } = useI18n()
  const tag = computed(() => locales[locale.value as LocaleCode].tag)
  const intl = () => intlOf(tag.value)

  return {
    number: (value: number) => intl().numbers.format(value),
    /** Short enough for a badge. */
    badge: (value: number) => (value > 99 ? `${intl().numbers.format(99)}+` : intl().numbers.format(value)),
    /** @param iso ISO 8601 */
    date: (iso: string) => intl().dates.format(new Date(iso)),
    /** @param iso ISO 8601 */
    moment: (iso: string) => intl().moments.format(new Date(iso)),
    /** "in 5 minutes". @param wait in ms */
    until: (wait: number) => {
      const [count, unit] = relativeAge(wait + second - 1)
      return intl().ages.format(-count, unit)
    },
    /** "5 minutes ago". @param age in ms */
    age: (age: number) => (age < 10 * second ? t('sync.justNow') : intl().ages.format(...relativeAge(age))),
  }
}
