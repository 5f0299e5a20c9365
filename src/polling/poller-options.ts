import type { Failure, Result } from '../domain/failure.ts'
import type { SourceUpdate, SourceAnswer, SourceKey } from '../domain/source.ts'
import type { Schedule } from './schedule.ts'
import type { ScheduleParams } from './schedule-params.ts'

export interface PollerOptions {
  /**
   * Asks for the sources in one HTTP request. Fails as a whole when there is no answer; leaves out a source whose
   * answer this frame has no code to read. Must not reject.
   */
  readonly ask: (sources: readonly SourceKey[]) => Promise<Result<readonly SourceAnswer[]>>
  /** Takes what was found, by this frame or by another. */
  readonly onFound: (updates: readonly SourceUpdate[]) => void
  /** Takes the schedule: of this frame, or of the one that asks for it. */
  readonly onStatus: (schedule: PollStatus) => void
  /** This frame's session is gone, or back (null). Other frames have their own. */
  readonly onSession?: (failure: Failure | null) => void
  /** Fetches the code that other frames may need here. Called once, after this frame has answered as their leader. */
  readonly prepare?: () => void
  /**
   * When the person did something last that changes what a source says, in ms of the frame's clock; Infinity: it is being
   * done, -Infinity: nothing. A chat is not left alone then. @default nothing
   */
  readonly touchedAt?: (source: SourceKey) => number
  /** How often to ask at most and at least; may change at any time. */
  readonly params?: () => ScheduleParams
  readonly environment: PollerEnvironment
}

/** Moments in ms of this frame's clock. */
export interface PollStatus {
  readonly schedule: Schedule
  /** When the next request goes out; null while it waits for something to happen. */
  readonly nextAt: number | null
  /** When each source is asked for next; null: not before something happens, it is being asked, or nobody can tell yet. */
  readonly nextBySource: ReadonlyMap<SourceKey, number | null>
  /** Whether it is this frame that asks. */
  readonly isLeading: boolean
  /** When the last poll was answered; what is shown and was found before is old. Null: none was. */
  readonly polledAt: number | null
}

/** What polling needs of a browser; a test has its own. */
export interface PollerEnvironment {
  /** Monotonic, in ms since whenever (see clock.ts). */
  readonly now: () => number
  /** Draws from [0, 1). */
  readonly random: () => number
  /** Calls back after so many ms, and returns what calls that off. */
  readonly setTimer: (run: () => void, ms: number) => () => void
  /** Lets the browser draw before an answer that is shown is passed on. @default goes on at once */
  readonly yieldToMain?: () => Promise<void>
  /** The same between reading an answer, comparing it and showing it, which takes a moment or a while. @default goes on at once */
  readonly yieldIfDue?: () => Promise<void>
  /** Tells this frame from the person's others. */
  readonly frame: string
}
