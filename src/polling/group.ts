import type { SourceKey } from '../domain/source.ts'
import type { FrameMessage, HeardMessage } from './frame-messages.ts'
import type { PollerEnvironment } from './poller-options.ts'

/** Goes up with every change of a message. Frames of different versions do not hear each other, and lead apart. */
export const protocolVersion = 6

/** The name under which the frames of one person share: of their lock and of their channels. */
export const frameGroup = (owner: string): string => `unread:${String(protocolVersion)}:${owner}`

/** A frame's part in the group of all frames of a person: who leads, and what they tell each other. */
export interface Group {
  readonly isLeading: boolean
  /** Whether other frames may hear this one. */
  readonly isShared: boolean
  /** Until when this page, which has just been frozen or asleep, does not know who leads; in ms of its clock. */
  readonly doubtUntil: number
  /** Leads as soon as no other frame does. */
  join(): void
  /** Leads from now on. */
  steal(): void
  leave(): void
  post(message: FrameMessage): void
  /** Tells the others what this frame wants. A new frame also expects to be told what is known. */
  subscribe(sources: readonly SourceKey[], isNew: boolean): void
  /** The leader is to say something soon. */
  expectLeader(): void
  /** Notices whether the page has been frozen or asleep. To be called by a timer before it does anything. */
  notice(): void
  /** Leaves for good. */
  close(): void
}

interface GroupOptions {
  readonly environment: PollerEnvironment
  /** Whether this frame shows the source. */
  readonly shows: (source: SourceKey) => boolean
  readonly onLeading: () => void
  readonly onMessage: (message: HeardMessage) => void
  /** The leader says nothing: it is frozen, or there is none. */
  readonly onSilence: () => void
  /** What the leader said last may no longer be so: this page was frozen or asleep, or the leader is overdue. */
  readonly onDoubt: () => void
  /** When the leader is to ask next, in ms of this frame's clock; null: nobody waits for it. */
  readonly expectedAt: () => number | null
}

export type OpenGroup = (options: GroupOptions) => Group

/** The group of a frame that knows of no other. */
export const alone: OpenGroup = ({ onLeading }) => {
  let isLeading = false
  const nothing = () => undefined

  function lead(leads: boolean): void {
    if (isLeading === leads) return
    isLeading = leads
    onLeading()
  }

  return {
    get isLeading() {
      return isLeading
    },
    isShared: false,
    doubtUntil: -Infinity,
    join: () => lead(true),
    steal: nothing,
    leave: () => lead(false),
    post: nothing,
    subscribe: nothing,
    expectLeader: nothing,
    notice: nothing,
    close: () => lead(false),
  }
}
