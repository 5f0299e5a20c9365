import { officeEvents } from '../scenarios/office-events.ts'
import { randomNumbers } from '../scenarios/random.ts'
import type { Portal } from '../state/portal.ts'
import type { OfficeDayState, OfficeNews } from '../wire.ts'

/** Calls back once after so many milliseconds; what it returns cancels that. */
export type Timer = (callback: () => void, milliseconds: number) => () => void

export interface OfficeDayOptions {
  userId: number
  /** The same seed gives the same day. @default 1 */
  seed?: number | undefined
}

/** Milliseconds until the first event: at once, for somebody who has just pressed the button. */
const FIRST_AFTER = 1_000
/** Milliseconds between two events: as fast as a person can follow. */
const LEAST_PAUSE = 4_000
const MOST_PAUSE = 14_000
const NEWS_KEPT = 5

export const systemTimer: Timer = (callback, milliseconds) => {
  const timer = setTimeout(callback, milliseconds)
  return () => clearTimeout(timer)
}

/** Lets things happen by themselves until it is stopped. */
export class OfficeDay {
  readonly #portal: Portal
  readonly #timer: Timer
  #cancel: (() => void) | null = null
  #news: OfficeNews[] = []

  constructor(portal: Portal, timer: Timer) {
    this.#portal = portal
    this.#timer = timer
  }

  /** What it is doing, and what has happened lately, the newest first. */
  get state(): OfficeDayState {
    return { on: this.#cancel !== null, news: this.#news }
  }

  /** A day that is on already ends first. */
  start({ userId, seed = 1 }: OfficeDayOptions): void {
    this.stop()
    this.#news = []
    const random = randomNumbers(seed)
    const next = officeEvents({ portal: this.#portal, userId, random })
    const happen = () => {
      this.#news = [{ at: this.#portal.now(), text: next() }, ...this.#news].slice(0, NEWS_KEPT)
      this.#cancel = this.#timer(happen, LEAST_PAUSE + random() * (MOST_PAUSE - LEAST_PAUSE))
    }
    this.#cancel = this.#timer(happen, FIRST_AFTER)
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = null
  }
}
