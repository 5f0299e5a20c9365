import type { FailureKind } from '../domain/failure.ts'
import { backoff } from './backoff.ts'
import { type ScheduleParams, scheduleParams } from './schedule-params.ts'
import type { CrowdMemory } from './crowd-memory.ts'
import {
  admitted, answered as answeredShare, type FairShare, firstWait, intervalAt, nextTry, noCrowd, refused, remembered, retryAfter,
} from './fair-share.ts'

/**
 * When to ask, as a pure function: a state and an event give the next state, and `due` in it says when the next
 * request is to go out. It knows no timers; the moment and the random numbers come from outside.
 */
export interface Schedule {
  /** When to ask next, in ms since the epoch; null: not before another event. */
  readonly due: number | null
  readonly phase: Phase
  /** From when on the portal and the others would not mind a `refresh`, in ms since the epoch. */
  readonly allowedFrom: number

  readonly shown: boolean
  readonly online: boolean
  readonly asking: boolean
  readonly stopped: boolean
  /** When to ask and why not sooner, if nothing else stood in the way. */
  readonly plan: { readonly at: number, readonly reason: 'resting' | 'limited' | 'failing' }
  /** Since when it has been trying without an answer, or when the last one came, in ms since the epoch. */
  readonly since: number
  readonly hasNumbers: boolean
  readonly hiddenAt: number
  /** The present step between quick and slow, in ms. */
  readonly pause: number
  /** Passing faults and refusals since the last answer. */
  readonly faults: number
  readonly refusals: number
  readonly share: FairShare
}

/**
 * What the next request waits for:
 *
 * - `resting`: its turn, the numbers are as fresh as they need to be
 * - `limited`: the portal refused, too many ask at once
 * - `failing`: a passing fault to pass
 * - `asking`: the answer to the one under way
 * - `paused`, `offline`: somebody to look, the network
 * - `stopped`: a person to try again, for waiting would not help
 */
type Phase = Schedule['plan']['reason'] | 'asking' | 'paused' | 'offline' | 'stopped'

export type ScheduleEvent =
  /**
   * The app can ask from now on. `memory` is what an earlier morning taught, if anything; `age`, how old the numbers on
   * the screen are, in ms, or null where there are none.
   */
  | {
    readonly type: 'start'
    readonly shown: boolean
    readonly online: boolean
    readonly memory?: CrowdMemory | null
    readonly age?: number | null
  }
  | { readonly type: 'shown' | 'hidden' | 'online' | 'offline' }
  /** A person does something in the frame. */
  | { readonly type: 'activity' }
  /** A person wants new numbers now. */
  | { readonly type: 'refresh' }
  /** Something is wanted that nobody has asked for yet. */
  | { readonly type: 'wanted' }
  /** The timer set for `due` has gone off. Ask if `due` is still not later than now. */
  | { readonly type: 'timer' }
  /** A request went out. */
  | { readonly type: 'asked' }
  /** There are numbers, `changed` or not. */
  | { readonly type: 'answered', readonly changed: boolean }
  /** The request as a whole has failed. */
  | { readonly type: 'failed', readonly kind: FailureKind }

export const idle: Schedule = {
  due: null,
  phase: 'paused',
  allowedFrom: 0,
  shown: false,
  online: true,
  asking: false,
  stopped: false,
  plan: { at: 0, reason: 'resting' },
  since: 0,
  hasNumbers: false,
  hiddenAt: 0,
  pause: scheduleParams.quick,
  faults: 0,
  refusals: 0,
  share: noCrowd,
}

/**
 * The state after an event. `now` is in ms since the epoch; `random` draws from [0, 1).
 * A loop around it needs no rules of its own: after each event, ask if `due` is not later than now, else set one timer.
 */
export function next(
  state: Schedule,
  event: ScheduleEvent,
  now: number,
  random: () => number,
  params: ScheduleParams = scheduleParams,
): Schedule {
  return withPhase(after(state, event, now, random, params), now)
}

function after(state: Schedule, event: ScheduleEvent, now: number, random: () => number, params: ScheduleParams): Schedule {
  const soon = () => now + random() * params.wakeSpread
  switch (event.type) {
    case 'start':
      return started(event, now, random, params)
    case 'hidden':
      return state.shown ? { ...state, shown: false, hiddenAt: now } : state
    case 'shown':
      return state.shown ? state : onceShown({ ...state, shown: true }, now, random, params)
    case 'offline':
      return { ...state, online: false }
    case 'online':
      if (state.online) return state
      if (state.plan.reason === 'limited') return { ...state, online: true }
      return { ...state, online: true, faults: 0, ...restUntil(Math.max(soon(), inTurn(state), earliest(state, now))) }
    case 'activity':
      return { ...state, pause: params.quick, plan: afterActivity(state, now, params) }
    case 'refresh':
      return bringForward({ ...state, stopped: false }, now)
    case 'wanted':
      return isWaitingForFirst(state) ? state : bringForward(state, now)
    case 'timer':
      return state.due !== null && now - state.due > params.asleepAfter ? afterSleep(state, now, random, state.due, params) : state
    case 'asked':
      return { ...state, asking: true }
    case 'answered':
      return answered(state, event.changed, now, random, params)
    case 'failed':
      return failed({ ...state, asking: false }, event.kind, now, random, params)
  }
}

function started(
  { shown, online, memory = null, age = null }: ScheduleEvent & { type: 'start' },
  now: number,
  random: () => number,
  params: ScheduleParams,
): Schedule {
  const share = remembered(memory?.interval ?? null, memory?.steady ?? null, now, params.share)
  const at = now + firstWait(share, age, random, params.share)
  return { ...idle, shown, online, share, hiddenAt: now, since: now, allowedFrom: now, ...restUntil(at) }
}

const earliest = (state: Schedule, now: number) => Math.max(now, state.allowedFrom)

/** Whether the first question has a turn of its own in a crowd: what else is wanted comes along with it. */
const isWaitingForFirst = ({ hasNumbers, share, plan }: Schedule) => (
  !hasNumbers && share.interval !== null && plan.reason === 'resting'
)

/** Somebody in a crowd keeps the turn, whatever happens to all of them at once. */
const inTurn = ({ share, plan }: Schedule) => (share.interval !== null && plan.reason === 'resting' ? plan.at : 0)

const restUntil = (at: number) => ({ plan: { at, reason: 'resting' } }) as const

/** What stands in the way of the plan decides what a person is told, the weightiest first. */
function withPhase(state: Schedule, now: number): Schedule {
  const phase = phaseOf(state)
  return { ...state, phase, due: phase === state.plan.reason ? Math.max(state.plan.at, now) : null }
}

function phaseOf({ stopped, online, shown, asking, plan }: Schedule): Phase {
  if (stopped) return 'stopped'
  if (!online) return 'offline'
  if (!shown) return 'paused'
  return asking ? 'asking' : plan.reason
}

function bringForward(state: Schedule, now: number): Schedule {
  return { ...state, plan: { ...state.plan, at: Math.min(state.plan.at, earliest(state, now)) } }
}

function onceShown(state: Schedule, now: number, random: () => number, params: ScheduleParams): Schedule {
  if (!state.hasNumbers) return { ...state, since: now }
  if (now - state.hiddenAt > params.forgetAfter) return afterSleep(state, now, random, state.hiddenAt, params)
  if (state.plan.reason !== 'resting' || now - state.since <= params.staleAfter) return state
  return { ...state, pause: params.quick, ...restUntil(Math.min(state.plan.at, earliest(state, now))) }
}

/** After a sleep, all who sleep through the same night wake in the same minute. */
function afterSleep(
  state: Schedule,
  now: number,
  random: () => number,
  asleepSince: number,
  params: ScheduleParams,
): Schedule {
  const soon = Math.max(now + random() * params.wakeSpread, earliest(state, now))
  if (now - asleepSince <= params.forgetAfter) return { ...state, plan: { ...state.plan, at: Math.max(soon, inTurn(state)) } }
  const { shown, online, stopped, asking } = state
  // A night teaches nothing about the crowd: its interval stays what it was.
  const share = remembered(intervalAt(state.share, asleepSince, params.share), state.share.steady, now, params.share)
  const age = state.hasNumbers ? now - asleepSince : null
  const at = Math.max(soon, now + firstWait(share, age, random, params.share))
  return { ...idle, shown, online, stopped, asking, share, hiddenAt: now, since: now, allowedFrom: now, ...restUntil(at) }
}

/** A person in the frame is worth a quick question, but not at the others' expense. */
function afterActivity(state: Schedule, now: number, params: ScheduleParams): Schedule['plan'] {
  const { plan, since, hasNumbers, share } = state
  if (plan.reason !== 'resting' || !hasNumbers || intervalAt(share, now, params.share) !== null) return plan
  return { ...plan, at: Math.min(plan.at, Math.max(since + params.quick, earliest(state, now))) }
}

function answered(
  state: Schedule,
  changed: boolean,
  now: number,
  random: () => number,
  params: ScheduleParams,
): Schedule {
  const isFirst = !state.hasNumbers
  const known = answeredShare(state.share, now, params.share)
  const share = isFirst && state.refusals > 0 && known.interval === null ? admitted(now - state.since, now, params.share) : known
  const interval = share.interval ?? 0
  const pause = changed || isFirst ? params.quick : Math.min(state.pause * params.slowdown, params.slow)
  const mean = isFirst ? pause * (params.firstLeast + random() * (params.firstMost - params.firstLeast)) : pause
  const wait = Math.max(mean, interval) * jitter(random, params)
  return {
    ...state,
    asking: false,
    hasNumbers: true,
    since: now,
    share,
    pause,
    faults: 0,
    refusals: 0,
    allowedFrom: now + Math.max(params.minPause, interval * params.patience),
    ...restUntil(now + wait),
  }
}

function failed(state: Schedule, kind: FailureKind, now: number, random: () => number, params: ScheduleParams): Schedule {
  const allowedFrom = now + params.minPause
  switch (kind) {
    case 'limit': {
      const refusals = state.refusals + 1
      const knows = state.hasNumbers || state.share.interval !== null
      const share = knows ? refused(state.share, refusals > 1, now, params.share) : state.share
      const wait = state.hasNumbers
        ? retryAfter(share, refusals, now, params.share) * jitter(random, params)
        : nextTry(share.interval, refusals, random, params.share)
      const at = now + Math.max(wait, params.minPause)
      return { ...state, share, refusals, allowedFrom: at, plan: { at, reason: 'limited' } }
    }
    case 'plan':
    case 'blocked':
    case 'closed':
    case 'session':
      return { ...state, stopped: true, allowedFrom, ...restUntil(allowedFrom) }
    case 'permission':
    case 'missing':
    case 'rejected':
      return { ...state, allowedFrom, plan: { at: now + params.rarely * (1 + random()), reason: 'failing' } }
    case 'renewal':
      return { ...state, allowedFrom, plan: { at: now + params.renewal * (1 + random()), reason: 'failing' } }
    case 'operating':
    case 'server':
    case 'timeout':
    case 'network':
    case 'malformed': {
      const at = now + Math.max(params.minPause, backoff(state.faults, params.backoff, random))
      return { ...state, faults: state.faults + 1, allowedFrom, plan: { at, reason: 'failing' } }
    }
  }
}

const jitter = (random: () => number, params: ScheduleParams) => 1 + params.jitter * (2 * random() - 1)
