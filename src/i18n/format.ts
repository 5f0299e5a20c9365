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

/** Numbers and dates as the language writes them. */
export function useFormat() {
  const { locale, t } = useI18n()
  const tag = computed(() => locales[locale.value as LocaleCode].tag)
  const numbers = computed(() => new Intl.NumberFormat(tag.value))
  const dates = computed(() => new Intl.DateTimeFormat(tag.value, { dateStyle: 'medium' }))
  const moments = computed(() => new Intl.DateTimeFormat(tag.value, { dateStyle: 'medium', timeStyle: 'short' }))
  const ages = computed(() => new Intl.RelativeTimeFormat(tag.value, { numeric: 'auto', style: 'short' }))

  return {
    number: (value: number) => numbers.value.format(value),
    /** Short enough for a badge. */
    badge: (value: number) => (value > 99 ? `${numbers.value.format(99)}+` : numbers.value.format(value)),
    /** @param iso ISO 8601 */
    date: (iso: string) => dates.value.format(new Date(iso)),
    /** @param iso ISO 8601 */
    moment: (iso: string) => moments.value.format(new Date(iso)),
    /** "in 5 minutes". @param wait in ms */
    until: (wait: number) => {
      const [count, unit] = relativeAge(wait + second - 1)
      return ages.value.format(-count, unit)
    },
    /** "5 minutes ago". @param age in ms */
    age: (age: number) => (age < 10 * second ? t('sync.justNow') : ages.value.format(...relativeAge(age))),
  }
}
