import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { numRuns, playFrames, steps } from './frames.model.ts'

/*
 * Several frames of one person in one browser, in virtual time, against a portal whose numbers only grow. UNREAD_RUNS
 * sets how many runs a seed has, UNREAD_SEED the first seed, and UNREAD_MINUTES for how long further seeds follow. What
 * is found then is told as it is: alone, by UNREAD_SEED, that seed is made as short as it gets.
 */

const minute = 60_000
const minutes = Number(process.env.UNREAD_MINUTES ?? 0)
const firstSeed = Number(process.env.UNREAD_SEED ?? Math.floor(Math.random() * 1e9))

it('whatever happens to frames, whoever looks has somebody who asks, and numbers that are as old as they say', async () => {
  const start = Date.now()
  let told = start
  let seed = firstSeed
  /** A single seed is told only where it fails, by fast-check. */
  const tell = (what: string) => {
    if (minutes === 0) return
    const runs = `${String((seed - firstSeed + 1) * numRuns)} runs in ${((Date.now() - start) / minute).toFixed(1)} minutes`
    process.stdout.write(`${what}: seeds ${String(firstSeed)} to ${String(seed)}, ${runs}\n`)
  }
  for (;;) {
    await fc.assert(fc.asyncProperty(steps, fc.nat(), async (sequence, chance) => {
      expect(await playFrames(sequence, chance)).toEqual([])
    }), { numRuns, seed, endOnFailure: minutes > 0 })
    if (Date.now() - start >= minutes * minute) break
    if (Date.now() - told >= minute) {
      told = Date.now()
      tell('nothing found so far')
    }
    seed += 1
    // Virtual time leaves no turn to Vitest, which gives up a worker that is silent for a minute.
    await setImmediate()
  }
  tell('nothing found')
}, 2 * 60 * minute + minutes * minute)
