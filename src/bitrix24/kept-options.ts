/** Texts by their names. An empty text is none: a portal does not forget an option once it has it. */
export type KeptValues = Readonly<Record<string, string>>

/**
 * - `kept`: on the portal
 * - `saving`
 * - `refused`: the portal did not say that it has kept it; it holds until the page is closed
 */
export type SavingState = 'kept' | 'saving' | 'refused'

/**
 * What an option is to hold that two devices have changed.
 *
 * @param base what it held before
 * @param mine what this device wants it to hold
 * @param theirs what it holds now
 */
export type Merge = (base: string | null, mine: string, theirs: string | null) => string

/** Another one each time the portal tells. */
interface Told {
  readonly text: string | null
}

/** A value that the portal has not said it keeps. */
interface Wanted {
  readonly value: string
  readonly state: SavingState
  /** Whether another frame is about to keep it; that frame may be gone. */
  readonly isHeard?: boolean
  readonly merge?: Merge | undefined
}

/**
 * What the options of a person hold: as far as the portal has told this frame or another, and what is wanted beyond that.
 * What is wanted wins until the portal keeps it.
 */
export class KeptOptions {
  readonly #told = new Map<string, Told>()
  readonly #wanted = new Map<string, Wanted>()
  readonly #atHandshake: (name: string) => string | null
  /** Whether nothing is kept but what is told. */
  #isComplete = false

  constructor(atHandshake: (name: string) => string | null) {
    this.#atHandshake = atHandshake
  }

  valueOf(name: string): string | null {
    const wanted = this.#wanted.get(name)
    return wanted === undefined ? this.#toldOf(name) : textIn(wanted.value)
  }

  savingOf(name: string): SavingState {
    return this.#wanted.get(name)?.state ?? 'kept'
  }

  /** What the portal keeps, save what is to be something else. */
  get told(): KeptValues {
    return Object.fromEntries([...this.#told].filter(([name]) => !this.#wanted.has(name)).map(([name, { text }]) => [name, text ?? '']))
  }

  /** @param merge for what other devices change as well */
  want(values: KeptValues, merge?: Merge): void {
    for (const [name, value] of Object.entries(values)) this.#wanted.set(name, { value, state: 'saving', merge })
  }

  /** What is wanted under these names and not kept yet. */
  wantedOf(names: Iterable<string>): KeptValues {
    return Object.fromEntries([...new Set(names)].flatMap((name) => {
      const wanted = this.#wanted.get(name)
      return wanted === undefined ? [] : [[name, wanted.value]]
    }))
  }

  /** What came of sending these: what is wanted by now may be something else. */
  confirm(sent: KeptValues, isKept: boolean): void {
    for (const [name, value] of Object.entries(sent)) {
      if (isKept) this.#told.set(name, { text: textIn(value) })
      const wanted = this.#wanted.get(name)
      if (wanted?.value !== value) continue
      if (isKept) this.#wanted.delete(name)
      else this.#wanted.set(name, { ...wanted, state: 'refused' })
    }
  }

  /** Takes what another frame has said. Returns the names of what is wanted otherwise now, to keep what both have changed. */
  hear(values: KeptValues, state: SavingState): readonly string[] {
    return Object.entries(values).flatMap(([name, value]) => {
      const wanted = this.#wanted.get(name)
      const isSame = wanted?.value === value
      if (state !== 'kept') {
        if (state === 'saving' || isSame) this.#wanted.set(name, { value, state, isHeard: state === 'saving' })
        return []
      }
      const merged = this.#merge(name, this.#toldOf(name), textIn(value))
      this.#told.set(name, { text: textIn(value) })
      if ((isSame && !wanted.merge) || wanted?.isHeard) this.#wanted.delete(name)
      return merged
    })
  }

  /**
   * Called when the portal is asked what it keeps. Takes its answer; what was kept or wanted meanwhile need not be in it.
   * Returns names as `hear` does.
   */
  reading(): (answer: ReadonlyMap<string, unknown>) => readonly string[] {
    const before = new Map(this.#told)
    const wantedBefore = new Set(this.#wanted.values())
    return (answer) => {
      const merged = [...answer].flatMap(([name, value]) => {
        const changed = this.#merge(name, this.#toldOf(name, before), textIn(value))
        if (this.#told.get(name) === before.get(name)) this.#told.set(name, { text: textIn(value) })
        return changed
      })
      for (const [name, wanted] of this.#wanted) if (wanted.isHeard && wantedBefore.has(wanted)) this.#wanted.delete(name)
      this.#isComplete = true
      return merged
    }
  }

  #toldOf(name: string, told: ReadonlyMap<string, Told> = this.#told): string | null {
    return this.#isComplete || told.has(name) ? told.get(name)?.text ?? null : this.#atHandshake(name)
  }

  /** Takes what another device has changed since `base` into what is wanted here. */
  #merge(name: string, base: string | null, theirs: string | null): readonly string[] {
    const wanted = this.#wanted.get(name)
    const value = wanted?.merge?.(base, wanted.value, theirs)
    if (wanted === undefined || value === undefined || value === wanted.value) return []
    this.#wanted.set(name, { ...wanted, value })
    return [name]
  }
}

/** An option's text; null: it holds none. */
export const textIn = (value: unknown): string | null => (
  (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : null
)
