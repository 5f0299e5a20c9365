import { afterReport, dueAt, freshSource } from '../../../src/polling/sources.ts'
import type { CreatePace } from './simulate.ts'

/** The app itself. */
export const ours: CreatePace = (random) => {
  let source = freshSource
  return {
    answered(now, operating) {
      source = afterReport(source, { failure: null, operating }, now, random)
      return dueAt(source)
    },
    refused(now) {
      source = afterReport(source, { failure: { kind: 'operating' }, operating: null }, now, random)
      return dueAt(source)
    },
  }
}

/**
 * The app before: no pause below half of the limit, 40 s half-way from there, ten minutes at the limit. Whoever is
 * refused waits for the reset, or ten minutes where the last answer told none that is still to come.
 */
export const before: CreatePace = (random) => {
  let resetAt = 0
  return {
    answered(now, { seconds, resetIn }) {
      resetAt = now + (resetIn ?? 0)
      const used = seconds / 480
      if (used <= 0.5) return now
      const left = Math.max(0, 1 - used) / 0.5
      const most = left === 0 ? 600_000 : Math.min(40_000 * (1 - left) / left, 600_000)
      return now + most * (0.75 + random() / 2)
    },
    refused(now) {
      return (resetAt > now ? resetAt : now + 600_000) + random() * 20_000
    },
  }
}
