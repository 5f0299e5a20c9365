/**
 * What a refused request does to the level of the bucket. The documentation does not say:
 *
 * - `free`: nothing
 * - `capped`: it raises the level, but not above 2X
 * - `endless`: it raises the level, however high it is
 */
export type RefusalRule = 'free' | 'capped' | 'endless'

export interface BucketOptions {
  /** X: above this many requests it refuses. */
  readonly size: number
  /** Y: requests that leak out per second. */
  readonly leak: number
  /** @default 'free' */
  readonly refusals?: RefusalRule
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
    const { size, leak, refusals = 'free' } = this.#options
    this.#level = Math.max(0, this.#level - (at - this.#at) / 1000 * leak)
    this.#at = at
    const isAdmitted = this.#level + 1 <= size
    if (isAdmitted || refusals === 'endless') this.#level += 1
    else if (refusals === 'capped') this.#level = Math.max(this.#level, Math.min(this.#level + 1, 2 * size))
    return isAdmitted
  }
}
