/** One frame's claim to be the one that asks for all frames of the same person. */
export interface Candidacy {
  /** Leads as soon as no other frame does: at once, or when that one resigns, is closed or dies. */
  stand(): void
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

  return {
    stand() {
      if (standing !== null) return
      const { signal } = standing = new AbortController()
      if (locks === undefined) {
        onLeading(true)
        return
      }
      const untilResigned = () => new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve())
        onLeading(true)
      })
      // In a page that is being closed, or one denied storage, a request is refused at once.
      locks.request(name, { signal }, untilResigned).catch(() => signal.aborted || onLeading(true))
    },
    resign() {
      if (standing === null) return
      standing.abort()
      standing = null
      onLeading(false)
    },
  }
}
