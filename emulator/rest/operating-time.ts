const MINUTE = 60_000
const BASKETS = 10
/** What one call costs if nothing else is said, in seconds: enough to see the number grow. */
const CALL_SECONDS = 0.05

export interface OperatingRules {
  /** Seconds in ten minutes from which on a method is blocked; null: never. The cloud: 480; self-hosted: 420, or never. */
  limit: number | null
  /** Seconds one call is taken to cost. */
  cost: number
  /** A call that costs less, in seconds, is not added. */
  least: number
}

const CLOUD: OperatingRules = { limit: 480, cost: CALL_SECONDS, least: 0 }

export interface Operating {
  /** Seconds used in the last ten minutes, by all users of the application. */
  operating: number
  /** Unix time in seconds when the oldest of them are forgotten; the newer ones stay. */
  operating_reset_at: number
}

/**
 * How long each method has worked for this application in the last ten minutes, in ten baskets of one minute. The
 * basket of the present minute is one of them, so nine to ten minutes are remembered.
 */
export class OperatingTime {
  rules = CLOUD
  readonly #now: () => number
  /** Seconds by minute, for each method, the oldest first. */
  readonly #used = new Map<string, Map<number, number>>()

  constructor(now: () => number) {
    this.#now = now
  }

  blocks(method: string): boolean {
    const { limit } = this.rules
    return limit !== null && this.of(method).operating >= limit
  }

  add(method: string, seconds = this.rules.cost): void {
    if (seconds < this.rules.least) {
      return
    }
    const baskets = this.#baskets(method)
    const minute = this.#minute()
    baskets.set(minute, (baskets.get(minute) ?? 0) + seconds)
  }

  /** Replaces the method's usage, as if it had all been in this minute; 0 forgets it. */
  force(method: string, seconds: number): void {
    this.#used.set(method, new Map(seconds > 0 ? [[this.#minute(), seconds]] : []))
  }

  of(method: string): Operating {
    const baskets = this.#baskets(method)
    let seconds = 0
    for (const used of baskets.values()) {
      seconds += used
    }
    const [oldest = this.#minute()] = baskets.keys()
    return {
      operating: Math.round(seconds * 1e6) / 1e6,
      operating_reset_at: (oldest + BASKETS) * MINUTE / 1000,
    }
  }

  clear(): void {
    this.#used.clear()
    this.rules = CLOUD
  }

  #minute(): number {
    return Math.floor(this.#now() / MINUTE)
  }

  #baskets(method: string): Map<number, number> {
    const baskets = this.#used.get(method) ?? new Map<number, number>()
    this.#used.set(method, baskets)
    const oldest = this.#minute() - BASKETS
    for (const minute of baskets.keys()) {
      if (minute <= oldest) {
        baskets.delete(minute)
      }
    }
    return baskets
  }
}
