import * as v from 'valibot'

/*
 * What PHP makes of values on their way to JSON: an empty map is `[]`, a number may be a string, a list with
 * gaps is a map, "nothing" is `''`, `[]`, `false` or `null`. These schemas know it, so that nobody else has to.
 */

/** A non-negative whole number; `"7"` is 7. */
export const count = v.union([
  v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number), v.safeInteger()),
])

const emptyList = v.pipe(v.array(v.never()), v.length(0))
const nothing = v.union([v.literal(''), v.literal(false), emptyList])

/** Left out, or null: the same on portals. */
export const optional = <T extends v.GenericSchema>(schema: T) =>
  v.pipe(v.nullish(schema), v.transform(value => value ?? undefined))

/** What the rest can do without: undefined where it is left out, or cannot be understood. */
export const decoration = <T extends v.GenericSchema>(schema: T) => v.fallback(optional(schema), undefined)

/** The same of a number that must be one where there is any. */
export const optionalCount = optional(v.union([count, v.pipe(nothing, v.transform(() => undefined))]))

/** A map from ids to values; `[]` is an empty one. */
export const mapOf = <T extends v.GenericSchema>(value: T) => v.pipe(
  v.union([v.pipe(emptyList, v.transform(() => ({}))), v.pipe(v.unknown(), v.check(map => !Array.isArray(map)), v.record(v.string(), value))]),
  v.transform((record): ReadonlyMap<string, v.InferOutput<T>> => new Map(Object.entries(record))),
)

/**
 * As `mapOf(count)`: a map from ids to counts. A person may have thousands of chats, several times a minute, so this
 * is one loop instead of a schema for each value.
 */
export const countMap = v.pipe(v.unknown(), v.rawTransform<unknown, ReadonlyMap<string, number>>(({ dataset, addIssue, NEVER }) => {
  const { value } = dataset
  const isMap = typeof value === 'object' && value !== null && (!Array.isArray(value) || value.length === 0)
  const counts = new Map<string, number>()
  for (const key of isMap ? Object.keys(value) : []) {
    const entry = (value as Readonly<Record<string, unknown>>)[key]
    const number = typeof entry === 'string' && /^\d+$/.test(entry) ? Number(entry) : entry
    if (!isCount(number)) {
      addIssue({ message: 'A count is no count.' })
      return NEVER
    }
    counts.set(key, number)
  }
  if (isMap) return counts
  addIssue({ message: 'Counts are no map.' })
  return NEVER
}))

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0

/** A list; a list with gaps arrives as a map. */
export const listOf = <T extends v.GenericSchema>(item: T) => v.pipe(
  v.union([v.array(item), v.record(v.pipe(v.string(), v.regex(/^\d+$/)), item)]),
  v.transform((items): readonly v.InferOutput<T>[] => Object.values<v.InferOutput<T>>(items)),
)

/** A list whose rows are read one by one; "nothing" is an empty one. */
export const rowsOf = v.union([listOf(v.unknown()), v.pipe(nothing, v.transform((): readonly unknown[] => []))])

/** An object whose fields are optional; `[]`, `''` or `false` stands for an empty one. */
export const objectOf = <T extends v.ObjectEntries>(entries: T) => v.union([
  v.pipe(nothing, v.transform(() => null)),
  v.object(entries),
])

/** A yes or no: true, 1, "1", "Y". */
export const flag = v.union([
  v.boolean(),
  v.pipe(v.picklist([1, '1', 'Y']), v.transform(() => true)),
  v.pipe(v.picklist([0, '0', 'N', '']), v.transform(() => false)),
])

/** Whatever it is, and wherever it is missing: looked at later. */
export const anything = v.optional(v.unknown(), null)

/** A date in ATOM format; anything that is no date is null. */
export const date = v.pipe(
  anything,
  v.transform(value => (typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : null)),
)

/** Text from people, as it is. */
export const text = v.union([v.string(), v.pipe(v.number(), v.transform(String))])

/** `#rgb` or `#rrggbb`; any other "colour" is null, since people may have written it. */
export const color = v.pipe(
  anything,
  v.transform(value => (typeof value === 'string' && /^#(?:[\da-f]{3}|[\da-f]{6})$/i.test(value) ? value : null)),
)
