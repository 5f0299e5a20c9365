import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../runs.ts'
import { createElection, type Election } from '../../../src/polling/leader-election.ts'
import { FakeLocks } from './locks.ts'

interface Candidate extends Election {
  leads: boolean
  wants: boolean
}

/** Candidates of one office. Word of what happens to their locks reaches them when a test delivers it. */
function openOffice(size: number) {
  const locks = new FakeLocks()
  const tasks: { readonly candidate: object, readonly run: () => void }[] = []
  const candidates = Array.from({ length: size }, (): Candidate => {
    const candidate: Candidate = {
      leads: false,
      wants: false,
      ...createElection({
        locks: locks.asLockManager({}, run => void tasks.push({ candidate, run })),
        name: 'office',
        onLeading: leading => void (candidate.leads = leading),
      }),
    }
    return candidate
  })

  /** Delivers the nth task, or the one to the same page that comes before it. */
  async function deliver(nth: number): Promise<void> {
    const wanted = tasks[nth % tasks.length]
    const first = tasks.findIndex(({ candidate }) => candidate === wanted?.candidate)
    tasks.splice(first, 1)[0]?.run()
    // A promise or two until the page has answered.
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
  }

  async function deliverAll(): Promise<void> {
    await deliver(0)
    while (tasks.length > 0) await deliver(0)
  }

  return { candidates, deliver, deliverAll, hasTasks: () => tasks.length > 0 }
}

const steps = fc.array(fc.oneof(
  fc.record({ do: fc.constantFrom('join' as const, 'steal' as const, 'leave' as const), who: fc.nat(3) }),
  fc.record({ do: fc.constant('deliver' as const), who: fc.nat(9) }),
), { maxLength: 30 })

describe('an election', () => {
  it('after any joins, steals and leaves has one leader, who wants to lead; without candidates it has none', async () => {
    await fc.assert(fc.asyncProperty(steps, async (sequence) => {
      const { candidates, deliver, deliverAll, hasTasks } = openOffice(4)
      for (const step of sequence) {
        const candidate = candidates[step.who % 4]
        if (step.do === 'deliver') {
          if (hasTasks()) await deliver(step.who)
        } else if (candidate !== undefined) {
          candidate[step.do]()
          if (step.do !== 'steal') candidate.wants = step.do === 'join'
        }
        for (const { leads, wants } of candidates) expect(leads && !wants, 'nobody leads who has left').toBe(false)
      }
      await deliverAll()
      const wanting = candidates.filter(({ wants }) => wants)
      const leading = candidates.filter(({ leads }) => leads)
      expect(leading).toHaveLength(Math.min(1, wanting.length))
      expect(wanting).toEqual(expect.arrayContaining(leading))
    }), { numRuns: runs(1_000) })
  })

  it('passes the lead on where it was stolen by a frame that has left meanwhile', async () => {
    const { candidates: [first, second], deliverAll } = openOffice(2)
    if (first === undefined || second === undefined) throw new Error('There are two.')
    first.join()
    second.join()
    await deliverAll()
    second.steal()
    second.leave()
    await deliverAll()
    expect([first.leads, second.leads]).toEqual([true, false])
  })
})
