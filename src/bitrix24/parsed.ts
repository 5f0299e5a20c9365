import { err, type Result, ok } from '../domain/failure.ts'
import type { OperatingTime } from '../domain/source.ts'
import type { CommandAnswer } from './batch.ts'
import { failureFrom } from './failure.ts'

export interface Parsed<T> {
  readonly outcome: Result<T>
  readonly operating: OperatingTime | null
}

/** A command's answer in terms of the domain; one that is missing or cannot be understood is a failure. */
export function parsed<T>(answer: CommandAnswer | undefined, parse: (result: unknown) => T): Parsed<T> {
  if (answer === undefined) return { outcome: err({ kind: 'malformed', code: 'MALFORMED_ANSWER' }), operating: null }
  const { outcome, operating } = answer
  return { outcome: outcome.ok ? attempt(() => parse(outcome.value)) : outcome, operating }
}

/** The same where the parser takes its time. */
export async function parsedInTime<T>(answer: CommandAnswer | undefined, parse: (result: unknown) => Promise<T>): Promise<Parsed<T>> {
  const { outcome, operating } = parsed(answer, result => result)
  if (!outcome.ok) return { outcome, operating }
  try {
    return { outcome: ok(await parse(outcome.value)), operating }
  } catch (error) {
    return { outcome: err(failureFrom(error)), operating }
  }
}

/** What a parser returns, or why it threw. */
function attempt<T>(parse: () => T): Result<T> {
  try {
    return ok(parse())
  } catch (error) {
    return err(failureFrom(error))
  }
}
