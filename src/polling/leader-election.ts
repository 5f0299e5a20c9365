/** One frame's part in the election of the frame that asks for all frames of the same person. */
export interface Election {
  /** Leads as soon as no other frame does: at once, or when the leader leaves, is closed or dies. */
  join(): void
  /** Leads from now on, whoever did before: that one has not been heard of, or can't do what is needed. */
  steal(): void
  /** Lets another lead, or gives up waiting. */
  leave(): void
}

export interface ElectionOptions {
  /** Missing, or refusing, where a browser denies storage to third-party frames: then every frame leads for itself. */
  readonly locks: LockManager | undefined
  /** Frames that join under one name elect one of them. */
  readonly name: string
  readonly onLeading: (leading: boolean) => void
}

/** Leader election by the Web Locks API: whoever holds the lock leads, and the browser passes it on, even after a crash. */
export function createElection({ locks, name, onLeading }: ElectionOptions): Election {
  let membership: AbortController | null = null

  function request(steal: boolean): void {
    membership?.abort()
    const { signal } = membership = new AbortController()
    if (locks === undefined) {
      onLeading(true)
      return
    }
    const untilLeft = () => new Promise<void>((resolve) => {
      // A steal can't be called off: the lock may be granted to a frame that has left, or been robbed of it, meanwhile.
      if (signal.aborted) {
        resolve()
        return
      }
      signal.addEventListener('abort', () => resolve())
      onLeading(true)
    })
    locks.request(name, steal ? { steal } : { signal }, untilLeft).catch((reason: unknown) => {
      if (signal.aborted) return
      // Another frame has stolen the lead; or a page that is denied storage may not even ask.
      const isStolen = reason instanceof DOMException && reason.name === 'AbortError'
      onLeading(!isStolen)
      if (isStolen) request(false)
    })
  }

  return {
    join() {
      if (membership === null) request(false)
    },
    steal() {
      if (membership !== null) request(true)
    },
    leave() {
      if (membership === null) return
      membership.abort()
      membership = null
      onLeading(false)
    },
  }
}
