import * as v from 'valibot'

export interface Rows<T> {
  readonly rows: readonly T[]
  /** How many could not be understood. */
  readonly dropped: number
}

/**
 * Reads a list of things that stand for themselves: one that cannot be understood is left out and counted, and takes no
 * other down. A parser returns null for a row that is none of its business: it is neither kept nor counted.
 */
export function parseRows<T>(list: readonly unknown[], parse: (row: unknown) => T | null): Rows<T> {
  const rows: T[] = []
  let dropped = 0
  for (const item of list) {
    try {
      const row = parse(item)
      if (row !== null) rows.push(row)
    } catch (error) {
      if (!(error instanceof v.ValiError)) throw error
      dropped += 1
    }
  }
  return { rows, dropped }
}
