export interface PollerOptions {
  /** Asks once. Must not reject. */
  readonly ask: () => Promise<void>
  /** From the end of one poll to the start of the next, in ms. */
  readonly interval: number
}

export interface Poller {
  /** Asks now, and from then on at the interval. */
  resume(): void
  /** No request is sent until `resume`. One that is under way may still be answered. */
  pause(): void
  /** Asks now, out of turn. A poll that is under way counts as this one. */
  askNow(): Promise<void>
}

/** Asks again and again, never twice at a time. */
export function createPoller({ ask, interval }: PollerOptions): Poller {
  let active = false
  let underWay: Promise<void> | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  function askNow(): Promise<void> {
    clearTimeout(timer)
    underWay ??= ask().finally(() => {
      underWay = null
      if (active) timer = setTimeout(askNow, interval)
    })
    return underWay
  }

  return {
    askNow,
    resume() {
      active = true
      void askNow()
    },
    pause() {
      active = false
      clearTimeout(timer)
    },
  }
}
