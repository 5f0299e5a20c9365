/** What a page does with a task that is meant for it: at once, later, or never. */
export type Deliver = (task: () => void) => void

interface Request {
  readonly client: object
  readonly deliver: Deliver
  readonly hold: () => Promise<void>
  readonly signal: AbortSignal | undefined
  readonly resolve: (value: unknown) => void
  readonly reject: (reason: unknown) => void
}

interface Queue {
  held: Request | null
  readonly waiting: Request[]
}

/**
 * Exclusive locks as the Web Locks API defines them, for many pages at once. A page learns of what happens to its
 * requests by tasks, which may reach it late: a lock may be granted to a page that has aborted, and stolen from one
 * that does not know of it yet.
 */
export class FakeLocks {
  readonly #queues = new Map<string, Queue>()

  /** The lock manager of one page. @param deliver @default as a microtask */
  asLockManager(client: object = {}, deliver: Deliver = queueMicrotask): LockManager {
    const request = (name: string, { signal, steal = false }: LockOptions, hold: () => Promise<void>) => (
      new Promise((resolve, reject) => {
        if (signal?.aborted === true) {
          reject(aborted())
          return
        }
        const queue = this.#queues.get(name) ?? { held: null, waiting: [] }
        this.#queues.set(name, queue)
        const made: Request = { client, deliver, hold, signal, resolve, reject }
        if (steal) {
          const { held } = queue
          queue.held = null
          held?.deliver(() => held.reject(aborted()))
          queue.waiting.unshift(made)
        } else {
          queue.waiting.push(made)
        }
        signal?.addEventListener('abort', () => {
          const place = queue.waiting.indexOf(made)
          if (place < 0) return
          queue.waiting.splice(place, 1)
          reject(aborted())
        })
        this.#process(queue)
      })
    )
    return { request } as unknown as LockManager
  }

  /** A page is gone: what it held is passed on, what it waited for is forgotten. */
  close(client: object): void {
    for (const queue of this.#queues.values()) {
      queue.waiting.splice(0, Infinity, ...queue.waiting.filter(request => request.client !== client))
      if (queue.held?.client === client) queue.held = null
      this.#process(queue)
    }
  }

  holder(name: string): object | null {
    return this.#queues.get(name)?.held?.client ?? null
  }

  #process(queue: Queue): void {
    const next = queue.held === null ? queue.waiting.shift() : undefined
    if (next === undefined) return
    queue.held = next
    const release = () => {
      if (queue.held === next) queue.held = null
      this.#process(queue)
    }
    next.deliver(() => {
      if (next.signal?.aborted === true) {
        release()
        next.reject(aborted())
        return
      }
      void next.hold().then(() => {
        release()
        next.resolve(undefined)
      })
    })
  }
}

const aborted = () => new DOMException('The request was aborted.', 'AbortError')
