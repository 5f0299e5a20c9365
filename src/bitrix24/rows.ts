import * as v from 'valibot'
import { inSlices } from '../browser/slices.ts'

export interface Rows<T> {
  readonly rows: readonly T[]
  /** How many could not be understood. */
  readonly dropped: number
}

/** Reads one row. Null for a row that is none of its business: it is neither kept nor counted. */
type ParseRow<T> = (row: unknown) => T | null

/**
 * Reads a list of things that stand for themselves: one that cannot be understood is left out and counted, and takes no
 * other down.
 */
export function parseRows<T>(list: readonly unknown[], parse: ParseRow<T>): Rows<T> {
  const { read, result } = rowReader(parse)
  for (const item of list) read(item)
  return result()
}

/** The same of a list that is long enough to be felt. */
export async function parseRowsInSlices<T>(list: readonly unknown[], parse: ParseRow<T>): Promise<Rows<T>> {
  const { read, result } = rowReader(parse)
  await inSlices(list, read)
  return result()
}

function rowReader<T>(parse: ParseRow<T>): { read: (item: unknown) => void, result: () => Rows<T> } {
  const rows: T[] = []
  let dropped = 0
  return {
    read(item) {
      try {
        const row = parse(item)
        if (row !== null) rows.push(row)
      } catch (error) {
        if (!(error instanceof v.ValiError)) throw error
        dropped += 1
      }
    },
    result: () => ({ rows, dropped }),
  }
}
