import * as v from 'valibot'
import { isDialogId } from '../domain/dialog-id.ts'
import { type LaterEntry, mostLater } from '../domain/later.ts'

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
