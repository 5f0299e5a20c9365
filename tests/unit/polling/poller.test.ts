import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { err, type Result, ok } from '../../../src/domain/failure.ts'
import type { OperatingTime, SourceAnswer, SourceKey } from '../../../src/domain/source.ts'
import { chatRest } from '../../../src/polling/chat-changes.ts'
import type { FrameMessage } from '../../../src/polling/frame-messages.ts'
import { type Answer, Browser, counters, denied, type Frame, openFrame, valueOf } from './office.ts'

const minute = 60_000
const refused: Answer = () => err({ kind: 'limit', code: 'QUERY_LIMIT_EXCEEDED' })

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

function show(frame: Frame, sources: readonly SourceKey[] = ['messenger', 'tasks'], browser?: Browser): void {
  if (browser !== undefined) frame.poller.join(browser.group('office'))
  frame.poller.subscribe(sources)
  frame.poller.setShown(true)
}

describe('a frame alone', () => {
  it('asks at once, and again by itself', async () => {
    const frame = openFrame()
    show(frame)
    await pass(0)
    expect(frame.asked).toEqual([['messenger', 'tasks']])
    await pass(minute)
    expect(frame.asked.length).toBeGreaterThan(2)
    expect(frame.found.length).toBe(frame.asked.length * 2)
  })

  it('finds the same value where nothing has changed, and says when it was true', async () => {
    const frame = openFrame()
    show(frame, ['messenger'])
    await pass(minute)
    const [first, second] = frame.found
    expect(second?.outcome).toBe(first?.outcome)
    expect(second?.at).toBeGreaterThan(first?.at ?? Infinity)
  })

  it('does not ask while it is hidden, nor offline', async () => {
    const frame = openFrame()
    frame.poller.subscribe(['messenger'])
    await pass(minute)
    expect(frame.asked).toEqual([])
    frame.poller.setOnline(false)
    frame.poller.setShown(true)
    await pass(minute)
    expect(frame.asked).toEqual([])
    frame.poller.setOnline(true)
    await pass(minute)
    expect(frame.asked.length).toBeGreaterThan(0)
    frame.poller.setShown(false)
    const before = frame.asked.length
    await pass(60 * minute)
    expect(frame.asked).toHaveLength(before)
  })

  it('never has two requests under way, however often a person presses refresh', async () => {
    let underWay = 0
    let most = 0
    const frame = openFrame(() => (sources) => {
      most = Math.max(most, underWay += 1)
      setTimeout(() => {
        underWay -= 1
      }, 100)
      return counters(sources)
    })
    show(frame)
    for (let press = 0; press < 100; press += 1) {
      frame.poller.refresh()
      await pass(50)
    }
    expect(most).toBe(1)
    expect(frame.asked.length).toBeLessThan(5)
  })

  it('keeps what it was told when the portal refuses, and asks less', async () => {
    let answer = counters
    const frame = openFrame(() => answer)
    show(frame)
    await pass(100)
    answer = refused
    await pass(10 * minute)
    const refusals = frame.asked.length
    expect(refusals).toBeLessThan(40)
    expect(frame.found.slice(2).every(({ outcome }) => !outcome.ok)).toBe(true)
  })

  describe('with a source that fails', () => {
    const tell = (tasks: Result<never>, operating: OperatingTime | null = null): Answer => sources => ok(sources.map(source => (
      { source, outcome: source === 'tasks' ? tasks : ok(source), operating }
    ) as unknown as SourceAnswer))
    const spent = tell(err({ kind: 'operating', code: 'OPERATION_TIME_LIMIT' }))
    const noScope = tell(err({ kind: 'permission', code: 'insufficient_scope' }), { seconds: 5, resetIn: 9 * minute })
    const broken = tell(err({ kind: 'server', code: 'INTERNAL_SERVER_ERROR' }))
    const fine: Answer = sources => ok(sources.map(source => (
      { source, outcome: ok(source), operating: { seconds: 20, resetIn: 5 * minute } }
    ) as unknown as SourceAnswer))
    const asksForTasks = (frame: Frame) => frame.asked.filter(sources => sources.includes('tasks')).length

    it('leaves it out until its operating time is forgotten; the other goes on', async () => {
      let answer = fine
      const frame = openFrame(() => answer)
      show(frame)
      await pass(100)
      answer = spent
      await pass(5 * minute - 1000)
      expect(asksForTasks(frame)).toBe(2)
      expect(frame.asked.length).toBeGreaterThan(5)
      answer = fine
      await pass(2 * minute)
      expect(frame.asked.at(-1)).toEqual(['messenger', 'tasks'])
    })

    it('asks for it again at once when a person presses refresh, whatever was told of its operating time', async () => {
      let answer = fine
      const frame = openFrame(() => answer)
      show(frame)
      await pass(100)
      answer = noScope
      await pass(minute)
      expect(asksForTasks(frame)).toBe(2)
      answer = fine
      frame.poller.refresh()
      await pass(3_000)
      expect(asksForTasks(frame)).toBe(3)
    })

    it('does not ask for it when a person presses refresh while its operating time is used up', async () => {
      let answer = fine
      const frame = openFrame(() => answer)
      show(frame)
      await pass(100)
      answer = spent
      await pass(minute)
      frame.poller.refresh()
      await pass(3_000)
      expect(asksForTasks(frame)).toBe(2)
    })

    it.each([['broken', broken], ['denied', noScope], ['spent', spent]])('asks for it when it said it would, the least pause between two requests later at most (%s)', async (_, failing) => {
      let answer = fine
      const frame = openFrame(() => answer)
      show(frame)
      await pass(100)
      answer = failing
      await pass(minute)
      answer = fine
      for (let tries = 0; tries < 3; tries += 1) {
        const promised = Math.ceil(frame.status?.nextBySource.get('tasks') ?? 0)
        expect(promised).toBeGreaterThan(Date.now())
        const before = asksForTasks(frame)
        await pass(promised - Date.now() - 1)
        expect(asksForTasks(frame)).toBe(before)
        await pass(2_200)
        expect(asksForTasks(frame)).toBe(before + 1)
      }
    })

    it('promises no time for what eases off, for it comes along with a request of the others', async () => {
      const using: Answer = sources => ok(sources.map((source): SourceAnswer => ({
        ...valueOf(source, 0), operating: source === 'tasks' ? { seconds: 400, resetIn: minute } : null,
      })))
      const frame = openFrame(() => using)
      show(frame)
      await pass(10 * minute)
      expect(asksForTasks(frame)).toBeLessThan(frame.asked.length)
      const kept: boolean[] = []
      for (let step = 0; step < 3_000; step += 1) {
        const promised = frame.status?.nextBySource.get('tasks') ?? null
        const before = asksForTasks(frame)
        if (promised === null || promised < Date.now()) {
          await pass(1_000)
          continue
        }
        await pass(Math.ceil(promised) - Date.now() + 200)
        kept.push(asksForTasks(frame) > before)
      }
      expect(new Set(kept)).toEqual(new Set([true]))
    })

    it('says the same while it asks for the others', async () => {
      let answer = fine
      const frame = openFrame(() => answer)
      show(frame)
      await pass(100)
      answer = noScope
      await pass(minute)
      const promised = frame.status?.nextBySource.get('tasks')
      expect(promised).toBeGreaterThan(Date.now() + 20 * minute)
      const said = new Set<unknown>()
      for (let step = 0; step < 600; step += 1) {
        await pass(100)
        said.add(frame.status?.nextBySource.get('tasks'))
      }
      expect([...said]).toEqual([promised])
    })

    it('promises nothing while it waits for somebody to look', async () => {
      const frame = openFrame(() => noScope)
      show(frame)
      await pass(minute)
      frame.poller.setShown(false)
      expect(frame.status?.nextBySource.get('tasks')).toBeNull()
    })
  })

  it('asks for no more at a time than a batch takes; those left out come first the next time', async () => {
    const frame = openFrame()
    const chats = Array.from({ length: 60 }, (_, id) => `chat:chat${String(id)}` as const)
    show(frame, chats)
    await pass(minute)
    expect(frame.asked[0]).toHaveLength(48)
    expect(new Set(frame.asked.slice(0, 2).flat())).toEqual(new Set(['messenger', ...chats]))
  })

  it('stops where waiting does not help, and goes on when a person tries again', async () => {
    let answer: Answer = () => err({ kind: 'blocked', code: 'OVERLOAD_LIMIT' })
    const frame = openFrame(() => answer)
    show(frame)
    await pass(24 * 60 * minute)
    expect(frame.asked).toHaveLength(1)
    answer = counters
    frame.poller.refresh()
    await pass(10_000)
    expect(frame.asked.length).toBeGreaterThan(1)
  })
})

describe('a chat', () => {
  /** What the counters say of it, and what it says itself. */
  let count = 8
  const answer: Answer = sources => ok(sources.map(source => valueOf(source, count)))
  const asksFor = (frame: Frame, source: SourceKey = 'chat:chat5') => frame.asked.filter(sources => sources.includes(source)).length
  const showChat = async (answers = answer, options = {}) => {
    count = 8
    const frame = openFrame(() => answers, 100, options)
    show(frame, ['chat:chat5'])
    await pass(100)
    return frame
  }

  it('is asked for beside the counters, and then once in some minutes while they say nothing of it', async () => {
    const frame = await showChat()
    expect(frame.asked).toEqual([['messenger', 'chat:chat5']])
    await pass(chatRest - 1_000)
    expect([asksFor(frame), asksFor(frame, 'messenger') > 4]).toEqual([1, true])
    await pass(minute)
    expect(asksFor(frame)).toBe(2)
    await pass(20 * minute)
    expect(asksFor(frame)).toBeLessThanOrEqual(2 + 20 * minute / chatRest)
    // A chat that is counted up to 100 looks unchanged for ever.
    expect(asksFor(frame)).toBeGreaterThan(6)
  })

  it('is asked for once its count has changed, beside the counters again', async () => {
    const frame = await showChat()
    await pass(minute)
    count = 9
    await pass(minute)
    expect(asksFor(frame)).toBe(2)
    expect(frame.asked.find((sources, place) => place > 0 && sources.includes('chat:chat5'))).toEqual(['messenger', 'chat:chat5'])
    expect(frame.found.findLast(({ source }) => source === 'chat:chat5')?.outcome).toMatchObject({ value: { chat: { unread: 9 } } })
  })

  it('is asked for when a person wants to know, and not whenever the app does', async () => {
    const frame = await showChat()
    await pass(10_000)
    frame.poller.recheck()
    await pass(3_000)
    expect(asksFor(frame)).toBe(1)
    frame.poller.refresh()
    await pass(3_000)
    expect(asksFor(frame)).toBe(2)
  })

  it('is asked for once by the next request after something was done to it', async () => {
    let touchedAt = -Infinity
    const frame = await showChat(answer, { touchedAt: () => touchedAt })
    await pass(10_000)
    touchedAt = Date.now()
    const { length } = frame.asked
    frame.poller.recheck()
    await pass(minute)
    expect(frame.asked[length]).toEqual(['messenger', 'chat:chat5'])
    expect(asksFor(frame)).toBe(2)
  })

  it('is asked for where the counters cannot be read, once in some minutes', async () => {
    const frame = await showChat(sources => ok(sources.map(source => (
      source === 'messenger' ? { source, outcome: err({ kind: 'permission', code: 'ACCESS_DENIED' }), operating: null } : valueOf(source, 8)
    ))))
    await pass(10 * minute)
    expect(asksFor(frame)).toBeGreaterThan(2)
    expect(asksFor(frame)).toBeLessThan(6)
  })

  it('is as old as the counters where nobody answers, and asked for again with them', async () => {
    let portal: Answer = answer
    const frame = await showChat(sources => portal(sources))
    await pass(10_000)
    const { length } = frame.asked
    portal = () => err({ kind: 'network', code: 'NETWORK_ERROR' })
    await pass(20_000)
    expect(frame.asked[length]).toEqual(['messenger'])
    expect(frame.found.findLast(({ source }) => source === 'chat:chat5')?.outcome.ok).toBe(false)
    portal = answer
    await pass(minute)
    expect(frame.found.findLast(({ source }) => source === 'chat:chat5')?.outcome.ok).toBe(true)
  })

  it('that is opened again at once in a frame that does not lead is shown as it was answered', async () => {
    const browser = new Browser()
    const [menu, second] = [openFrame(() => answer), openFrame(() => answer)]
    show(menu, ['messenger'], browser)
    show(second, ['messenger', 'chat:chat5'], browser)
    await pass(30_000)
    second.poller.subscribe(['messenger'])
    const { length } = second.found
    second.poller.subscribe(['messenger', 'chat:chat5'])
    await pass(100)
    expect(second.found.slice(length).map(({ source }) => source)).toContain('chat:chat5')
  })

  it('is not asked for before its operating time allows, changed or not', async () => {
    const frame = await showChat(sources => ok(sources.map(source => ({ ...valueOf(source, count), operating: { seconds: source === 'messenger' ? 1 : 460, resetIn: 5 * minute } }))))
    count = 9
    await pass(2 * minute)
    expect([asksFor(frame), asksFor(frame, 'messenger') > 4]).toEqual([1, true])
  })

  it('is asked for by a frame that takes over, and has not its answer', async () => {
    const browser = new Browser()
    const [menu, sidebar, other] = [openFrame(() => answer), openFrame(() => answer), openFrame(() => answer)]
    show(menu, ['messenger'], browser)
    show(sidebar, ['chat:chat5'], browser)
    show(other, ['messenger'], browser)
    await pass(30_000)
    menu.poller.setShown(false)
    sidebar.poller.setShown(false)
    await pass(1_000)
    sidebar.poller.setShown(true)
    await pass(30_000)
    expect(asksFor(other)).toBe(1)
  })
})

describe('many frames', () => {
  const all = (frames: readonly Frame[]) => frames.flatMap(({ asked }) => asked)

  it('cost what one costs', async () => {
    const browser = new Browser()
    const frames = Array.from({ length: 10 }, () => openFrame())
    const single = openFrame()
    for (const frame of frames) show(frame, undefined, browser)
    show(single)
    await pass(10 * minute)
    expect(all(frames)).toHaveLength(single.asked.length)
    for (const frame of frames) expect(frame.found.length).toBe(single.found.length)
  })

  it('ask together for all that any of them wants', async () => {
    const browser = new Browser()
    const menu = openFrame()
    const sidebar = openFrame()
    show(menu, ['messenger', 'tasks'], browser)
    show(sidebar, ['chat:chat5'], browser)
    await pass(minute)
    expect(sidebar.asked).toEqual([])
    expect(menu.asked.find(sources => sources.includes('chat:chat5'))?.toSorted()).toEqual(['chat:chat5', 'messenger', 'tasks'])
    expect(sidebar.found.some(({ source }) => source === 'chat:chat5')).toBe(true)
  })

  it('show a new frame what the others know, without asking', async () => {
    const browser = new Browser()
    const first = openFrame()
    show(first, undefined, browser)
    await pass(1_000)
    const second = openFrame()
    show(second, undefined, browser)
    await pass(0)
    expect(second.found.map(({ source }) => source)).toEqual(['messenger', 'tasks'])
    expect(all([first, second])).toHaveLength(1)
  })

  it('show a new frame the last numbers, and why there are no newer ones', async () => {
    const browser = new Browser()
    let answer = counters
    const first = openFrame(() => answer)
    show(first, ['messenger', 'chat:chat5'], browser)
    await pass(minute)
    answer = () => err({ kind: 'network', code: 'NETWORK_ERROR' })
    await pass(5 * minute)
    const second = openFrame(() => answer)
    show(second, ['chat:chat5'], browser)
    await pass(1_000)
    expect(second.found.map(({ outcome }) => outcome.ok)).toEqual([true, false])
    expect(second.asked).toEqual([])
  })

  it('ask at once for what a new frame wants and nobody knows', async () => {
    const browser = new Browser()
    const menu = openFrame()
    show(menu, undefined, browser)
    await pass(20_000)
    const before = menu.asked.length
    const sidebar = openFrame()
    show(sidebar, ['chat:chat5'], browser)
    await pass(3_000)
    expect(menu.asked.length).toBeGreaterThan(before)
    expect(sidebar.found.map(({ source }) => source)).toContain('chat:chat5')
  })

  it('hand over when the leader is hidden, and go on at the same pace', async () => {
    const browser = new Browser()
    const [first, second] = [openFrame(), openFrame()]
    show(first, undefined, browser)
    show(second, undefined, browser)
    await pass(5 * minute)
    expect(second.asked).toEqual([])
    const before = first.asked.length
    first.poller.setShown(false)
    await pass(1_000)
    expect(second.asked).toEqual([])
    await pass(5 * minute)
    expect(first.asked).toHaveLength(before)
    expect(second.asked.length).toBeGreaterThan(3)
  })

  it('hand over when the leader is closed', async () => {
    const browser = new Browser()
    const [first, second] = [openFrame(), openFrame()]
    show(first, undefined, browser)
    show(second, undefined, browser)
    await pass(1_000)
    first.poller.pause()
    await pass(2 * minute)
    expect(second.asked.length).toBeGreaterThan(1)
  })

  it('go on without a leader that holds the lock and says nothing', async () => {
    const browser = new Browser()
    const [frozen, second] = [openFrame(), openFrame()]
    show(frozen, undefined, browser)
    await pass(1_000)
    browser.cutOff('office', 0)
    show(second, undefined, browser)
    await pass(2_000)
    expect(second.asked).toEqual([])
    await pass(2_000)
    expect(second.asked).toHaveLength(1)
    expect(second.found).toHaveLength(2)
  })

  it('go on where the leader is hidden while it asks, and the next one is frozen', async () => {
    const browser = new Browser()
    const [leader, frozen, third] = [openFrame(), openFrame(), openFrame()]
    for (const frame of [leader, frozen, third]) show(frame, undefined, browser)
    await pass(50)
    browser.cutOff('office', 1)
    leader.poller.setShown(false)
    await pass(2 * minute)
    expect(third.asked.length).toBeGreaterThan(0)
  })

  it('all hidden, do not ask', async () => {
    const browser = new Browser()
    const frames = [openFrame(), openFrame(), openFrame()]
    for (const frame of frames) show(frame, undefined, browser)
    await pass(minute)
    for (const frame of frames) frame.poller.setShown(false)
    const before = all(frames).length
    await pass(60 * minute)
    expect(all(frames)).toHaveLength(before)
  })

  it('all hidden, go on when one is shown again, also where a refresh was wanted meanwhile', async () => {
    const browser = new Browser()
    const frame = openFrame()
    show(frame, undefined, browser)
    await pass(minute)
    frame.poller.setShown(false)
    frame.poller.refresh()
    await pass(minute)
    const before = frame.asked.length
    frame.poller.setShown(true)
    await pass(minute)
    expect(frame.asked.length).toBeGreaterThan(before)
    expect(frame.status?.schedule.stopped).toBe(false)
  })

  it('forget what a frame wanted that was closed without a word', async () => {
    const browser = new Browser()
    const [menu, sidebar] = [openFrame(), openFrame()]
    show(menu, ['messenger'], browser)
    show(sidebar, ['chat:chat5'], browser)
    await pass(minute)
    expect(menu.asked.flat()).toContain('chat:chat5')
    browser.cutOff('office', 1)
    sidebar.poller.pause()
    await pass(10 * minute)
    const { length } = menu.asked
    await pass(10 * minute)
    expect(menu.asked.slice(length).flat()).not.toContain('chat:chat5')
  })

  it('refresh through the leader, whichever frame a person is in', async () => {
    const browser = new Browser()
    const [first, second] = [openFrame(), openFrame()]
    show(first, undefined, browser)
    show(second, undefined, browser)
    await pass(5 * minute)
    const before = first.asked.length
    second.poller.refresh()
    await pass(500)
    expect(first.asked.length).toBe(before + 1)
    expect(second.asked).toEqual([])
  })

  it('each ask alone where locks and channels are denied', async () => {
    const frames = [openFrame(), openFrame()]
    for (const frame of frames) {
      frame.poller.join(denied())
      show(frame)
    }
    await pass(minute)
    for (const frame of frames) expect(frame.asked.length).toBeGreaterThan(2)
  })
})

describe('what is wanted while a request is under way', () => {
  const latency = 1_000
  /** A frame that has asked for the counters just now, and waits for the answer. */
  async function asking(answer: () => Answer = () => counters): Promise<Frame> {
    const frame = openFrame(answer, latency)
    show(frame)
    await pass(5 * minute)
    const before = frame.asked.length
    while (frame.asked.length === before) await pass(50)
    return frame
  }
  /** Until the next request goes out, in ms. */
  async function nextRequest(frame: Frame): Promise<number> {
    const [before, start] = [frame.asked.length, Date.now()]
    while (frame.asked.length === before) await pass(50)
    return Date.now() - start
  }

  it('is asked for as soon as the portal does not mind, a chat as well as what has been done to one', async () => {
    const opening = await asking()
    opening.poller.subscribe(['messenger', 'tasks', 'chat:chat5'])
    expect(await nextRequest(opening)).toBeLessThan(5_000)
    expect(opening.asked.at(-1)).toContain('chat:chat5')
    const acting = await asking()
    acting.poller.recheck()
    expect(await nextRequest(acting)).toBeLessThan(5_000)
  })

  it('by a new frame, is asked for by the leader', async () => {
    const browser = new Browser()
    const leader = openFrame(() => counters, latency)
    show(leader, ['messenger', 'tasks'], browser)
    await pass(5 * minute)
    const before = leader.asked.length
    while (leader.asked.length === before) await pass(50)
    const sidebar = openFrame(() => counters, latency)
    show(sidebar, ['chat:chat5'], browser)
    await pass(8_000)
    expect(sidebar.found.some(({ source }) => source === 'chat:chat5')).toBe(true)
  })

  it('costs nothing where it is just what is being asked for', async () => {
    const frame = await asking()
    frame.poller.refresh()
    expect(await nextRequest(frame)).toBeGreaterThan(20_000)
  })

  it('is a source that has failed, once a person presses refresh: it has a request of its own', async () => {
    let fails = false
    const failing: Answer = sources => ok(sources.map(source => (
      source === 'tasks' ? { source, outcome: err({ kind: 'server', code: 'X' }), operating: null } : valueOf(source, 8)
    )))
    const frame = openFrame(() => sources => (fails ? failing(sources) : counters(sources)), latency)
    show(frame)
    await pass(5 * minute)
    fails = true
    while (frame.asked.at(-1)?.join() !== 'messenger') await pass(50)
    fails = false
    frame.poller.refresh()
    expect(await nextRequest(frame)).toBeLessThan(5_000)
    expect(frame.asked.at(-1)).toContain('tasks')
  })
})

describe('a frame whose page did not renew the session', () => {
  it('lets a new frame lead, whose page may', async () => {
    const browser = new Browser()
    const first = openFrame(() => () => err({ kind: 'renewal', code: 'JSSDK_FRAME_REFRESH_AUTH_TIMEOUT' }), 100)
    show(first, ['messenger', 'tasks'], browser)
    await pass(20_000)
    const second = openFrame(() => counters, 100)
    second.poller.subscribe([])
    second.poller.setShown(true)
    second.poller.join(browser.group('office'))
    second.poller.subscribe(['messenger', 'tasks'])
    await pass(5_000)
    expect(second.found.some(({ outcome }) => outcome.ok)).toBe(true)
    expect(first.found.at(-1)?.outcome.ok).toBe(true)
  })
})

describe('a frame whose session is gone', () => {
  it('says so until the portal has answered, whatever fails meanwhile', async () => {
    let answer: Answer = () => err({ kind: 'session', code: 'NO_AUTH_FOUND' })
    const frame = openFrame(() => sources => answer(sources))
    show(frame)
    await pass(10_000)
    answer = () => err({ kind: 'network', code: 'NETWORK_ERROR' })
    frame.poller.refresh()
    await pass(minute)
    expect(frame.sessions.at(-1)).not.toBeNull()
    expect(frame.found.every(({ outcome }) => !outcome.ok && outcome.failure.kind === 'session')).toBe(true)
    answer = counters
    frame.poller.refresh()
    await pass(10_000)
    expect(frame.sessions.at(-1)).toBeNull()
  })

  const ended: Answer = () => err({ kind: 'session', code: 'NO_AUTH_FOUND' })

  it('leaves the lead to one that has a session, and goes on showing what that one finds', async () => {
    const browser = new Browser()
    let answer = counters
    const sick = openFrame(() => answer)
    const healthy = openFrame()
    show(sick, undefined, browser)
    show(healthy, undefined, browser)
    await pass(1_000)
    answer = ended
    await pass(2 * minute)
    expect(sick.sessions).toEqual(['NO_AUTH_FOUND'])
    expect(healthy.sessions).toEqual([])
    expect(healthy.asked.length).toBeGreaterThan(1)
    expect(healthy.found.every(({ outcome }) => outcome.ok)).toBe(true)
    expect(sick.found.at(-1)?.outcome.ok).toBe(true)
    expect(sick.status?.schedule.stopped).toBe(false)
  })

  it('is no concern of a new frame, whether it is still there or not', async () => {
    const browser = new Browser()
    const sick = openFrame(() => ended)
    show(sick, undefined, browser)
    await pass(minute)
    expect(sick.asked).toHaveLength(1)
    const healthy = openFrame()
    show(healthy, undefined, browser)
    await pass(minute)
    sick.poller.pause()
    await pass(minute)
    expect(healthy.sessions).toEqual([])
    expect(healthy.status?.schedule.phase).toBe('resting')
    expect(healthy.asked.length).toBeGreaterThan(3)
  })

  it('tries once more when the person says so, and may lead again once it has been answered', async () => {
    const browser = new Browser()
    let answer = ended
    const sick = openFrame(() => answer)
    const healthy = openFrame()
    show(sick, undefined, browser)
    show(healthy, undefined, browser)
    await pass(minute)
    sick.poller.refresh()
    await pass(minute)
    expect(sick.asked).toHaveLength(2)
    answer = counters
    sick.poller.refresh()
    await pass(1_000)
    expect(sick.sessions).toEqual(['NO_AUTH_FOUND', 'NO_AUTH_FOUND', null])
    healthy.poller.setShown(false)
    await pass(2 * minute)
    expect(sick.asked.length).toBeGreaterThan(4)
  })

  it('asks again by itself once it has been answered, also where the others went meanwhile', async () => {
    const browser = new Browser()
    let answer = ended
    const sick = openFrame(() => answer, 5_000)
    const healthy = openFrame()
    show(sick, undefined, browser)
    show(healthy, undefined, browser)
    await pass(minute)
    healthy.poller.pause()
    answer = counters
    sick.poller.setShown(false)
    sick.poller.setShown(true)
    sick.poller.refresh()
    await pass(2 * minute)
    expect(sick.asked.length).toBeGreaterThan(3)
    expect(sick.status?.schedule.stopped).toBe(false)
  })

  it('says that nobody asks, once the others are gone', async () => {
    const browser = new Browser()
    const [sick, healthy] = [openFrame(() => ended), openFrame()]
    show(sick, undefined, browser)
    show(healthy, undefined, browser)
    await pass(minute)
    expect(sick.status?.schedule.phase).toBe('resting')
    healthy.poller.pause()
    await pass(5 * minute)
    expect(sick.status?.schedule.phase).toBe('stopped')
  })
})

describe('numbers of other frames', () => {
  it('are asked for anew where they are older than the schedule lets them become', async () => {
    const browser = new Browser()
    const [menu, sidebar] = [openFrame(), openFrame()]
    show(menu, undefined, browser)
    await pass(minute)
    show(sidebar, ['chat:chat5'], browser)
    menu.poller.setShown(false)
    await pass(30 * minute)
    const before = sidebar.asked.length
    const second = openFrame()
    show(second, undefined, browser)
    await pass(5_000)
    expect(sidebar.asked[before]).toEqual(expect.arrayContaining(['messenger', 'tasks']))
    expect(second.found.slice(-2).map(({ source }) => source).toSorted()).toEqual(['messenger', 'tasks'])
    expect(Date.now() - (second.found.at(-1)?.at ?? 0)).toBeLessThan(6_000)
  })

  it('are asked for anew as well where this frame has shown them long ago', async () => {
    const frame = openFrame()
    show(frame)
    await pass(minute)
    frame.poller.subscribe(['chat:chat5'])
    await pass(30 * minute)
    // Just after an answer, the next request is far.
    const { length } = frame.asked
    while (frame.asked.length === length) await pass(1_000)
    frame.poller.subscribe(['messenger', 'tasks'])
    await pass(5_000)
    expect(frame.asked[length + 1]).toEqual(expect.arrayContaining(['messenger', 'tasks']))
  })

  it('count as old from the first poll on that did not bring them', async () => {
    let tasks: Answer = counters
    const frame = openFrame(() => sources => (sources.includes('tasks') ? tasks(sources) : counters(sources)))
    show(frame)
    await pass(1_000)
    const first = frame.status?.polledAt
    tasks = sources => ok(sources.map((source): SourceAnswer => (
      source === 'tasks' ? { source, outcome: err({ kind: 'permission', code: 'insufficient_scope' }), operating: null } : valueOf(source, 1)
    )))
    await pass(minute)
    expect(frame.status?.polledAt).toBeGreaterThan(first ?? Infinity)
    expect(frame.status?.polledAt).toBe(frame.found.findLast(({ source }) => source === 'messenger')?.at)
  })

  it('are told by a frame that had asked for itself, and end the wait of all for that source', async () => {
    const browser = new Browser()
    let isGranted = false
    const portal = () => (sources: readonly SourceKey[]) => ok(sources.map((source): SourceAnswer => (
      source === 'tasks' && !isGranted ? { source, outcome: err({ kind: 'permission', code: 'insufficient_scope' }), operating: null } : valueOf(source, 5)
    )))
    const [first, second, late] = [openFrame(portal), openFrame(portal), openFrame(portal)]
    show(first, undefined, browser)
    show(second, undefined, browser)
    await pass(5 * minute)
    isGranted = true
    // It is not known yet who looks.
    show(late)
    await pass(1_000)
    late.poller.join(browser.group('office'))
    await pass(0)
    for (const frame of [first, second]) expect(frame.found.findLast(({ source }) => source === 'tasks')?.outcome.ok).toBe(true)
    await pass(minute)
    expect(first.asked.at(-1)).toContain('tasks')
    expect(late.found.filter(({ source }) => source === 'tasks').every(({ outcome }) => outcome.ok)).toBe(true)
  })
})

describe('a leader', () => {
  it('leaves no trace of sidebars that were opened and closed', async () => {
    const browser = new Browser()
    let last: FrameMessage | null = null
    browser.openChannel('office', data => void (last = data as FrameMessage))
    const menu = openFrame()
    show(menu, undefined, browser)
    for (let n = 1; n <= 200; n += 1) {
      const sidebar = openFrame()
      show(sidebar, [`chat:chat${String(n)}`], browser)
      await pass(3_000)
      sidebar.poller.pause()
    }
    await pass(5 * minute)
    expect(menu.asked.at(-1)?.toSorted()).toEqual(['messenger', 'tasks'])
    expect(last).toMatchObject({ type: 'update', updates: [{ source: 'messenger' }, { source: 'tasks' }] })
    const { state } = last as unknown as { state: { sources: Map<SourceKey, unknown> } }
    expect([...state.sources.keys()].toSorted()).toEqual(['messenger', 'tasks'])
  })

  it('that has no code to read a chat hands over to the frame that shows it', async () => {
    const browser = new Browser()
    const outdated = openFrame(() => sources => counters(sources.filter(source => !source.startsWith('chat:'))))
    const sidebar = openFrame()
    show(outdated, undefined, browser)
    await pass(1_000)
    show(sidebar, ['chat:chat5'], browser)
    await pass(10_000)
    expect(sidebar.found.some(({ source, outcome }) => source === 'chat:chat5' && outcome.ok)).toBe(true)
    await pass(5 * minute)
    const before = outdated.asked.length
    await pass(5 * minute)
    expect(outdated.asked).toHaveLength(before)
    expect(outdated.found.findLast(({ source }) => source === 'messenger')?.at).toBeGreaterThan(Date.now() - minute)
  })

  it('fetches what others may need once it has answered', async () => {
    const browser = new Browser()
    const [first, single] = [openFrame(), openFrame()]
    show(first, undefined, browser)
    show(single)
    await pass(5 * minute)
    expect([first.prepared, single.prepared]).toEqual([1, 0])
  })

  it('hidden while it waits for an answer, lets nobody ask beside it', async () => {
    const browser = new Browser()
    const [first, second] = [openFrame(), openFrame()]
    show(first, undefined, browser)
    show(second, undefined, browser)
    await pass(50)
    first.poller.setShown(false)
    await pass(1_000)
    expect([first.asked.length, second.asked.length]).toEqual([1, 0])
    expect(second.found).toHaveLength(2)
    await pass(minute)
    expect(second.asked.length).toBeGreaterThan(2)
  })
})

describe('a page that the browser has put aside', () => {
  it('asks nothing there, and goes on when it is brought back', async () => {
    const browser = new Browser()
    const frame = openFrame()
    show(frame, undefined, browser)
    await pass(minute)
    const before = frame.asked.length
    frame.poller.pause()
    await pass(60 * minute)
    expect(frame.asked).toHaveLength(before)
    frame.poller.resume()
    await pass(5_000)
    expect(frame.asked.length).toBeGreaterThan(before)
  })
})

describe('messages', () => {
  it.each([
    ['null', null],
    ['a word', 'update'],
    ['one without fields', { type: 'update' }],
    ['an unknown type', { type: 'obey' }],
    ['a count that is none', { type: 'answers', updates: [{ source: 'messenger', outcome: { ok: true, value: { all: -1 } }, operating: null, askedAt: -1, at: -1 }] }],
    ['a source that is none', { type: 'subscribe', frame: 'x', sources: ['chat:../1'], isNew: true }],
    ['numbers of the future', { type: 'answers', updates: [{ ...valueOf('tasks', 7), askedAt: 9e9, at: 9e9 }] }],
    ['a session that is gone', { type: 'answers', updates: [{ source: 'tasks', outcome: err({ kind: 'session', code: 'x' }), operating: null, askedAt: 0, at: 0 }] }],
  ])('that cannot be understood change nothing: %s', async (_, message) => {
    const browser = new Browser()
    const frame = openFrame()
    show(frame, undefined, browser)
    await pass(minute)
    const { found: { length }, status } = frame
    browser.post('office', message)
    await pass(0)
    expect(frame.found).toHaveLength(length)
    expect(frame.status).toEqual(status)
  })
})
