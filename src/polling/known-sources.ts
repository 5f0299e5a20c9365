import type { Counters } from '../domain/counters.ts'
import { type ChatDetails, type SourceUpdate, type SourceKey, dialogIdOf } from '../domain/source.ts'
import { chatRest, countedOf } from './chat-changes.ts'
import type { HeardUpdate } from './frame-messages.ts'
import { outcomeJson } from './outcome-json.ts'
import { afterReport, dueAt, freshSource, isDue, leftAlone, nextAsk, recounted, retried, ridesAlong, type Source } from './sources.ts'

/** What one frame knows of the sources: what they said last, and when each may be asked again. Moments are in ms of its clock. */
export class KnownSources {
  /** When each may be asked again. Whoever leads next goes on from here. */
  blocks: ReadonlyMap<SourceKey, Source> = new Map()
  readonly #latest = new Map<SourceKey, SourceUpdate>()
  /** The last updates that were no failures. */
  readonly #good = new Map<SourceKey, SourceUpdate>()
  readonly #saidAt = new Map<SourceKey, number>()
  readonly #touchedAt: (source: SourceKey) => number

  /** @param touchedAt when a person did something last that changes what a source says; Infinity: it is being done */
  constructor(touchedAt: (source: SourceKey) => number = () => -Infinity) {
    this.#touchedAt = touchedAt
  }

  /** The latest updates of these sources, as far as this frame has them: of one that fails, also the last that did not. */
  latest(sources: readonly SourceKey[]): readonly SourceUpdate[] {
    return sources.flatMap(source => [...new Set([this.#good.get(source), this.#latest.get(source)])]).filter(update => update !== undefined)
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
      if (update.outcome.ok) this.#good.set(source, update)
      return [update]
    })
  }

  /** These have just answered another frame: whatever they waited for has come to an end. */
  unblock(sources: readonly SourceKey[]): void {
    this.blocks = new Map([...this.blocks].filter(([source]) => !sources.includes(source)))
  }

  /**
   * Learns from the answers to one request when to ask their sources again. Returns whether they say that a chat has
   * changed which was not asked for.
   */
  learn(updates: readonly SourceUpdate[], now: number, random: () => number): boolean {
    const told = countersIn(updates.find(({ source }) => source === 'messenger'))
    const hasChanged = told !== null && this.#recount(told, updates)
    const counters = told ?? countersIn(this.#latest.get('messenger'))
    const blocks = new Map(this.blocks)
    for (const update of updates) {
      const { source, outcome, operating } = update
      const block = afterReport(this.#block(source), { failure: outcome.ok ? null : outcome.failure, operating }, now, random)
      const isAnsweredChat = dialogIdOf(source) !== null && outcome.ok
      blocks.set(source, isAnsweredChat ? leftAlone(block, update.at + chatRest, counters && counted(counters, source, update), now) : block)
    }
    this.blocks = blocks
    return hasChanged
  }

  /** Leaves no chat alone that has changed. Returns whether there is one. */
  #recount(counters: Counters, updates: readonly SourceUpdate[]): boolean {
    const changed = [...this.blocks].flatMap(([source, block]): [SourceKey, Source][] => {
      if (block.wait.reason !== 'unchanged' || updates.some(update => update.source === source)) return []
      const after = recounted(block, counted(counters, source, this.#latest.get(source)))
      return after === block ? [] : [[source, after]]
    })
    this.blocks = new Map([...this.blocks, ...changed])
    return changed.length > 0
  }

  /** The portal is to be asked for all anew, for a chat that is left alone only where a person wants to know. */
  retry(now: number, isWanted: boolean): void {
    const isKept = ({ wait }: Source) => !isWanted && wait.reason === 'unchanged'
    this.blocks = new Map([...this.blocks].map(([source, block]) => [source, isKept(block) ? block : retried(block, now)]))
  }

  /** Those of these that are left alone because they have not changed. */
  unchanged(sources: readonly SourceKey[]): readonly SourceKey[] {
    return sources.filter(source => this.#block(source).wait.reason === 'unchanged')
  }

  /** A chat is left alone only where this frame has its answer, and it is newer than what a person has done. */
  isDue(source: SourceKey, now: number): boolean {
    const block = this.#block(source)
    if (isDue(block, now)) return true
    const { wait } = block
    if (wait.reason !== 'unchanged' || wait.notBefore > now) return false
    const latest = this.#latest.get(source)
    return latest?.outcome.ok !== true || this.#touchedAt(source) > latest.askedAt
  }

  /** When the next request for any of these goes out: see `nextAsk`. */
  nextAsk(sources: readonly SourceKey[], due: number, allowedFrom: number): number {
    return nextAsk(sources.map(source => this.#block(source)), due, allowedFrom)
  }

  /** When this one may be asked for. */
  dueAt(source: SourceKey): number {
    return dueAt(this.#block(source))
  }

  /** Whether it waits for no fault to pass. */
  ridesAlong(source: SourceKey): boolean {
    return ridesAlong(this.#block(source))
  }

  /**
   * Those of these that may be asked now, the oldest first. Before them the counters: a portal answers in this order, and
   * what they say of a chat must not be newer than its own answer.
   */
  due(sources: readonly SourceKey[], now: number): readonly SourceKey[] {
    const due = sources.filter(source => this.isDue(source, now)).toSorted((a, b) => this.age(b, now) - this.age(a, now) || 0)
    return due.toSorted((a, b) => Number(b === 'messenger') - Number(a === 'messenger'))
  }

  /** Forgets the chats nobody wants to know of any more. */
  forgetAllBut(sources: readonly SourceKey[]): void {
    const isForgotten = (source: SourceKey) => dialogIdOf(source) !== null && !sources.includes(source)
    for (const map of [this.#latest, this.#good, this.#saidAt]) {
      for (const source of map.keys()) if (isForgotten(source)) map.delete(source)
    }
    this.unblock([...this.blocks.keys()].filter(isForgotten))
  }

  #block(source: SourceKey): Source {
    return this.blocks.get(source) ?? freshSource
  }
}

const countersIn = (update: SourceUpdate | undefined): Counters | null => (
  update?.source === 'messenger' && update.outcome.ok ? update.outcome.value : null
)

const detailsIn = (update: SourceUpdate | undefined): ChatDetails | null => (
  update !== undefined && update.source !== 'messenger' && update.source !== 'tasks' && update.outcome.ok ? update.outcome.value : null
)

const counted = (counters: Counters, source: SourceKey, update: SourceUpdate | undefined): string => (
  countedOf(counters, dialogIdOf(source) ?? '', detailsIn(update))
)
