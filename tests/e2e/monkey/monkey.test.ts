import { createRandom } from '../../bench/fleet/random.ts'
import { expect, setVisibility, test } from '../portal.ts'
import { openFrame } from './frames.ts'
import { History } from './history.ts'
import { allScopes, draw } from './steps.ts'
import { type Frame, type Shown, shownIn, truth, type World } from './world.ts'

/*
 * A random portal, a random person, random bad luck, and three frames. Each run tells its seed; `MONKEY_SEED=7` repeats
 * the same steps, though not the network's timing. `MONKEY_MINUTES=60 npm run test:monkey` goes on for an hour.
 */

const minutes = Number(process.env.MONKEY_MINUTES ?? 0)
const firstSeed = Number(process.env.MONKEY_SEED ?? Math.floor(Math.random() * 1e9))
const stepsToRest = 20
const rests = 2

/** The pages' clocks are known so exactly, in ms: they are run ahead one after another, and texts with ages are written every second. */
const clockError = (age: number) => 5_000 + age / 10

/** Nothing here is about speed: looking at three frames may take a busy machine longer than usual, in ms. */
const busyMachine = 60_000

// An hour of traces fills the disk; the seed tells as much.
test.use({ scenario: 'demo', trace: minutes > 0 ? 'off' : 'retain-on-failure' })

test('a random person on a random portal never sees a number that was never true, or that is older than it says', async ({ browser, portal }) => {
  test.setTimeout(minutes * 60_000 + 600_000)
  const start = Date.now()
  let seed = firstSeed
  for (;;) {
    tell(`seed ${String(seed)}`)
    const context = await browser.newContext()
    await context.clock.install()
    portal.control.scenario({ name: 'demo' })
    portal.control.clearLog()
    await run({ context, portal, random: createRandom(seed), frames: [], history: new History(context, portal) }, seed)
    await context.close()
    if (Date.now() - start >= minutes * 60_000) break
    seed += 1
  }
  const runs = seed - firstSeed + 1
  tell(`nothing found: seeds ${String(firstSeed)} to ${String(seed)}, ${String(runs * rests * stepsToRest)} steps in ${((Date.now() - start) / 60_000).toFixed(1)} minutes`)
})

const tell = (what: string) => void process.stdout.write(`monkey, ${new Date().toISOString()}: ${what}\n`)

async function run(world: World, seed: number): Promise<void> {
  const { portal, random, history } = world
  // Virtual time passes faster than the portal's bucket leaks: faults of the limit are steps of their own.
  portal.control.bucket({ x: 1e9 })
  portal.control.scopes({ scopes: allScopes })
  for (const dialogId of [null, null, 'chat501']) await openFrame(world, dialogId)

  const story: string[] = []
  const told = () => `seed ${String(seed)}: ${story.join(', ')}`
  for (let round = 0; round < rests; round += 1) {
    history.begin()
    let hasActed = false
    for (let count = 0; count < stepsToRest; count += 1) {
      const step = draw(random)
      story.push(step.name)
      hasActed ||= step.acts === true
      history.step += 1
      await step.run(world)
      await expectTruth(world, hasActed, told)
    }
    story.push('rest')
    await rest(world, told)
  }
}

async function expectTruth({ frames, history }: World, hasActed: boolean, told: () => string): Promise<void> {
  for (const frame of frames) {
    history.remember()
    const shown = await shownIn(frame)
    history.remember()
    expect(untruths(history, shown, hasActed), told()).toEqual([])
    expect(frame.complaints, told()).toEqual([])
  }
  // An answer is on its way from frame to frame for a moment.
  await expect.poll(async () => {
    const wrongs: string[] = []
    for (const frame of frames) wrongs.push(...outdated(history, frame, await shownIn(frame), hasActed))
    return wrongs
  }, { message: told(), intervals: [0, 50, 100, 200], timeout: busyMachine }).toEqual([])
}

/** What is done shows before the portal counts it: then a chat may be read, and a total is the portal's less what was done. */
const isOwnDoing = (key: string, count: number, hasActed: boolean) => hasActed && (count === 0 || key.startsWith('counter-'))

/** Numbers that were never true, or not within the age that the frame tells. */
function untruths(history: History, { youngerThan, counts }: Shown, hasActed: boolean): string[] {
  return [...counts].flatMap(([key, count]) => {
    if (isOwnDoing(key, count, hasActed)) return []
    const last = history.lastTrue(key, count)
    if (last === null) return [`${key} shows ${String(count)}, which it never was (${history.valuesOf(key).join(', ')})`]
    const age = history.now - last.at
    return youngerThan === null || age <= youngerThan + clockError(youngerThan) ? []
      : [`${key} shows ${String(count)}, which it was ${String(age)} ms ago, and says it is younger than ${String(youngerThan)} ms`]
  })
}

/** States that say that everything shown was answered by the last poll. */
const asLastPolled = ['fresh', 'refreshing']

/** Numbers of a frame that says so, but that were true only before the last answer. */
function outdated(history: History, { dialogId }: Frame, { state, counts }: Shown, hasActed: boolean): string[] {
  if (!asLastPolled.includes(state ?? '')) return []
  return [...counts].flatMap(([key, count]) => {
    if (isOwnDoing(key, count, hasActed)) return []
    const polledIn = history.lastPoll(key === 'counter-tasks-expired' ? ['tasks.task.counters.get']
      : dialogId === null ? ['im.counters.get'] : ['im.counters.get', 'im.dialog.get', `DIALOG_ID=${dialogId}`])
    const last = history.lastTrue(key, count)
    // The browser may tell of a request when the next step has begun.
    return polledIn === null || (last !== null && last.step >= polledIn - 1) ? []
      : [`${key} shows ${String(count)} as ${String(state)}, true until step ${String(last?.step)}, polled in step ${String(polledIn)} of ${String(history.step)}`]
  })
}

/** By then every frame has asked by itself, in ms: passing faults are waited out for minutes, refusals of a crowd longer. */
const longestRest = 30 * 60_000
/** What an administrator has granted is asked for again after an hour at the latest, in ms. The computer sleeps meanwhile. */
const longestSleep = 65 * 60_000
const nap = 5 * 60_000

/** Everything works again, and the person looks at every frame: then all of them come to show the portal's numbers. */
async function rest(world: World, told: () => string): Promise<void> {
  const { context, portal, frames, history } = world
  await context.setOffline(false)
  portal.control.fail({ code: null })
  portal.control.drop({ on: false })
  portal.control.page(null)
  portal.control.latency({ ms: 0 })
  portal.control.scopes({ scopes: allScopes })
  if (frames.length === 0) await openFrame(world, null)
  for (const frame of frames) await look(frame)
  const end = history.now + longestRest
  let slept = 0
  let wrongs: readonly string[] = []
  do {
    if (wrongs.length > 0 && slept < longestSleep && await isGrantAwaited(frames)) {
      await history.sleep(nap)
      slept += nap
    }
    await history.pass(10_000)
    wrongs = await differences(world)
  } while (wrongs.length > 0 && history.now < end + slept)
  expect(wrongs, `after rest; ${told()}`).toEqual([])
  for (const { complaints } of frames) expect(complaints, told()).toEqual([])
}

async function differences({ portal, frames }: World): Promise<readonly string[]> {
  const now = truth(portal)
  const wrongs: string[] = []
  for (const [index, frame] of frames.entries()) {
    const { state, counts } = await shownIn(frame)
    for (const [key, count] of counts) {
      if (count !== (now.get(key) ?? 0)) wrongs.push(`frame ${String(index)}: ${key} shows ${String(count)}, is ${String(now.get(key))}`)
    }
    if (state === 'fresh') continue
    const reasons = await frame.app.getByTestId('fatal').or(frame.app.getByTestId('source-error')).allInnerTexts()
    wrongs.push(`frame ${String(index)} is ${String(state)}: ${reasons.join('; ')}`)
  }
  return wrongs
}

async function isGrantAwaited(frames: readonly Frame[]): Promise<boolean> {
  const errors = await Promise.all(frames.map(({ app }) => app.locator('[data-testid="source-error"][data-code="insufficient_scope"]').count()))
  return errors.some(count => count > 0)
}

/** A session that has ended needs the person: the portal's page is loaded anew. */
async function look({ page, app }: Frame): Promise<void> {
  if (await app.getByTestId('fatal').count() > 0) await page.reload()
  // The frame may still be on its way to the app.
  await expect(() => setVisibility(app, 'visible')).toPass()
  await app.getByTestId('filter-all').click({ timeout: 500 }).catch(() => undefined)
  await app.getByTestId('search').fill('', { timeout: 500 }).catch(() => undefined)
}
