import { failed, type Outcome, success } from '../domain/failure.ts'
import type { OperatingTime } from '../domain/poll.ts'
import type { CommandAnswer } from './batch.ts'
import { failureFrom } from './failure.ts'

export interface Parsed<T> {
  readonly outcome: Outcome<T>
  readonly operating: OperatingTime | null
}

/** A command's answer in terms of the domain; one that is missing or cannot be understood is a failure. */
export function parsed<T>(answer: CommandAnswer | undefined, parse: (result: unknown) => T): Parsed<T> {
  if (answer === undefined) return { outcome: failed({ kind: 'malformed', code: 'MALFORMED_ANSWER' }), operating: null }
  const { outcome, operating } = answer
  return { outcome: outcome.ok ? attempt(() => parse(outcome.value)) : outcome, operating }
}

/** What a parser returns, or why it threw. */
function attempt<T>(parse: () => T): Outcome<T> {
  try {
    return success(parse())
  } catch (error) {
    return failed(failureFrom(error))
  }
}
