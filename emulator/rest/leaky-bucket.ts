export interface BucketLimits {
  /** Requests the bucket holds */
  x: number
  /** Requests that leak out per second */
  y: number
}

interface Level {
  level: number
  at: number
}

/** The rate limit of a portal, one bucket for each source address. */
export class LeakyBucket {
  limits: BucketLimits = { x: 50, y: 2 }

  readonly #now: () => number
  readonly #levels = new Map<string, Level>()
  #start: Level = { level: 0, at: 0 }

  constructor(now: () => number) {
    this.#now = now
  }

  /** Adds one request; false = refused. */
  admit(address: string): boolean {
    const level = this.level(address)
    const admitted = level + 1 <= this.limits.x
    this.#levels.set(address, { level: admitted ? level + 1 : level, at: this.#now() })
    return admitted
  }

  level(address: string): number {
    const { level, at } = this.#levels.get(address) ?? this.#start
    const leaked = (this.#now() - at) / 1000 * this.limits.y
    return Math.max(0, level - leaked)
  }

  /** Brings every address to this level. */
  fill(level: number): void {
    this.#levels.clear()
    this.#start = { level, at: this.#now() }
  }
}
