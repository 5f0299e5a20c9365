import * as v from 'valibot'
import type { TaskCounters } from '../domain/task-counters.ts'
import { count, mapOf, optional } from './wire.ts'

/** What tasks.task.counters.get answers: counter name → value, and `[]` for a user it tells nothing about. Others will come. */
const taskCountersSchema = mapOf(v.unknown())
const counterSchema = optional(v.object({ counter: count }))

/**
 * Domain task counters from an answer of tasks.task.counters.get.
 * @throws ValiError when the answer is none
 */
export function parseTaskCounters(answer: unknown): TaskCounters {
  const counters = v.parse(taskCountersSchema, answer)
  const counterOf = (name: string): number | null => v.parse(counterSchema, counters.get(name))?.counter ?? null
  return { expired: counterOf('expired'), newComments: counterOf('new_comments') }
}
