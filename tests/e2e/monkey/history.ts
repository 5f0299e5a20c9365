import type { BrowserContext, Page, Request } from '@playwright/test'
import type { Emulator } from '../../../emulator/index.ts'
import { truth } from './world.ts'

/** When a number was the portal's for the last time. */
interface Moment {
  /** The step after which it was seen there; 0 is before the first. */
  readonly step: number
  /** In ms since the epoch, as the pages count them. */
  readonly at: number
}

interface Poll {
  readonly page: Page
  /** What was asked for, as it stands in the request. */
  readonly commands: string
  /** During which step it was sent. */
  readonly step: number
}

/** What has been true on the portal since the last rest, by hook, and which polls it has answered. */
export class History {
  step = 0
  /** How far the pages' clocks have been run ahead, in ms. */
  private ahead = 0
  private readonly truths = new Map<string, Map<number, Moment>>()
  private readonly polls: Poll[] = []
  private last: Moment = { step: 0, at: 0 }

  constructor(private readonly context: BrowserContext, private readonly portal: Emulator) {
    const sentIn = new WeakMap<Request, number>()
    context.on('request', request => void sentIn.set(request, this.step))
    context.on('requestfinished', (request) => {
      void this.keepAnswered(request, sentIn.get(request) ?? 0).catch(() => undefined)
    })
    this.remember()
  }

  private async keepAnswered(request: Request, step: number): Promise<void> {
    const commands = request.postData() ?? ''
    if (!request.url().includes('/rest/') || (await request.response())?.status() !== 200) return
    this.polls.push({ page: request.frame().page(), commands, step })
  }

  get now(): number {
    return Date.now() + this.ahead
  }

  /** Lets time pass in all frames, in parts that give the network its turn. @param ms how much */
  async pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= 5_000) {
      const part = Math.min(left, 5_000)
      await this.context.clock.runFor(part)
      this.ahead += part
    }
  }

  /** As if the computer slept: what was due meanwhile happens once. @param ms how long */
  async sleep(ms: number): Promise<void> {
    await this.context.clock.fastForward(ms)
    this.ahead += ms
  }

  /** Notes what is true now. A chat that is not listed counts 0. */
  remember(): void {
    const now = truth(this.portal)
    const moment = { step: this.step, at: this.now }
    for (const key of now.keys()) {
      if (!this.truths.has(key)) this.truths.set(key, new Map([[0, this.last]]))
    }
    for (const [key, known] of this.truths) known.set(now.get(key) ?? 0, moment)
    this.last = moment
  }

  /** From now on, only what is true now and will be. */
  begin(): void {
    this.truths.clear()
    this.polls.length = 0
    this.remember()
  }

  valuesOf(key: string): readonly number[] {
    return [...this.truths.get(key)?.keys() ?? [0]]
  }

  /** Null: never. */
  lastTrue(key: string, count: number): Moment | null {
    const known = this.truths.get(key)
    if (known === undefined) return count === 0 ? { step: this.step, at: this.now } : null
    return known.get(count) ?? null
  }

  /**
   * The step of the last poll that asked for all of this, and whose answer a frame has got that is still there; null:
   * there was none.
   */
  lastPoll(commands: readonly string[]): number | null {
    const steps = this.polls.filter(poll => !poll.page.isClosed() && commands.every(command => poll.commands.includes(command))).map(({ step }) => step)
    return steps.length === 0 ? null : Math.max(...steps)
  }
}
