import type { SourceUpdate } from '../domain/source.ts'

type Outcome = SourceUpdate['outcome']

const known = new WeakMap<Outcome, string>()

/** An outcome as JSON, made once: answers are compared by it, and other frames get it. Of 5,000 chats it takes a while. */
export function outcomeJson(outcome: Outcome): string {
  const before = known.get(outcome)
  if (before !== undefined) return before
  const json = JSON.stringify(outcome)
  known.set(outcome, json)
  return json
}
