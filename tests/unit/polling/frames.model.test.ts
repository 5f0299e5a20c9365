import fc from 'fast-check'
import { expect, it } from 'vitest'
import { numRuns, playFrames, steps } from './frames.model.ts'

/*
 * Several frames of one person in one browser, in virtual time, against a portal whose numbers only grow. UNREAD_RUNS
 * sets how many runs, UNREAD_SEED which.
 */

const seed = process.env.UNREAD_SEED === undefined ? {} : { seed: Number(process.env.UNREAD_SEED) }

it('whatever happens to frames, whoever looks has somebody who asks, and numbers that are as old as they say', async () => {
  await fc.assert(fc.asyncProperty(steps, fc.nat(), async (sequence, chance) => {
    expect(await playFrames(sequence, chance)).toEqual([])
  }), { numRuns, ...seed })
}, 2 * 60 * 60_000)
