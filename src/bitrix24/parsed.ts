import { failed, type Outcome, success } from '../domain/failure.ts'
import type { CommandAnswer } from './batch.ts'
import { failureFrom } from './failure.ts'
import type { SourceAnswer } from './portal.ts'

/** The answer to a command as a domain value. */
export function parsed<T>({ outcome, operating }: CommandAnswer, parse: (answer: unknown) => T): SourceAnswer<T> {
  return { outcome: outcome.ok ? attempt(() => parse(outcome.value)) : outcome, operating }
}

/** What a parser returns, or why it threw. */
export function attempt<T>(parse: () => T): Outcome<T> {
  try {
    return success(parse())
  } catch (error) {
    return failed(failureFrom(error))
  }
}
