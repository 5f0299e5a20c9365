import * as v from 'valibot'
import type { TaskCounters } from '../domain/task-counters.ts'
import { count, mapOf } from './wire.ts'

/** What tasks.task.counters.get answers: counter name → value, and `[]` for a user it tells nothing about. */
const taskCountersSchema = mapOf(v.object({ counter: count }))

/**
 * Domain task counters from an answer of tasks.task.counters.get.
 * @throws ValiError when the answer is none
 */
export function parseTaskCounters(answer: unknown): TaskCounters {
  const counters = v.parse(taskCountersSchema, answer)
  return {
    expired: counters.get('expired')?.counter ?? null,
    newComments: counters.get('new_comments')?.counter ?? null,
  }
}
