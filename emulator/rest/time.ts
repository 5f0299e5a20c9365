import type { Operating } from './operating-time.ts'
import { atomDate } from './php.ts'

export interface Clock {
  now: () => number
  utcOffset: number
}

/** The `time` every answer carries; moments in seconds with fractions. */
export function timeReport(startedAt: number, { now, utcOffset }: Clock, operating: Operating): unknown {
  const finishedAt = now()
  const duration = (finishedAt - startedAt) / 1000
  return {
    start: startedAt / 1000,
    finish: finishedAt / 1000,
    duration,
    processing: duration,
    date_start: atomDate(startedAt, utcOffset),
    date_finish: atomDate(finishedAt, utcOffset),
    ...operating,
  }
}
