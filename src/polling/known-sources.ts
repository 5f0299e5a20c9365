import type { Finding, OperatingTime, SourceKey } from '../domain/poll.ts'
import { dialogIdOf } from '../domain/poll.ts'
import type { HeardFinding } from './frame-messages.ts'
import { afterReport, firstDue, freshSource, isDue, retried, type Source, sourceParams } from './sources.ts'

/** What one frame knows of the sources: what they said last, and when each may be asked again. Moments are in ms of its clock. */
export class KnownSources {
  /** When each may be asked again. Whoever leads next goes on from here. */
  blocks: ReadonlyMap<SourceKey, Source> = new Map()
  readonly #latest = new Map<SourceKey, Finding>()
  readonly #saidAt = new Map<SourceKey, number>()
  readonly #operating = new Map<SourceKey, OperatingTime>()

  /** The latest findings of these sources, as far as this frame has them. */
  latest(sources: readonly SourceKey[]): readonly Finding[] {
    return sources.flatMap(source => this.#latest.get(source) ?? [])
  }

  /** How long ago anybody was told something of the source, in ms. */
  age(source: SourceKey, now: number): number {
    return now - (this.#saidAt.get(source) ?? -Infinity)
  }

  /** Whether there is something in the finding that was not known; when it was found is no news. */
  isChange({ source, outcome }: Finding): boolean {
    const before = this.#latest.get(source)
    return before === undefined ? !this.#saidAt.has(source) : JSON.stringify(outcome) !== JSON.stringify(before.outcome)
  }

  /** Takes what is newer than what was known, and returns it. */
  take(findings: readonly HeardFinding[]): readonly Finding[] {
    return findings.flatMap(({ source, at, finding }) => {
      this.#saidAt.set(source, Math.max(at, this.#saidAt.get(source) ?? -Infinity))
      if (finding === null || at <= (this.#latest.get(source)?.at ?? -Infinity)) return []
      this.#latest.set(source, finding)
      return [finding]
    })
  }

  /** These have just answered another frame: whatever they waited for has come to an end. */
  unblock(sources: readonly SourceKey[]): void {
    this.blocks = new Map([...this.blocks].filter(([source]) => !sources.includes(source)))
  }

  /**
   * Learns from an answer when to ask its source again. A refusal for lack of operating time does not say until when:
   * the last answer did.
   * @param toClock turns ms since the epoch, as a portal tells them, into ms of this frame's clock
   */
  learn({ source, outcome, operating }: Finding, now: number, random: () => number, toClock: (moment: number) => number): void {
    if (operating !== null) this.#operating.set(source, { ...operating, resetAt: toClock(operating.resetAt) })
    const { kind, retryAt } = outcome.ok ? { kind: null } : outcome.failure
    const failure = kind === null ? null : { kind, ...(retryAt !== undefined && { retryAt: toClock(retryAt) }) }
    const report = { failure, operating: this.#operating.get(source) ?? null }
    this.blocks = new Map(this.blocks).set(source, afterReport(this.#block(source), report, now, random))
  }

  /** A person wants to know at once. */
  retry(now: number): void {
    this.blocks = new Map([...this.blocks].map(([source, block]) => [source, retried(block, this.#operating.get(source) ?? null, now)]))
  }

  isDue(source: SourceKey, now: number): boolean {
    return isDue(this.#block(source), now)
  }

  /** When the first of these may be asked. */
  firstDue(sources: readonly SourceKey[]): number {
    return firstDue(sources.map(source => this.#block(source)))
  }

  /** Those of these that may be asked now, the oldest first. */
  due(sources: readonly SourceKey[], now: number): readonly SourceKey[] {
    return sources.filter(source => this.isDue(source, now)).toSorted((a, b) => this.age(b, now) - this.age(a, now) || 0)
  }

  /** Forgets the chats nobody wants to know of any more. */
  forgetAllBut(sources: readonly SourceKey[]): void {
    const isForgotten = (source: SourceKey) => dialogIdOf(source) !== null && !sources.includes(source)
    for (const map of [this.#latest, this.#saidAt, this.#operating]) {
      for (const source of map.keys()) if (isForgotten(source)) map.delete(source)
    }
    this.unblock([...this.blocks.keys()].filter(isForgotten))
  }

  #block(source: SourceKey): Source {
    return this.blocks.get(source) ?? freshSource
  }
}

/**
 * Turns a moment of the portal's into one of this frame's clock. The two calendars may disagree by hours, but a portal
 * forgets operating time within ten minutes: no wait for it is longer.
 */
export function portalTime(wallNow: number, now: number): (moment: number) => number {
  return moment => now + Math.min(moment - wallNow, sourceParams.operatingWindow)
}
