/** One frame's claim to be the one that asks for all frames of the same person. */
export interface Candidacy {
  /** Leads as soon as no other frame does: at once, or when that one resigns, is closed or dies. */
  stand(): void
  /** Leads from now on, whoever did before: that one has not been heard of. */
  seize(): void
  /** Lets another lead, or gives up waiting. */
  resign(): void
}

export interface CandidacyOptions {
  /** Missing, or refusing, where a browser denies storage to third-party frames: then every frame leads for itself. */
  readonly locks: LockManager | undefined
  /** Frames that stand under one name elect one of them. */
  readonly name: string
  readonly onLeading: (leading: boolean) => void
}

/** Elections by the Web Locks API: whoever holds the lock leads, and the browser passes it on, even after a crash. */
export function createCandidacy({ locks, name, onLeading }: CandidacyOptions): Candidacy {
  let standing: AbortController | null = null

  function claim(steal: boolean): void {
    standing?.abort()
    const { signal } = standing = new AbortController()
    if (locks === undefined) {
      onLeading(true)
      return
    }
    let isHeld = false
    const untilResigned = () => new Promise<void>((resolve) => {
      isHeld = true
      signal.addEventListener('abort', () => resolve())
      onLeading(true)
    })
    locks.request(name, steal ? { steal } : { signal }, untilResigned).catch(() => {
      if (signal.aborted) return
      // Another frame has seized the lead; or, in a page denied storage, the request was refused at once.
      onLeading(!isHeld)
      if (isHeld) claim(false)
    })
  }

  return {
    stand() {
      if (standing === null) claim(false)
    },
    seize() {
      if (standing !== null) claim(true)
    },
    resign() {
      if (standing === null) return
      standing.abort()
      standing = null
      onLeading(false)
    },
  }
}
