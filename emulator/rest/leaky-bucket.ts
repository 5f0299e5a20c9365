/** What a refused request does to the level of the bucket. The documentation does not say. */
export const REFUSAL_RULES = ['free', 'capped', 'endless'] as const

/**
 * - `free`: nothing
 * - `capped`: it raises the level, but not above 2X
 * - `endless`: it raises the level, however high it is
 */
export type RefusalRule = typeof REFUSAL_RULES[number]

export interface BucketLimits {
  /** X: requests the bucket holds */
  readonly x: number
  /** Y: requests that leak out per second */
  readonly y: number
  readonly refusals: RefusalRule
}

interface Level {
  level: number
  at: number
}

export const CLOUD_LIMITS: BucketLimits = { x: 50, y: 2, refusals: 'free' }

/** The rate limit of a portal, one bucket for each source address. */
export class LeakyBucket {
  limits = CLOUD_LIMITS

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
    this.#levels.set(address, { level: admitted ? level + 1 : this.#afterRefusal(level), at: this.#now() })
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

  #afterRefusal(level: number): number {
    switch (this.limits.refusals) {
      case 'free':
        return level
      case 'capped':
        return Math.max(level, Math.min(level + 1, 2 * this.limits.x))
      case 'endless':
        return level + 1
    }
  }
}
