import fc from 'fast-check'
import { chatDetails } from '../../../src/storage/chat-schema.ts'
import { err, type FailureKind, ok } from '../../../src/domain/failure.ts'
import type { SourceUpdate, SourceKey } from '../../../src/domain/source.ts'
import { scheduleParams } from '../../../src/polling/schedule-params.ts'
import { createClock } from '../../../src/browser/clock.ts'
import { frameGroupUnder } from '../../../src/polling/frame-group.ts'
import { createPoller, type Poller } from '../../../src/polling/poller.ts'
import type { PollStatus } from '../../../src/polling/poller-options.ts'
import { createRandom } from '../../bench/fleet/random.ts'
import { FakeLocks } from './locks.ts'
import { runs } from '../runs.ts'
import { valueOf } from './office.ts'

export const numRuns = Number(process.env.UNREAD_RUNS ?? runs(100))

const second = 1_000
/** After refusals, in ms. */
const longestWait = scheduleParams.share.retryMost * (1 + scheduleParams.jitter)
const name = 'office'
const kinds: readonly (readonly SourceKey[])[] = [['messenger', 'tasks'], ['chat:chat5'], ['messenger', 'tasks'], ['chat:chat7']]

const who = fc.nat(3)
/** What may happen, and how many ms pass after it. */
export const steps = fc.array(fc.record({
  event: fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('open' as const, 'show' as const, 'hide' as const), who }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('close' as const, 'crash' as const, 'freeze' as const, 'thaw' as const, 'store' as const, 'restore' as const), who }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('lose' as const, 'regain' as const, 'refresh' as const, 'activity' as const, 'outdate' as const), who }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('jump' as const), by: fc.integer({ min: -3_600, max: 3_600 }).map(s => s * second) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('sleep' as const), by: fc.integer({ min: 10, max: 7_200 }).map(s => s * second) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('drop' as const), share: fc.constantFrom(0, 0, 0.3, 1) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('storm' as const), kind: fc.constantFrom<FailureKind | null>(null, null, 'limit', 'server', 'network', 'timeout') }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('deny' as const), kind: fc.constantFrom<FailureKind | null>(null, 'permission', 'missing') }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('garbage' as const) }) },
  ),
  pass: fc.oneof(fc.nat(5 * second), fc.nat(90 * second)),
}), { minLength: 4, maxLength: 30, size: 'max' })

export type Step = typeof steps extends fc.Arbitrary<readonly (infer One)[]> ? One : never

interface Task {
  readonly at: number
  readonly nth: number
  readonly frame: Frame | null
  readonly run: () => void
}

/** One page: what it is told waits while it is frozen. */
interface Frame {
  readonly sources: readonly SourceKey[]
  poller: Poller
  listener: ((data: unknown) => void) | null
  isGone: boolean
  isFrozen: boolean
  isStored: boolean
  isShown: boolean
  hasSession: boolean
  /** It has noticed that its session is gone, and asks only to try it once more. */
  isLost: boolean
  /** The code that reads chats can't be fetched any more. */
  isOutdated: boolean
  readonly backlog: (() => void)[]
  /** What is on its screen: which value of the portal's, and when it says that was true. */
  readonly shows: Map<SourceKey, { n: number, at: number }>
  status: PollStatus | null
  now: () => number
}

/** Plays a sequence of events; returns what should not have happened. */
export async function playFrames(sequence: readonly Step[], seed: number): Promise<string[]> {
  const random = createRandom(seed)
  const wrongs: string[] = []
  const tasks: Task[] = []
  const locks = new FakeLocks()
  const slots: (Frame | null)[] = [null, null, null, null]
  let time = 0
  let slept = 0
  let setBack = 0
  let wallShift = 1_790_000_000_000
  let nth = 0
  let truth = 0
  /** From when on each value was the portal's. */
  const trueFrom = [0]
  let dropped = 0
  let storm: FailureKind | null = null
  let denied: FailureKind | null = null
  /** Since when nothing has happened that may leave two frames asking at a time. */
  let calmSince = 0
  const asking = new Set<Frame>()
  const askers = new Set<Frame>()
  const doubles: string[] = []
  let steals = 0

  const present = () => slots.filter(frame => frame !== null)
  const live = () => present().filter(({ isGone, isFrozen, isStored }) => !isGone && !isFrozen && !isStored)

  function later(frame: Frame | null, ms: number, run: () => void): () => void {
    const task: Task = { at: time + ms, nth: nth += 1, frame, run }
    tasks.push(task)
    return () => {
      const place = tasks.indexOf(task)
      if (place >= 0) tasks.splice(place, 1)
      else frame?.backlog.splice(0, Infinity, ...frame.backlog.filter(one => one !== run))
    }
  }

  function openFrame(slot: number): void {
    const sources = kinds[slot] ?? []
    // The monotonic clock misses sleep; the wall clock does not, and may be set.
    const clock = createClock(() => time - slept, () => time + wallShift)
    const frame: Frame = {
      sources, listener: null, isGone: false, isFrozen: false, isStored: false, isShown: true, hasSession: true, isLost: false,
      isOutdated: false, backlog: [], shows: new Map(), status: null, now: clock.now,
      poller: createPoller({
        ask: asked => ask(frame, asked),
        onFound: updates => note(frame, updates),
        onStatus: status => void (frame.status = status),
        onSession: failure => void (frame.isLost = failure !== null),
        environment: {
          now: clock.now,
          random,
          setTimer: (run, ms) => later(frame, ms, run),
          frame: `frame-${nth += 1}`,
        },
      }),
    }
    slots[slot] = frame
    frame.poller.join(frameGroupUnder(name, {
      locks: countingSteals(locks.asLockManager(frame, run => void later(frame, random() * 20, run))),
      openChannel: (_, listener) => {
        frame.listener = listener
        return {
          post: message => post(frame, message),
          close: () => void (frame.listener = null),
        }
      },
      loadChatReader: () => Promise.resolve(chatDetails),
    }))
    frame.poller.subscribe(sources)
    frame.poller.setShown(true)
    keepWatch(frame, clock)
  }

  function countingSteals(manager: LockManager): LockManager {
    const request = (lock: string, options: LockOptions, hold: LockGrantedCallback<unknown>) => {
      if (options.steal === true) steals += 1
      return manager.request(lock, options, hold)
    }
    return { request } as LockManager
  }

  /** As the store does every second. */
  function keepWatch(frame: Frame, clock: { now: () => number, readonly jumps: number }, jumps = 0): void {
    later(frame, second, () => {
      clock.now()
      if (clock.jumps !== jumps && !frame.isStored) frame.poller.wake()
      keepWatch(frame, clock, clock.jumps)
    })
  }

  function post(from: Frame | null, message: unknown): void {
    if (from !== null && (from.isGone || from.listener === null)) return
    const data: unknown = structuredClone(message)
    for (const to of present()) {
      if (to === from || to.isGone) continue
      if (random() < dropped) {
        calmSince = time
        continue
      }
      // A channel that is opened later hears nothing of it.
      const { listener } = to
      later(to, random() * 20, () => {
        if (listener !== null && to.listener === listener) listener(data)
      })
    }
  }

  async function ask(frame: Frame, sources: readonly SourceKey[]): Promise<ReturnType<typeof err> | { ok: true, value: ReturnType<typeof valueOf>[] }> {
    const others = [...asking].filter(other => !other.isGone && !other.isFrozen && !other.isStored && !other.isLost)
    if (others.length > 0 && time - calmSince > 40 * second && !frame.isLost) doubles.push(`two requests at ${time}`)
    if (frame.isGone || frame.isStored) wrongs.push(`a frame that is gone asks at ${time}`)
    asking.add(frame)
    // Whoever is about to hear that its session is gone hands the lead on.
    if (!frame.isLost && frame.hasSession) askers.add(frame)
    const answer = storm !== null ? err({ kind: storm, code: storm })
      : !frame.hasSession ? err({ kind: 'session', code: 'NO_AUTH_FOUND' })
          : ok(sources.flatMap((source) => {
              if (frame.isOutdated && source.startsWith('chat:')) return []
              if (denied !== null && source === 'tasks') return { ...valueOf(source, 0), outcome: err({ kind: denied, code: denied }) }
              return valueOf(source, truth)
            })) as { ok: true, value: ReturnType<typeof valueOf>[] }
    await new Promise<void>(resolve => later(frame, 50 + random() * 5_000, resolve))
    asking.delete(frame)
    return answer
  }

  function note(frame: Frame, updates: readonly SourceUpdate[]): void {
    for (const { source, outcome, at } of updates) {
      if (!outcome.ok || !frame.sources.includes(source)) continue
      const n = source === 'messenger' ? (outcome.value as { all: number }).all
        : source === 'tasks' ? (outcome.value as { expired: number }).expired
          : (outcome.value as { chat: { unread: number } }).chat.unread
      frame.shows.set(source, { n, at })
    }
    checkAges()
  }

  /**
   * No number may be older than it says: by a second or two, while a message or an answer is on its way. No page can
   * tell a sleep from nothing when the clock is set back in the same moment, or while the page is frozen.
   */
  function checkAges(): void {
    for (const frame of live()) {
      for (const [source, { n, at }] of frame.shows) {
        const replacedAt = trueFrom[n + 1]
        if (replacedAt === undefined) continue
        const age = frame.now() - at
        if (time - replacedAt > age + 5 * second + (slept > 0 ? setBack : 0)) wrongs.push(`${source} at ${time} is ${time - replacedAt} old and says ${age}`)
      }
    }
  }

  async function settle(): Promise<void> {
    for (let turn = 0; turn < 12; turn += 1) await Promise.resolve()
  }

  async function pass(ms: number): Promise<void> {
    const end = time + ms
    for (;;) {
      let first: Task | undefined
      for (const task of tasks) {
        if (first === undefined || task.at < first.at || (task.at === first.at && task.nth < first.nth)) first = task
      }
      if (first === undefined || first.at > end) break
      tasks.splice(tasks.indexOf(first), 1)
      time = Math.max(time, first.at)
      const { frame, run } = first
      if (frame !== null && (frame.isFrozen || frame.isStored)) frame.backlog.push(run)
      else if (frame?.isGone !== true) run()
      await settle()
    }
    time = end
  }

  function remove(slot: number): void {
    const frame = slots[slot] ?? null
    if (frame === null) return
    frame.isGone = true
    asking.delete(frame)
    slots[slot] = null
    locks.close(frame)
  }

  function thaw(frame: Frame): void {
    frame.isFrozen = false
    // Whatever has waited comes at once, in no order anybody promises.
    const waiting = frame.backlog.splice(0)
    for (const run of waiting) later(frame, random() * 100, run)
  }

  function play({ event }: Step): void {
    if ('who' in event) {
      const frame = slots[event.who] ?? null
      if (event.do === 'open') {
        if (frame === null) openFrame(event.who)
        return
      }
      if (frame === null) return
      if (['close', 'crash', 'freeze', 'thaw', 'store', 'restore'].includes(event.do)) calmSince = time
      switch (event.do) {
        case 'close':
          if (!frame.isFrozen && !frame.isStored) frame.poller.pause()
          remove(event.who)
          return
        case 'crash':
          remove(event.who)
          return
        case 'freeze':
          frame.isFrozen = true
          return
        case 'thaw':
          thaw(frame)
          return
        case 'store':
          if (frame.isStored || frame.isFrozen) return
          frame.poller.setShown(false)
          frame.poller.pause()
          frame.isStored = true
          return
        case 'restore':
          if (!frame.isStored) return
          frame.isStored = false
          thaw(frame)
          frame.poller.resume()
          frame.poller.setShown(frame.isShown)
          return
        case 'lose':
          frame.hasSession = false
          return
        case 'regain':
          frame.hasSession = true
          return
        case 'outdate':
          frame.isOutdated = true
          return
        default:
      }
      if (frame.isFrozen || frame.isStored) return
      switch (event.do) {
        case 'show':
        case 'hide':
          frame.isShown = event.do === 'show'
          frame.poller.setShown(frame.isShown)
          return
        case 'refresh':
          frame.poller.refresh()
          return
        case 'activity':
          frame.poller.activity()
          return
      }
    }
    switch (event.do) {
      case 'jump':
        wallShift += event.by
        setBack += Math.max(0, -event.by)
        return
      case 'sleep':
        // Nothing runs meanwhile, and timers go on where they were.
        time += event.by
        slept += event.by
        for (const [place, task] of tasks.entries()) tasks[place] = { ...task, at: task.at + event.by }
        calmSince = time
        return
      case 'drop':
        dropped = event.share
        calmSince = time
        return
      case 'storm':
        storm = event.kind
        return
      case 'deny':
        denied = event.kind
        return
      case 'garbage':
        for (const garbage of [null, 7, 'update', { type: 'update' }, { type: 'answers', updates: [{ source: 'messenger', outcome: { ok: true, value: { all: 'x' } }, operating: null, askedAt: -1, at: -1 }] }, { type: 'subscribe', frame: 'x', sources: ['chat:../'], isNew: true }]) post(null, garbage)
    }
  }

  /** What is missing where somebody looks. */
  function lacking(): string[] {
    const watched = live().filter(({ isShown }) => isShown)
    const leader = watched.find(frame => frame === locks.holder(name))
    const isLed = leader?.hasSession === true
    if (!isLed) return watched.some(({ hasSession }) => hasSession) ? ['nobody leads who can'] : []
    return watched.flatMap(frame => frame.sources.flatMap((source) => {
      // A frame takes over where the leader can't read its chat; one that can't either, or has no session, waits.
      const isServed = !source.startsWith('chat:') || !leader.isOutdated || (frame.hasSession && !frame.isOutdated)
      const shown = frame.shows.get(source)?.n
      return isServed && shown !== truth ? [`${source} is not the portal's: ${String(shown)} of ${truth}`] : []
    }))
  }

  for (const slot of [0, 1, 3]) {
    openFrame(slot)
    await pass(random() * 5 * second)
  }
  for (const step of sequence) {
    play(step)
    await settle()
    await pass(step.pass / 2)
    checkAges()
    truth += 1
    trueFrom.push(time)
    await pass(step.pass / 2)
    checkAges()
  }

  // Rest: faults are over, frozen pages thaw or are never heard of again, a session that was lost is tried once more.
  storm = null
  denied = null
  dropped = 0
  for (const frame of present()) {
    if (frame.isFrozen && random() < 0.5) thaw(frame)
  }
  await pass(60 * second)
  for (const frame of live()) if (frame.isShown && frame.isLost) frame.poller.refresh()
  truth += 1
  trueFrom.push(time)
  await pass(60 * second)
  askers.clear()
  const stealsBefore = steals
  await pass(90 * second)
  if (askers.size > 1 && steals === stealsBefore) wrongs.push('two frames lead')
  // Whoever was refused again and again lets the others behind the address have their turn.
  if (lacking().length > 0) await pass(longestWait + 60 * second)
  wrongs.push(...lacking())
  checkAges()
  // A frame that steals the lead can't know what is under way: at that moment, and no more, there may be two.
  return doubles.length > steals ? [...wrongs, ...doubles] : wrongs
}
