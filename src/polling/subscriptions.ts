import { dialogIdOf, type SourceKey } from '../domain/source.ts'

/** A frame is forgotten when it has not repeated its subscription for so many answers: it was closed without a word. */
const patience = 3

/** What the frames of a person want to know. */
export class Subscriptions {
  readonly #byFrame = new Map<string, { sources: readonly SourceKey[], silentFor: number }>()
  readonly #frame: string

  /** @param frame this frame, which is never forgotten */
  constructor(frame: string) {
    this.#frame = frame
  }

  /** Everything anybody wants, once; with a chat the counters, which tell when it has changed. */
  get all(): readonly SourceKey[] {
    const wanted = new Set([...this.#byFrame.values()].flatMap(({ sources }) => sources))
    if ([...wanted].some(source => dialogIdOf(source) !== null)) wanted.add('messenger')
    return [...wanted]
  }

  /** What this frame wants. */
  get own(): readonly SourceKey[] {
    return this.#byFrame.get(this.#frame)?.sources ?? []
  }

  /** @param sources all that the frame wants from now on; none: it is hidden or gone */
  set(frame: string, sources: readonly SourceKey[]): void {
    if (sources.length === 0 && frame !== this.#frame) this.#byFrame.delete(frame)
    else this.#byFrame.set(frame, { sources, silentFor: 0 })
  }

  /** Called after each answer, which every frame that lives replies to. */
  expire(): void {
    for (const [frame, subscription] of this.#byFrame) {
      subscription.silentFor += 1
      if (frame !== this.#frame && subscription.silentFor > patience) this.#byFrame.delete(frame)
    }
  }
}
