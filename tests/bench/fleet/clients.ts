import { type Cadence, type CadenceEvent, idle, next } from '../../../src/polling/cadence.ts'
import { type CadenceParams, cadenceParams } from '../../../src/polling/cadence-params.ts'

/** Somebody who asks the portal. It is told what happens, and says when it wants to ask next. */
export interface Client {
  /** In ms of virtual time; null: not before something else happens. */
  readonly due: number | null
  start(now: number): void
  look(now: number, isShown: boolean): void
  asked(now: number): void
  answered(now: number, changed: boolean): void
  refused(now: number): void
}

export type CreateClient = (random: () => number) => Client

/** The app itself. */
export const ours = (params: CadenceParams = cadenceParams): CreateClient => random => {
  let state: Cadence = idle
  const take = (event: CadenceEvent, now: number) => {
    state = next(state, event, now, random, params)
  }
  return {
    get due() { return state.due },
    start: now => { take({ type: 'start', shown: true, online: true }, now) },
    look: (now, isShown) => { take({ type: isShown ? 'shown' : 'hidden' }, now) },
    asked: now => { take({ type: 'asked' }, now) },
    answered: (now, changed) => { take({ type: 'answered', changed }, now) },
    refused: now => { take({ type: 'failed', kind: 'limit' }, now) },
  }
}

/**
 * `setInterval`, paused while hidden.
 *
 * With `retries`, a refused request is repeated as the SDK does it by default: two more times, after
 * (1 / drainRate + 1 s) × 1.5^attempt, which is 1.5 s and 2.25 s (b24jssdk 2.2, `RestrictionManager.handleError`).
 */
export const fixed = (interval: number, { retries = 0 } = {}): CreateClient => () => {
  let tick = 0
  let attempt = 0
  let due: number | null = null
  let isShown = true
  const nextTick = (now: number) => {
    while (tick <= now) tick += interval
    attempt = 0
    due = isShown ? tick : null
  }
  return {
    get due() { return due },
    start(now) { tick = due = now },
    look(now, shown) {
      isShown = shown
      due = shown ? now : null
      if (shown) tick = now
    },
    asked() { due = null },
    answered: nextTick,
    refused(now) {
      if (attempt >= retries || !isShown) nextTick(now)
      else due = now + 1_500 * 1.5 ** attempt++
    },
  }
}
