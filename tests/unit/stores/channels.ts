import { vi } from 'vitest'

/** Channels between the frames of one browser, whose messages arrive when a test lets them, in each sender's order. */
export class Channels {
  readonly #open = new Set<FakeChannel>()
  readonly #underWay: { to: FakeChannel, from: FakeChannel, data: unknown }[] = []

  /** How many are open. */
  get open(): number {
    return this.#open.size
  }

  install(): void {
    const open = (name: string) => {
      const channel = new FakeChannel(name, this)
      this.#open.add(channel)
      return channel
    }
    vi.stubGlobal('BroadcastChannel', function (name: string) {
      return open(name)
    })
  }

  post(from: FakeChannel, data: unknown): void {
    for (const to of this.#open) {
      if (to !== from && to.name === from.name) this.#underWay.push({ to, from, data: structuredClone(data) })
    }
  }

  close(channel: FakeChannel): void {
    this.#open.delete(channel)
  }

  /** Lets the nth message arrive, or the one of the same sender to the same frame that must come before it. */
  deliver(nth: number): void {
    const wanted = this.#underWay[nth % this.#underWay.length]
    if (wanted === undefined) return
    const first = this.#underWay.findIndex(({ to, from }) => to === wanted.to && from === wanted.from)
    const [message] = this.#underWay.splice(first, 1)
    if (message !== undefined && this.#open.has(message.to)) message.to.onmessage?.({ data: message.data })
  }

  deliverAll(): void {
    while (this.#underWay.length > 0) this.deliver(0)
  }
}

class FakeChannel {
  onmessage: ((event: { data: unknown }) => void) | null = null
  readonly name: string
  readonly #channels: Channels

  constructor(name: string, channels: Channels) {
    this.name = name
    this.#channels = channels
  }

  postMessage(data: unknown): void {
    this.#channels.post(this, data)
  }

  close(): void {
    this.#channels.close(this)
  }
}
