import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { failed, type Outcome, success } from '../../../src/domain/failure.ts'
import type { OperatingTime, SourceAnswer } from '../../../src/domain/poll.ts'
import { type Answer, Browser, counters, type Frame, openFrame } from './office.ts'

const minute = 60_000
const refused: Answer = () => failed({ kind: 'limit', code: 'QUERY_LIMIT_EXCEEDED' })

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

function show(frame: Frame, sources: Parameters<Frame['poller']['setWish']>[0] = ['messenger', 'tasks'], name?: string): void {
  if (name !== undefined) frame.poller.join(name)
  frame.poller.setWish(sources)
  frame.poller.setShown(true)
}

describe('a frame alone', () => {
  it('asks at once, and again by itself', async () => {
    const frame = openFrame(null)
    show(frame)
    await pass(0)
    expect(frame.asked).toEqual([['messenger', 'tasks']])
    await pass(minute)
    expect(frame.asked.length).toBeGreaterThan(2)
    expect(frame.found.length).toBe(frame.asked.length * 2)
  })

  it('does not ask while it is hidden, nor offline', async () => {
    const frame = openFrame(null)
    frame.poller.setWish(['messenger'])
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
    const frame = openFrame(null, () => (sources) => {
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
    const frame = openFrame(null, () => answer)
    show(frame)
    await pass(100)
    answer = refused
    await pass(10 * minute)
    const refusals = frame.asked.length
    expect(refusals).toBeLessThan(40)
    expect(frame.found.slice(2).every(({ outcome }) => !outcome.ok)).toBe(true)
  })

  describe('with a source that fails', () => {
    const tell = (tasks: Outcome<never>, operating: OperatingTime | null = null): Answer => sources => success(sources.map(source => (
      { source, outcome: source === 'tasks' ? tasks : success(source), operating }
    ) as unknown as SourceAnswer))
    const spent = tell(failed({ kind: 'operating', code: 'OPERATION_TIME_LIMIT' }))
    const denied = tell(failed({ kind: 'permission', code: 'insufficient_scope' }), { seconds: 5, resetIn: 9 * minute })
    const broken = tell(failed({ kind: 'server', code: 'INTERNAL_SERVER_ERROR' }))
    const fine: Answer = sources => success(sources.map(source => (
      { source, outcome: success(source), operating: { seconds: 20, resetIn: 5 * minute } }
    ) as unknown as SourceAnswer))
    const asksForTasks = (frame: Frame) => frame.asked.filter(sources => sources.includes('tasks')).length

    it('leaves it out until its operating time is forgotten; the other goes on', async () => {
      let answer = fine
      const frame = openFrame(null, () => answer)
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
      const frame = openFrame(null, () => answer)
      show(frame)
      await pass(100)
      answer = denied
      await pass(minute)
      expect(asksForTasks(frame)).toBe(2)
      answer = fine
      frame.poller.refresh()
      await pass(3_000)
      expect(asksForTasks(frame)).toBe(3)
    })

    it('does not ask for it when a person presses refresh while its operating time is used up', async () => {
      let answer = fine
      const frame = openFrame(null, () => answer)
      show(frame)
      await pass(100)
      answer = spent
      await pass(minute)
      frame.poller.refresh()
      await pass(3_000)
      expect(asksForTasks(frame)).toBe(2)
    })

    it.each([['broken', broken], ['denied', denied], ['spent', spent]])('asks for it when it said it would, the least pause between two requests later at most (%s)', async (_, failing) => {
      let answer = fine
      const frame = openFrame(null, () => answer)
      show(frame)
      await pass(100)
      answer = failing
      await pass(minute)
      answer = fine
      for (let tries = 0; tries < 3; tries += 1) {
        const promised = Math.ceil(frame.nextBySource.get('tasks') ?? 0)
        expect(promised).toBeGreaterThan(Date.now())
        const before = asksForTasks(frame)
        await pass(promised - Date.now() - 1)
        expect(asksForTasks(frame)).toBe(before)
        await pass(2_200)
        expect(asksForTasks(frame)).toBe(before + 1)
      }
    })

    it('says the same while it asks for the others', async () => {
      let answer = fine
      const frame = openFrame(null, () => answer)
      show(frame)
      await pass(100)
      answer = denied
      await pass(minute)
      const promised = frame.nextBySource.get('tasks')
      expect(promised).toBeGreaterThan(Date.now() + 20 * minute)
      const said = new Set<unknown>()
      for (let step = 0; step < 600; step += 1) {
        await pass(100)
        said.add(frame.nextBySource.get('tasks'))
      }
      expect([...said]).toEqual([promised])
    })

    it('promises nothing while it waits for somebody to look', async () => {
      const frame = openFrame(null, () => denied)
      show(frame)
      await pass(minute)
      frame.poller.setShown(false)
      expect(frame.nextBySource.get('tasks')).toBeNull()
    })
  })

  it('asks for no more at a time than a batch takes; those left out come first the next time', async () => {
    const frame = openFrame(null)
    const chats = Array.from({ length: 60 }, (_, id) => `chat:chat${String(id)}` as const)
    show(frame, chats)
    await pass(minute)
    expect(frame.asked[0]).toHaveLength(48)
    expect(new Set(frame.asked.slice(0, 2).flat())).toEqual(new Set(chats))
  })

  it('stops where waiting does not help, and goes on when a person tries again', async () => {
    let answer: Answer = () => failed({ kind: 'blocked', code: 'OVERLOAD_LIMIT' })
    const frame = openFrame(null, () => answer)
    show(frame)
    await pass(24 * 60 * minute)
    expect(frame.asked).toHaveLength(1)
    answer = counters
    frame.poller.refresh()
    await pass(10_000)
    expect(frame.asked.length).toBeGreaterThan(1)
  })
})

describe('many frames', () => {
  const all = (frames: readonly Frame[]) => frames.flatMap(({ asked }) => asked)

  it('cost what one costs', async () => {
    const browser = new Browser()
    const frames = Array.from({ length: 10 }, () => openFrame(browser))
    const single = openFrame(null)
    for (const frame of frames) show(frame, undefined, 'office')
    show(single)
    await pass(10 * minute)
    expect(all(frames)).toHaveLength(single.asked.length)
    for (const frame of frames) expect(frame.found.length).toBe(single.found.length)
  })

  it('ask together for all that any of them wants', async () => {
    const browser = new Browser()
    const menu = openFrame(browser)
    const sidebar = openFrame(browser)
    show(menu, ['messenger', 'tasks'], 'office')
    show(sidebar, ['chat:chat5'], 'office')
    await pass(minute)
    expect(sidebar.asked).toEqual([])
    expect(menu.asked.at(-1)?.toSorted()).toEqual(['chat:chat5', 'messenger', 'tasks'])
    expect(sidebar.found.some(({ source }) => source === 'chat:chat5')).toBe(true)
  })

  it('show a new frame what the others know, without asking', async () => {
    const browser = new Browser()
    const first = openFrame(browser)
    show(first, undefined, 'office')
    await pass(1_000)
    const second = openFrame(browser)
    show(second, undefined, 'office')
    await pass(0)
    expect(second.found.map(({ source }) => source)).toEqual(['messenger', 'tasks'])
    expect(all([first, second])).toHaveLength(1)
  })

  it('ask at once for what a new frame wants and nobody knows', async () => {
    const browser = new Browser()
    const menu = openFrame(browser)
    show(menu, undefined, 'office')
    await pass(20_000)
    const before = menu.asked.length
    const sidebar = openFrame(browser)
    show(sidebar, ['chat:chat5'], 'office')
    await pass(3_000)
    expect(menu.asked.length).toBeGreaterThan(before)
    expect(sidebar.found.map(({ source }) => source)).toContain('chat:chat5')
  })

  it('hand over when the leader is hidden, and go on at the same pace', async () => {
    const browser = new Browser()
    const [first, second] = [openFrame(browser), openFrame(browser)]
    show(first, undefined, 'office')
    show(second, undefined, 'office')
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
    const [first, second] = [openFrame(browser), openFrame(browser)]
    show(first, undefined, 'office')
    show(second, undefined, 'office')
    await pass(1_000)
    first.poller.stop()
    await pass(2 * minute)
    expect(second.asked.length).toBeGreaterThan(1)
  })

  it('go on without a leader that holds the lock and says nothing', async () => {
    const browser = new Browser()
    const [frozen, second] = [openFrame(browser), openFrame(browser)]
    show(frozen, undefined, 'office')
    await pass(1_000)
    browser.cutOff('office', 0)
    show(second, undefined, 'office')
    await pass(2_000)
    expect(second.asked).toEqual([])
    await pass(2_000)
    expect(second.asked).toHaveLength(1)
    expect(second.found).toHaveLength(2)
  })

  it('all hidden, do not ask', async () => {
    const browser = new Browser()
    const frames = [openFrame(browser), openFrame(browser), openFrame(browser)]
    for (const frame of frames) show(frame, undefined, 'office')
    await pass(minute)
    for (const frame of frames) frame.poller.setShown(false)
    const before = all(frames).length
    await pass(60 * minute)
    expect(all(frames)).toHaveLength(before)
  })

  it('forget what a frame wanted that was closed without a word', async () => {
    const browser = new Browser()
    const [menu, sidebar] = [openFrame(browser), openFrame(browser)]
    show(menu, ['messenger'], 'office')
    show(sidebar, ['chat:chat5'], 'office')
    await pass(minute)
    expect(menu.asked.at(-1)).toContain('chat:chat5')
    browser.cutOff('office', 1)
    await pass(10 * minute)
    expect(menu.asked.at(-1)).toEqual(['messenger'])
  })

  it('refresh through the leader, whichever frame a person is in', async () => {
    const browser = new Browser()
    const [first, second] = [openFrame(browser), openFrame(browser)]
    show(first, undefined, 'office')
    show(second, undefined, 'office')
    await pass(5 * minute)
    const before = first.asked.length
    second.poller.refresh()
    await pass(500)
    expect(first.asked.length).toBe(before + 1)
    expect(second.asked).toEqual([])
  })

  it('each ask alone where locks and channels are denied', async () => {
    const denied = { locks: { request: () => Promise.reject(new DOMException('denied', 'SecurityError')) } as unknown as LockManager, openChannel: () => ({ post: () => undefined, close: () => undefined }) }
    const frames = [openFrame(denied as unknown as Browser), openFrame(denied as unknown as Browser)]
    for (const frame of frames) show(frame, undefined, 'office')
    await pass(minute)
    for (const frame of frames) expect(frame.asked.length).toBeGreaterThan(2)
  })
})
