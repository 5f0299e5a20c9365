const WINDOW = 600_000
const LIMIT_SECONDS = 480
/** What one call is taken to cost, in seconds; enough to see the number grow. */
const CALL_SECONDS = 0.05

interface Usage {
  at: number
  seconds: number
}

export interface Operating {
  /** Seconds used in the last ten minutes */
  operating: number
  /** Unix time in seconds */
  operating_reset_at: number
}

/** How long each method has worked for this application in the last ten minutes. */
export class OperatingTime {
  readonly #now: () => number
  readonly #usage = new Map<string, Usage[]>()

  constructor(now: () => number) {
    this.#now = now
  }

  blocks(method: string): boolean {
    return this.of(method).operating >= LIMIT_SECONDS
  }

  add(method: string): void {
    this.#recent(method).push({ at: this.#now(), seconds: CALL_SECONDS })
  }

  /** Replaces the method's usage; 0 forgets it. */
  force(method: string, seconds: number): void {
    this.#usage.set(method, seconds > 0 ? [{ at: this.#now(), seconds }] : [])
  }

  of(method: string): Operating {
    const usage = this.#recent(method)
    const seconds = usage.reduce((total, entry) => total + entry.seconds, 0)
    const oldest = usage[0]?.at ?? this.#now()
    return {
      operating: Math.round(seconds * 1e6) / 1e6,
      operating_reset_at: Math.floor((oldest + WINDOW) / 1000),
    }
  }

  clear(): void {
    this.#usage.clear()
  }

  #recent(method: string): Usage[] {
    const since = this.#now() - WINDOW
    const usage = (this.#usage.get(method) ?? []).filter(entry => entry.at > since)
    this.#usage.set(method, usage)
    return usage
  }
}
