import { digits, type Locale } from './locales.ts'

/** Costly to make, and every row of a list wants one: each is made once for a language. */
const formats = new Map<string, Intl.NumberFormat>()

/** A number as the language writes it. What has no separators needs no Intl, whose first use takes a while. */
export function numberText(value: number, { tag }: Locale): string {
  if (value >= 0 && value < 1000 && Number.isInteger(value)) return String(value)
  const format = formats.get(tag) ?? new Intl.NumberFormat(tag, { numberingSystem: digits })
  formats.set(tag, format)
  return format.format(value)
}
