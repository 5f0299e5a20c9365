import { createRandom } from '../../bench/fleet/random.ts'
import { expect, setVisibility, test } from '../portal.ts'
import { openFrame } from './frames.ts'
import { allScopes, draw } from './steps.ts'
import { type Frame, remember, shownIn, truth, type World } from './world.ts'

/*
 * A random portal, a random person, random bad luck, and three frames. A run prints its seed; `MONKEY_SEED=7` repeats
 * the same steps, though not the network's timing. `MONKEY_MINUTES=60 npm run test:monkey` goes on for an hour.
 */

const minutes = Number(process.env.MONKEY_MINUTES ?? 0)
const firstSeed = Number(process.env.MONKEY_SEED ?? Math.floor(Math.random() * 1e9))
const stepsPerRun = 60

test.use({ scenario: 'demo' })

test('a random person on a random portal never sees a number that was never true', async ({ context, portal }) => {
  test.setTimeout(minutes * 60_000 + 240_000)
  await context.clock.install()
  const end = Date.now() + minutes * 60_000
  let seed = firstSeed
  do {
    test.info().annotations.push({ type: 'seed', description: String(seed) })
    await run({ context, portal, random: createRandom(seed), frames: [], history: new Map() }, seed)
    seed += 1
  } while (Date.now() < end)
})

async function run(world: World, seed: number): Promise<void> {
  const { portal, random, frames } = world
  portal.control.scenario({ name: 'demo' })
  // Virtual time passes faster than the portal's bucket leaks: faults of the limit are steps of their own.
  portal.control.bucket({ x: 1e9 })
  portal.control.scopes({ scopes: allScopes })
  remember(world)
  for (const dialogId of [null, null, 'chat501']) await openFrame(world, dialogId)

  const story: string[] = []
  let hasActed = false
  for (let count = 0; count < stepsPerRun; count += 1) {
    const step = draw(random)
    story.push(step.name)
    hasActed ||= step.name.startsWith('the person')
    await step.run(world)
    remember(world)
    await expectNothingInvented(world, hasActed, () => `seed ${String(seed)}: ${story.join(', ')}`)
  }
  await rest(world, `seed ${String(seed)}: ${story.join(', ')}`)
  for (const { page } of frames.splice(0)) await page.close()
}

/** What is done shows before the portal counts it: then a total is the portal's less what was done. */
async function expectNothingInvented({ frames, history, portal }: World, hasActed: boolean, told: () => string): Promise<void> {
  for (const frame of frames) {
    const shown = await shownIn(frame)
    remember({ portal, history })
    for (const [key, count] of shown) {
      if (hasActed && key.startsWith('counter-')) continue
      const known = history.get(key) ?? new Set([0])
      expect(known.has(count), `${key} shows ${String(count)}, which it never was (${[...known].join(', ')}); ${told()}`).toBe(true)
    }
    expect(frame.complaints, told()).toEqual([])
  }
}

/** Everything works again, and the person looks at every frame: then all of them show the portal's numbers. */
async function rest(world: World, told: string): Promise<void> {
  const { context, portal, frames } = world
  await context.setOffline(false)
  portal.control.fail({ code: null })
  portal.control.drop({ on: false })
  portal.control.latency({ ms: 0 })
  portal.control.scopes({ scopes: allScopes })
  if (frames.length === 0) await openFrame(world, null)
  for (const frame of frames) await look(frame)
  await expect.poll(async () => {
    await context.clock.runFor(10_000)
    const now = truth(portal)
    const wrong: string[] = []
    for (const [index, frame] of frames.entries()) {
      for (const [key, count] of await shownIn(frame)) {
        if (count !== (now.get(key) ?? 0)) wrong.push(`frame ${String(index)}: ${key} shows ${String(count)}, is ${String(now.get(key))}`)
      }
      const state = await frame.app.getByTestId('sync-status').getAttribute('data-state')
      if (state !== 'fresh') wrong.push(`frame ${String(index)} is ${String(state)}`)
    }
    return wrong
  }, { message: `after rest; ${told}`, timeout: 60_000, intervals: [100] }).toEqual([])
  for (const { complaints } of frames) expect(complaints, told).toEqual([])
}

async function look({ page, app }: Frame): Promise<void> {
  if (await app.getByTestId('fatal').count() > 0) await page.reload()
  await setVisibility(app, 'visible')
  await app.getByTestId('search').fill('', { timeout: 500 }).catch(() => undefined)
  await app.getByTestId('refresh').click({ timeout: 500 }).catch(() => undefined)
}
