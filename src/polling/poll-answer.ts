import { err, type Failure, type Result } from '../domain/failure.ts'
import type { SourceUpdate, SourceAnswer, SourceKey } from '../domain/source.ts'

/** What came of one request. */
export interface PollResult {
  readonly updates: readonly SourceUpdate[]
  /** Sources that were answered, but not by code this frame has. */
  readonly unreadable: readonly SourceKey[]
  /** Why the request came to nothing, if it did. */
  readonly failure: Failure | null
  /** Whether this frame's session is gone. That says nothing of other frames, nor of the sources. */
  readonly isSessionLost: boolean
}

/** No answer takes longer, in ms: a later one has waited in a page that was frozen, and is old already. */
export const longestAnswer = 30_000

/**
 * The updates of one request: one for each source asked. An answer is as old as its question: nobody can tell how long
 * it has been on its way.
 * @param askedAt when the request was sent, in ms of this frame's clock
 */
export function pollResult(
  asked: readonly SourceKey[],
  answer: Result<readonly SourceAnswer[]>,
  askedAt: number,
): PollResult {
  const failure = answer.ok ? null : answer.failure
  const answers = new Map(answer.ok ? answer.value.map(part => [part.source, part]) : [])
  const updates = asked.map((source): SourceUpdate => {
    const part = answers.get(source)
    if (part !== undefined) return { ...part, askedAt, at: askedAt }
    return { source, outcome: err(failure ?? { kind: 'network', code: 'NETWORK_ERROR' }), operating: null, askedAt, at: askedAt }
  })
  return {
    updates,
    unreadable: answer.ok ? asked.filter(source => !answers.has(source)) : [],
    failure,
    isSessionLost: updates.some(({ outcome }) => !outcome.ok && outcome.failure.kind === 'session'),
  }
}
