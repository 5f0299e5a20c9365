import * as v from 'valibot'
import { isDialogId } from '../domain/dialog-id.ts'
import { type LaterEntry, mostLater, withLater } from '../domain/later.ts'

/** The option that holds what a person has put aside. */
export const laterOption = 'later'

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const entrySchema = v.pipe(
  v.tuple([v.custom<string>(isDialogId), v.nullable(whole), whole, v.nullable(whole)]),
  v.transform(([dialogId, until, count, messageId]): LaterEntry => ({ dialogId, until, count, messageId })),
)
const listSchema = v.pipe(v.string(), v.parseJson(), v.array(v.unknown()))

/** What an option holds. What cannot be read is left out: another version of the app may have written it. Never throws. */
export function parseLater(option: string | null): readonly LaterEntry[] {
  const list = v.safeParse(listSchema, option)
  if (!list.success) return []
  return list.output.flatMap((one) => {
    const entry = v.safeParse(entrySchema, one)
    return entry.success ? [entry.output] : []
  }).slice(-mostLater)
}

/** Short: a portal keeps options for every person. */
export const writeLater = (entries: readonly LaterEntry[]): string => (
  entries.length === 0 ? '' : JSON.stringify(entries.map(({ dialogId, until, count, messageId }) => [dialogId, until, count, messageId]))
)

/**
 * What another device has put aside stays, unless it is what was brought back here, and what it has brought back does not
 * come again. Of a chat that both have put aside, the entry of this device stays.
 */
export function mergeLater(base: string | null, mine: string, theirs: string | null): string {
  if (theirs === base) return mine
  const before = keysOf(base)
  const wanted = keysOf(mine)
  const isNew = (entry: LaterEntry) => !before.has(keyOf(entry))
  return writeLater(withLater(
    parseLater(theirs).filter(entry => isNew(entry) || wanted.has(keyOf(entry))),
    parseLater(mine).filter(isNew),
  ))
}

const keyOf = (entry: LaterEntry): string => writeLater([entry])
const keysOf = (option: string | null) => new Set(parseLater(option).map(keyOf))
