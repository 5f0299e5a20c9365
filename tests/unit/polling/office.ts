import type { Outcome } from '../../../src/domain/failure.ts'
import { success } from '../../../src/domain/failure.ts'
import type { Finding, SourceAnswer, SourceKey } from '../../../src/domain/poll.ts'
import type { FrameMessage } from '../../../src/polling/frame-channel.ts'
import { createPoller, type NextBySource, type Poller } from '../../../src/polling/poller.ts'

/** What a browser gives to all frames of one app: locks that are passed on, channels that reach the others. */
export class Browser {
  readonly #held = new Map<string, (() => void)[]>()
  readonly #listeners = new Map<string, Set<(message: FrameMessage) => void>>()

  /** Web Locks, as far as the app uses them. */
  readonly locks = {
    request: (name: string, { signal, steal }: { signal?: AbortSignal, steal?: boolean }, hold: () => Promise<void>) => (
      new Promise<void>((resolve, reject) => {
        const queue = steal === true ? [] : this.#held.get(name) ?? []
        this.#held.set(name, queue)
        const grant = () => void hold().then(() => {
          queue.shift()
          queue[0]?.()
          resolve()
        })
        queue.push(grant)
        signal?.addEventListener('abort', () => {
          const place = queue.indexOf(grant)
          if (place > 0) {
            queue.splice(place, 1)
            reject(new DOMException('aborted', 'AbortError'))
          }
        })
        if (queue[0] === grant) queueMicrotask(grant)
      })
    ),
  } as unknown as LockManager

  openChannel = (name: string, onMessage: (message: FrameMessage) => void) => {
    const listeners = this.#listeners.get(name) ?? new Set()
    this.#listeners.set(name, listeners.add(onMessage))
    return {
      post: (message: FrameMessage) => {
        const copy = structuredClone(message)
        for (const listener of listeners) if (listener !== onMessage) queueMicrotask(() => listener(copy))
      },
      close: () => void listeners.delete(onMessage),
    }
  }

  /** The nth frame that opened the channel hears nothing any more: it has crashed. */
  cutOff(name: string, nth: number): void {
    const listeners = this.#listeners.get(name)
    const listener = [...listeners ?? []][nth]
    if (listener !== undefined) listeners?.delete(listener)
  }
}

export interface Frame {
  readonly poller: Poller
  /** Everything this frame was told, newest last. */
  readonly found: Finding[]
  /** What this frame itself has asked for. */
  readonly asked: (readonly SourceKey[])[]
  /** When it said last that each source is asked for next. */
  nextBySource: NextBySource
}

export type Answer = (sources: readonly SourceKey[]) => Outcome<readonly SourceAnswer[]>

export const counters: Answer = sources => success(sources.map(source => ({
  source, outcome: success(source), operating: null,
}) as unknown as SourceAnswer))

let frames = 0

/** A frame that asks a portal which answers as given, after 100 ms. */
export function openFrame(browser: Browser | null, answer: () => Answer = () => counters): Frame {
  const frame: Frame = {
    found: [],
    asked: [],
    nextBySource: new Map(),
    poller: createPoller({
      ask: async (sources) => {
        frame.asked.push(sources)
        const outcome = answer()(sources)
        await new Promise(resolve => setTimeout(resolve, 100))
        return outcome
      },
      onFound: findings => void frame.found.push(...findings),
      onSchedule(_cadence, _nextAt, nextBySource) {
        frame.nextBySource = nextBySource
      },
      environment: {
        now: Date.now,
        random: () => 0.5,
        locks: browser?.locks,
        openChannel: browser?.openChannel ?? (() => null),
        frame: `frame-${String(frames += 1)}`,
      },
    }),
  }
  return frame
}
