import { type Schedule, type ScheduleEvent, idle, next } from '../../../src/polling/schedule.ts'
import { type ScheduleParams, scheduleParams } from '../../../src/polling/schedule-params.ts'
import { crowdMemoryOf, isWorthKeeping, parseCrowdMemory, writeCrowdMemory } from '../../../src/polling/crowd-memory.ts'

/** Somebody who asks the portal. It is told what happens, and says when it wants to ask next. */
export interface Client {
  /** In ms of virtual time; null: not before something else happens. */
  readonly due: number | null
  /** What it would keep on the portal now; empty: nothing. */
  readonly memory: string
  /** `age`: how old the numbers on the screen are, in ms; null: there are none. */
  start(now: number, age: number | null): void
  look(now: number, isShown: boolean): void
  asked(now: number): void
  answered(now: number, changed: boolean): void
  refused(now: number): void
}

/** `memory`: what the same person's client kept on another morning; empty: nothing. */
export type CreateClient = (random: () => number, memory: string) => Client

/** The app itself. It writes its memory when an answer comes, and only if that has changed enough. */
export const ours = (params: ScheduleParams = scheduleParams): CreateClient => (random, memory) => {
  let state: Schedule = idle
  let kept = parseCrowdMemory(memory)
  const take = (event: ScheduleEvent, now: number) => {
    state = next(state, event, now, random, params)
  }
  return {
    get due() { return state.due },
    get memory() { return writeCrowdMemory(kept) },
    start: (now, age) => { take({ type: 'start', shown: true, online: true, memory: kept, age }, now) },
    look: (now, isShown) => { take({ type: isShown ? 'shown' : 'hidden' }, now) },
    asked: now => { take({ type: 'asked' }, now) },
    answered: (now, changed) => {
      take({ type: 'answered', changed }, now)
      const learnt = crowdMemoryOf(state, now, params)
      if (isWorthKeeping(learnt, kept)) kept = learnt
    },
    refused: now => { take({ type: 'failed', kind: 'limit' }, now) },
  }
}
