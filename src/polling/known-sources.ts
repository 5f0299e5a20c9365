import { type SourceUpdate, type SourceKey, dialogIdOf } from '../domain/source.ts'
import type { HeardUpdate } from './frame-messages.ts'
import { outcomeJson } from './outcome-json.ts'
import { afterReport, dueAt, freshSource, isDue, nextAsk, retried, type Source } from './sources.ts'

/** What one frame knows of the sources: what they said last, and when each may be asked again. Moments are in ms of its clock. */
export class KnownSources {
  /** When each may be asked again. Whoever leads next goes on from here. */
  blocks: ReadonlyMap<SourceKey, Source> = new Map()
  readonly #latest = new Map<SourceKey, SourceUpdate>()
  readonly #saidAt = new Map<SourceKey, number>()

  /** The latest updates of these sources, as far as this frame has them. */
  latest(sources: readonly SourceKey[]): readonly SourceUpdate[] {
    return sources.flatMap(source => this.#latest.get(source) ?? [])
  }

  /** How long ago anybody was told something of the source, in ms. */
  age(source: SourceKey, now: number): number {
    return now - (this.#saidAt.get(source) ?? -Infinity)
  }

  /** Whether there is something in the update that was not known; when it was found is no news. */
  isChange({ source, outcome }: SourceUpdate): boolean {
    const before = this.#latest.get(source)
    return before === undefined ? !this.#saidAt.has(source) : outcomeJson(outcome) !== outcomeJson(before.outcome)
  }

  /** The update with what was known, where it says the same: whoever shows it need not read it anew. */
  asKnown(update: SourceUpdate): SourceUpdate {
    const before = this.#latest.get(update.source)
    // Both are of one source.
    return before === undefined ? update : { ...update, outcome: before.outcome } as SourceUpdate
  }

  /** Takes what is newer than what was known, and returns it. */
  take(updates: readonly HeardUpdate[]): readonly SourceUpdate[] {
    return updates.flatMap(({ source, at, update }) => {
      this.#saidAt.set(source, Math.max(at, this.#saidAt.get(source) ?? -Infinity))
      if (update === null || at <= (this.#latest.get(source)?.at ?? -Infinity)) return []
      this.#latest.set(source, update)
      return [update]
    })
  }

  /** These have just answered another frame: whatever they waited for has come to an end. */
  unblock(sources: readonly SourceKey[]): void {
    this.blocks = new Map([...this.blocks].filter(([source]) => !sources.includes(source)))
  }

  /** Learns from an answer when to ask its source again. */
  learn({ source, outcome, operating }: SourceUpdate, now: number, random: () => number): void {
    const report = { failure: outcome.ok ? null : outcome.failure, operating }
    this.blocks = new Map(this.blocks).set(source, afterReport(this.#block(source), report, now, random))
  }

  /** A person wants to know at once. */
  retry(now: number): void {
    this.blocks = new Map([...this.blocks].map(([source, block]) => [source, retried(block, now)]))
  }

  isDue(source: SourceKey, now: number): boolean {
    return isDue(this.#block(source), now)
  }

  /** When the next request for any of these goes out: see `nextAsk`. */
  nextAsk(sources: readonly SourceKey[], due: number, allowedFrom: number): number {
    return nextAsk(sources.map(source => this.#block(source)), due, allowedFrom)
  }

  /** When this one may be asked for. */
  dueAt(source: SourceKey): number {
    return dueAt(this.#block(source))
  }

  /** Whether it waits for nothing but its part of the operating time. */
  isEasing(source: SourceKey): boolean {
    return this.#block(source).wait.reason === 'easing'
  }

  /** Those of these that may be asked now, the oldest first. */
  due(sources: readonly SourceKey[], now: number): readonly SourceKey[] {
    return sources.filter(source => this.isDue(source, now)).toSorted((a, b) => this.age(b, now) - this.age(a, now) || 0)
  }

  /** Forgets the chats nobody wants to know of any more. */
  forgetAllBut(sources: readonly SourceKey[]): void {
    const isForgotten = (source: SourceKey) => dialogIdOf(source) !== null && !sources.includes(source)
    for (const map of [this.#latest, this.#saidAt]) {
      for (const source of map.keys()) if (isForgotten(source)) map.delete(source)
    }
    this.unblock([...this.blocks.keys()].filter(isForgotten))
  }

  #block(source: SourceKey): Source {
    return this.blocks.get(source) ?? freshSource
  }
}
