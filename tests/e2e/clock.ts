import { type BrowserContext, expect, type Page, type Request } from '@playwright/test'

export const second = 1_000
export const minute = 60 * second
export const hour = 60 * minute

/**
 * The clock of all pages of a test, which the test moves, in steps. A step ends when the portal has answered what was asked:
 * a clock that runs on meanwhile makes the answer late, or has the request given up, on a slow machine only.
 */
export class TestClock {
  /** How far it has been moved, in ms. */
  #passed = 0
  readonly #asked = new Set<Request>()
  readonly #context: BrowserContext

  private constructor(context: BrowserContext) {
    this.#context = context
    context.on('request', (request) => {
      if (request.url().includes('/rest/')) this.#asked.add(request)
    })
    const end = (request: Request) => this.#asked.delete(request)
    context.on('requestfinished', end)
    context.on('requestfailed', end)
  }

  /** To be installed before a page is opened. */
  static async install(context: BrowserContext): Promise<TestClock> {
    await context.clock.install()
    return new TestClock(context)
  }

  /** In ms since the epoch. */
  readonly now = (): number => Date.now() + this.#passed

  /** A page that was closed waits for no answer. */
  get #unanswered(): number {
    return [...this.#asked].filter(request => !request.frame().page().isClosed()).length
  }

  /** Lets time pass. @param ms how much @param step at most so much at a time, in ms */
  async pass(ms: number, step = 5 * second): Promise<void> {
    for (let left = ms; left > 0; left -= step) {
      const part = Math.min(step, left)
      this.#passed += part
      await this.#context.clock.runFor(part)
      await expect.poll(() => this.#unanswered, { message: 'requests that the portal has not answered', intervals: [20] }).toBe(0)
    }
  }

  /** Lets time pass until something has happened. */
  async passUntil(hasHappened: () => boolean | Promise<boolean>, step = 5 * second): Promise<void> {
    await expect.poll(async () => {
      await this.pass(step, step)
      return hasHappened()
    }, { intervals: [0], timeout: 60_000 }).toBe(true)
  }

  /** Lets time pass in which no page of the app is open. */
  async sleep(page: Page, ms: number): Promise<void> {
    await page.goto('about:blank')
    this.#passed += ms
    await this.#context.clock.fastForward(ms)
  }
}
