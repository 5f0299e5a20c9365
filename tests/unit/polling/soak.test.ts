import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { err, type FailureKind, ok } from '../../../src/domain/failure.ts'
import type { SourceAnswer } from '../../../src/domain/source.ts'
import { createPoller } from '../../../src/polling/poller.ts'
import { createRandom } from '../../bench/fleet/random.ts'
import { setTimer } from './office.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

const storms: readonly FailureKind[] = [
  'limit', 'operating', 'permission', 'missing', 'rejected', 'server', 'timeout', 'network', 'malformed', 'plan', 'blocked', 'closed', 'session',
]

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it.each([1, 2, 3, 4, 5])('a working day of eight hours, with all that can go wrong in it (seed %i)', async (seed) => {
  const random = createRandom(seed)
  const rejections: unknown[] = []
  const onRejection = (reason: unknown) => void rejections.push(reason)
  process.on('unhandledRejection', onRejection)

  let truth = 0
  let shown = -1
  let underWay = 0
  let mostUnderWay = 0
  let asked = 0
  let storm: FailureKind | null = null
  let tokenExpiresAt = Date.now() + hour

  const poller = createPoller({
    async ask(sources) {
      asked += 1
      mostUnderWay = Math.max(mostUnderWay, underWay += 1)
      // An expired token is refreshed through the parent window, which takes a while; sometimes that fails.
      const isExpired = Date.now() > tokenExpiresAt
      if (isExpired) tokenExpiresAt = Date.now() + hour
      await new Promise(resolve => setTimeout(resolve, isExpired ? 3 * second : 50 + random() * 950))
      underWay -= 1
      if (storm !== null) return err({ kind: storm, code: storm })
      const value = truth
      return ok(sources.map(source => ({ source, outcome: ok(value), operating: null }) as unknown as SourceAnswer))
    },
    onFound(updates) {
      for (const { outcome } of updates) if (outcome.ok) shown = outcome.value as unknown as number
    },
    onStatus: () => undefined,
    environment: { now: Date.now, random, setTimer, frame: 'frame' },
  })
  poller.subscribe(['messenger', 'tasks'])
  poller.setShown(true)

  const end = Date.now() + 8 * hour
  while (Date.now() < end) {
    const chance = random()
    if (chance < 0.2) poller.setShown(random() < 0.5)
    else if (chance < 0.25) poller.setOnline(random() < 0.5)
    else if (chance < 0.3) vi.setSystemTime(Date.now() + random() * 20 * minute) // the machine slept: no timer went off
    else if (chance < 0.4) storm = random() < 0.6 ? null : storms[Math.floor(random() * storms.length)] ?? null
    else if (chance < 0.5) poller.refresh()
    else if (chance < 0.6) poller.activity()
    else if (chance < 0.8) truth += 1
    await vi.advanceTimersByTimeAsync(random() * minute)
    // One timer of the poller's own, or one of the answer that is under way.
    expect(vi.getTimerCount()).toBeLessThanOrEqual(1)
  }

  storm = null
  truth += 1
  poller.setShown(true)
  poller.setOnline(true)
  poller.refresh()
  await vi.advanceTimersByTimeAsync(2 * minute)
  expect(shown).toBe(truth)
  expect(mostUnderWay).toBe(1)
  expect(asked).toBeGreaterThan(100)
  expect(asked).toBeLessThan(8 * hour / (3 * second))
  expect(rejections).toEqual([])
  process.off('unhandledRejection', onRejection)

  poller.pause()
  // An answer may be under way.
  await vi.advanceTimersByTimeAsync(5 * second)
  expect(vi.getTimerCount()).toBe(0)
})
