import type { CreateClient } from './clients.ts'

const second = 1000

interface Memoryless {
  /** From the `refusals`th refusal in a row to the next try, in ms, `waited` ms after the start: without numbers. */
  window(refusals: number, waited: number): number
  /** From a refusal to the next request, in intervals: with numbers. */
  readonly retry: number
}

/**
 * One interval per client, from 1.1 × the wait for the first answer; 30% longer at each refusal; 5.5% shorter in an
 * hour. Where nobody is refused: 5 s after a change, slower step by step to 40 s.
 */
const memoryless = ({ window, retry }: Memoryless): CreateClient => (random) => {
  let due: number | null = null
  let since = 0
  let hasNumbers = false
  let refusals = 0
  let pause = 5 * second
  let interval = 0
  let at = 0
  const jitter = () => 0.75 + random() / 2
  const intervalAt = (now: number) => {
    const shorter = interval * Math.exp(-1.5e-8 * (now - at))
    return shorter < 5 * second ? 0 : shorter
  }
  return {
    memory: '',
    get due() { return due },
    start(now) { due = since = now },
    look() { throw new Error('Only for those who watch') },
    asked() { due = null },
    answered(now, changed) {
      if (!hasNumbers && refusals > 0) {
        interval = Math.max(20 * second, 1.1 * (now - since))
        at = now
      }
      pause = changed || !hasNumbers ? 5 * second : Math.min(pause * 1.5, 40 * second)
      due = now + Math.max(hasNumbers ? pause : pause * (1 + 2 * random()), intervalAt(now)) * jitter()
      hasNumbers = true
      refusals = 0
    },
    refused(now) {
      refusals += 1
      if (!hasNumbers) {
        due = now + window(refusals, now - since) * (0.5 + random())
        return
      }
      interval = Math.min(Math.max(intervalAt(now) * 1.3, 20 * second), 30 * 60 * second)
      at = now
      due = now + Math.max(2 * second, interval * retry * jitter())
    },
  }
}

/** What the app did before it reckoned with refusals that count: stubborn, and a third of an interval after a refusal. */
export const stubborn = memoryless({
  window: (_, waited) => Math.min(Math.max(4 * second, waited / 4), 10 * second),
  retry: 0.33,
})

/** Windows that grow by half from 10 s, and a whole interval after a refusal. */
export const growingWindows = memoryless({ window: refusals => 10 * second * 1.5 ** (refusals - 1), retry: 1 })

/**
 * `setInterval`, paused while hidden.
 *
 * With `retries`, a refused request is repeated as the SDK does it by default: two more times, after
 * (1 / drainRate + 1 s) × 1.5^attempt, which is 1.5 s and 2.25 s (b24jssdk 2.2, `RestrictionManager.handleError`).
 */
export const fixed = (interval: number, { retries = 0 } = {}): CreateClient => () => {
  let tick = 0
  let attempt = 0
  let due: number | null = null
  let isShown = true
  const nextTick = (now: number) => {
    while (tick <= now) tick += interval
    attempt = 0
    due = isShown ? tick : null
  }
  return {
    memory: '',
    get due() { return due },
    start(now) { tick = due = now },
    look(now, shown) {
      isShown = shown
      due = shown ? now : null
      if (shown) tick = now
    },
    asked() { due = null },
    answered: nextTick,
    refused(now) {
      if (attempt >= retries || !isShown) nextTick(now)
      else due = now + 1_500 * 1.5 ** attempt++
    },
  }
}
