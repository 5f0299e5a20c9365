import type { Finding, SourceKey } from '../domain/poll.ts'
import type { Cadence } from './cadence.ts'
import type { Source } from './sources.ts'

/** What a leader has learnt about when to ask; whoever leads next goes on from there. */
export interface Schedule {
  readonly cadence: Cadence
  /** When each source may be asked again. */
  readonly sources: ReadonlyMap<SourceKey, Source>
}

/** What frames of one person tell each other. Numbers and names, never a token. */
export type FrameMessage =
  /** A frame wants these sources (none: it is hidden or gone), and whether it has nothing to show yet. */
  | { readonly type: 'wish', readonly frame: string, readonly sources: readonly SourceKey[], readonly isNew: boolean }
  /** From the leader: what was found, and when it will ask again. */
  | { readonly type: 'found', readonly findings: readonly Finding[], readonly schedule: Schedule }
  /** From a new leader: tell me again what you want. */
  | { readonly type: 'roll-call' }
  /** A person acts in a frame that does not lead. */
  | { readonly type: 'refresh' | 'activity' }

export interface FrameChannel<Message = FrameMessage> {
  post(message: Message): void
  close(): void
}

/** Null where the browser has no such thing. Where it is denied it stays silent, and so do the locks. */
export function openFrameChannel<Message = FrameMessage>(
  name: string,
  onMessage: (message: Message) => void,
): FrameChannel<Message> | null {
  if (typeof BroadcastChannel === 'undefined') return null
  try {
    const channel = new BroadcastChannel(name)
    channel.onmessage = ({ data }: MessageEvent<Message>) => onMessage(data)
    return { post: message => channel.postMessage(message), close: () => channel.close() }
  } catch {
    return null
  }
}
