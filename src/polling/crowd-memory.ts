import type { Schedule } from './schedule.ts'
import { type ScheduleParams, scheduleParams } from './schedule-params.ts'
import { intervalAt } from './fair-share.ts'

/**
 * What one morning teaches for the next: how long a client lets the crowd behind its address have its turn. It holds a
 * duration and no moment, so it does not depend on a clock. It is kept for a person on a portal, as one short text.
 */
export interface CrowdMemory {
  /** From one request to the next, in ms. */
  readonly interval: number
  /** The same on average over the last hours, in ms: it differs less from colleague to colleague. */
  readonly steady: number
}

const version = 1
const format = /^(\d{1,3}):(\d{1,5})(?::(\d{1,5}))?$/
const longest = 24 * 60 * 60

/** What is worth remembering now; null: no crowd is known of. `now` is in ms, by the clock the schedule goes by. */
export function crowdMemoryOf({ share }: Schedule, now: number, params: ScheduleParams = scheduleParams): CrowdMemory | null {
  const interval = intervalAt(share, now, params.share)
  return interval === null ? null : { interval, steady: share.steady ?? interval }
}

/** Whether the difference to what is kept is worth a write: a twentieth, or a crowd that came or went. */
export function isWorthKeeping(memory: CrowdMemory | null, kept: CrowdMemory | null): boolean {
  if (memory === null || kept === null) return memory !== kept
  return [memory.interval / kept.interval, memory.steady / kept.steady].some(ratio => ratio > 1.05 || ratio < 0.95)
}

/** At most 13 characters, such as `1:96:104` (the version, the interval and its average in s); empty: no crowd. */
export function writeCrowdMemory(memory: CrowdMemory | null): string {
  if (memory === null) return ''
  const seconds = (ms: number) => Math.min(Math.max(Math.round(ms / 1000), 1), longest)
  return [version, seconds(memory.interval), seconds(memory.steady)].join(':')
}

/**
 * Null where the text is empty, of another version or broken: then the morning is like a first one. An earlier text has
 * no average: the interval stands for it.
 */
export function parseCrowdMemory(text: string): CrowdMemory | null {
  const [, of, seconds, average = seconds] = format.exec(text) ?? []
  if (Number(of) !== version) return null
  const interval = Number(seconds) * 1000
  const steady = Number(average) * 1000
  return [interval, steady].every(ms => ms >= 1000 && ms <= longest * 1000) ? { interval, steady } : null
}
