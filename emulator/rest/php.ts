/**
 * A PHP array as `json_encode` writes it: keys 0, 1, 2… in order make a list, so an empty map is `[]`.
 */
export function phpArray(entries: Iterable<readonly [string | number, unknown]>): unknown[] | Record<string, unknown> {
  const pairs = [...entries]
  const isList = pairs.every(([key], index) => String(key) === String(index))
  return isList ? pairs.map(([, value]) => value) : Object.fromEntries(pairs)
}

/** A date in ATOM format, as `2026-02-25T16:50:58+01:00`. `utcOffset` is in minutes. */
export function atomDate(at: number, utcOffset: number): string {
  const local = new Date(at + utcOffset * 60_000).toISOString().slice(0, 19)
  const sign = utcOffset < 0 ? '-' : '+'
  const minutes = Math.abs(utcOffset)
  const pad = (value: number) => String(value).padStart(2, '0')
  return `${local}${sign}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`
}
