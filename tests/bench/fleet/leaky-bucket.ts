export interface BucketOptions {
  /** X: above this many requests it refuses. */
  readonly size: number
  /** Y: requests that leak out per second. */
  readonly leak: number
  /**
   * Whether a refused request raises the level too, without end. The documentation leaves it open.
   * @default false
   */
  readonly refusalsCount?: boolean
}

/** The portal's rate limit for everybody behind one address. */
export class LeakyBucket {
  #level = 0
  #at = 0
  readonly #options: BucketOptions

  constructor(options: BucketOptions) {
    this.#options = options
  }

  /** Whether a request at this moment, in ms, is let in. Moments don't go backwards. */
  admits(at: number): boolean {
    const { size, leak, refusalsCount = false } = this.#options
    this.#level = Math.max(0, this.#level - (at - this.#at) / 1000 * leak)
    this.#at = at
    const isAdmitted = this.#level + 1 <= size
    if (isAdmitted || refusalsCount) this.#level += 1
    return isAdmitted
  }
}
