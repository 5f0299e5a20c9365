import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { parseCounters } from '../../../src/bitrix24/counters.ts'
import { ok } from '../../../src/domain/failure.ts'
import { openActionChannel } from '../../../src/storage/action-channel.ts'
import { frameClock } from '../../../src/browser/frame-clock.ts'
import { longestWait, usePendingActionsStore } from '../../../src/stores/pending-actions.ts'
import { useUnreadStore } from '../../../src/stores/unread.ts'
import { freshPinia } from '../../fresh-pinia.ts'
import newest from '../../fixtures/counters.newest.json'
import { Channels } from './channels.ts'

const name = 'unread:1:office'
const counters = parseCounters(newest.result)
const read = { kind: 'read', dialogId: 'chat1435' } as const

let channels: Channels

beforeEach(() => {
  vi.useFakeTimers()
  // All frames have been there for a while: the moments below have passed.
  vi.advanceTimersByTime(1_000_000)
  frameClock.now()
  channels = new Channels()
  channels.install()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A frame of the same person, with the portal's first answer: asked for at 90, there at 100. */
function openFrame() {
  freshPinia()
  const frame = { pending: usePendingActionsStore(), unread: useUnreadStore() }
  frame.unread.takeMessenger(ok(counters), 100, 90)
  frame.pending.join(onMessage => openActionChannel(name, onMessage))
  return frame
}

type Frame = ReturnType<typeof openFrame>
const shows = ({ unread }: Frame, dialogId: string) => unread.conversations.some(one => one.dialogId === dialogId)

describe('an action in another frame', () => {
  it('shows at once, in the rows and in the totals', () => {
    const [sidebar, menu] = [openFrame(), openFrame()]
    sidebar.pending.add(read)
    channels.deliverAll()
    expect(shows(menu, 'chat1435')).toBe(false)
    expect(menu.unread.counters?.all).toBe(34)
  })

  it('is undone when the portal refuses', () => {
    const [sidebar, menu] = [openFrame(), openFrame()]
    const { id } = sidebar.pending.add(read)
    channels.deliverAll()
    sidebar.pending.undo(id)
    channels.deliverAll()
    expect(menu.pending.pending).toEqual([])
    expect(menu.unread.counters).toEqual(counters)
  })

  it('is not brought back by an answer to a question asked before it was confirmed', () => {
    const [sidebar, menu] = [openFrame(), openFrame()]
    sidebar.pending.confirm(sidebar.pending.add(read).id, 130, 0)
    channels.deliverAll()
    menu.unread.takeMessenger(ok(counters), 140, 125)
    expect(shows(menu, 'chat1435')).toBe(false)
    menu.unread.takeMessenger(ok(counters), 150, 140)
    expect(menu.pending.pending).toEqual([])
  })

  it('does not hide what an answer said that was asked for after it, however late the frame is told', () => {
    const [sidebar, menu] = [openFrame(), openFrame()]
    sidebar.pending.confirm(sidebar.pending.add(read).id, 130, 0)
    menu.unread.takeMessenger(ok(counters), 150, 140)
    channels.deliverAll()
    expect(shows(menu, 'chat1435')).toBe(true)
    expect(menu.pending.pending).toEqual([])
  })

  it('shows in a frame that is opened while it is on its way', () => {
    const sidebar = openFrame()
    sidebar.pending.add(read)
    const menu = openFrame()
    channels.deliverAll()
    expect(shows(menu, 'chat1435')).toBe(false)
  })

  it('is forgotten when its frame was closed without a word; confirmed, it stays', () => {
    const [sidebar, menu] = [openFrame(), openFrame()]
    sidebar.pending.add(read)
    const { id } = sidebar.pending.add({ kind: 'mute', dialogId: 'chat1440' })
    sidebar.pending.confirm(id, 130, 0)
    channels.deliverAll()
    sidebar.pending.leave()
    vi.advanceTimersByTime(longestWait - 1)
    expect(menu.pending.pending).toHaveLength(2)
    vi.advanceTimersByTime(1)
    expect(menu.pending.pending.map(pending => pending.id)).toEqual([id])
    expect(shows(menu, 'chat1435')).toBe(true)
  })

  it('that likes a message shows until that message has been read anew, whatever the counters say', () => {
    const [one, other] = [openFrame(), openFrame()]
    const likes = () => [one, other].map(({ pending }) => pending.likes.get(5)?.action.likes)
    const { id } = one.pending.add({ kind: 'like', messageId: 5, likes: true })
    channels.deliverAll()
    expect(likes()).toEqual([true, true])
    one.pending.confirm(id, 130, 0)
    channels.deliverAll()
    for (const { unread, pending } of [one, other]) {
      unread.takeMessenger(ok(counters), 150, 140)
      pending.answeredByMessages(new Set([5]), 120)
      pending.answeredByMessages(new Set([6]), 140)
    }
    expect(likes()).toEqual([true, true])
    for (const { pending } of [one, other]) pending.answeredByMessages(new Set([5]), 140)
    expect(likes()).toEqual([undefined, undefined])
  })

  it('that likes a message is taken back where the portal refuses', () => {
    const [one, other] = [openFrame(), openFrame()]
    one.pending.confirm(one.pending.add({ kind: 'like', messageId: 5, likes: true }).id, 130, 0)
    const { id } = one.pending.add({ kind: 'like', messageId: 5, likes: false })
    channels.deliverAll()
    expect(other.pending.likes.get(5)?.action.likes).toBe(false)
    one.pending.undo(id)
    channels.deliverAll()
    expect(other.pending.likes.get(5)?.action.likes).toBe(true)
  })

  it('of which the comments were not read keeps them', () => {
    const [sidebar, menu] = [openFrame(), openFrame()]
    sidebar.pending.add({ kind: 'read', dialogId: 'chat1800' })
    channels.deliverAll()
    expect(menu.unread.counters?.byKind['channel-comment']).toBe(counters.byKind['channel-comment'])
  })

  it.each([
    null, 'acted', { type: 'acted' }, { type: 'gone', id: 'a-1' }, { type: 'undone' },
    { type: 'acted', pending: { id: 'a-1', action: { kind: 'erase', dialogId: 'chat1435' }, confirmedAt: null, left: 0 } },
    { type: 'acted', pending: { id: 'a-1', action: { kind: 'read' }, confirmedAt: null, left: 0 } },
    { type: 'acted', pending: { id: 'a-1', action: { kind: 'notification-read', id: -1, wasRead: false }, confirmedAt: null, left: 0 } },
    { type: 'acted', pending: { id: 'a-1', action: { kind: 'notification-gone', id: 5 }, confirmedAt: null, left: 0 } },
    { type: 'acted', pending: { id: 'a-1', action: { kind: 'notification-erase', id: 5, wasRead: false }, confirmedAt: null, left: 0 } },
    { type: 'acted', pending: { id: 'a-1', action: { kind: 'like', messageId: '5', likes: true }, confirmedAt: null, left: 0 } },
    { type: 'acted', pending: { id: 'a-1', action: read, confirmedAt: null, left: -5 } },
    { type: 'acted', pending: { id: 'a-1', action: read, confirmedAt: 'soon', left: 0 } },
  ])('that cannot be understood is left alone: %j', (message) => {
    const menu = openFrame()
    new BroadcastChannel(`${name}:actions`).postMessage(message)
    channels.deliverAll()
    expect(menu.pending.pending).toEqual([])
    expect(menu.unread.counters).toEqual(counters)
  })

  it('is not heard of where channels are denied; one\'s own work', () => {
    vi.stubGlobal('BroadcastChannel', function () {
      throw new DOMException('denied', 'SecurityError')
    })
    const frame = openFrame()
    const { id } = frame.pending.add(read)
    expect(shows(frame, 'chat1435')).toBe(false)
    frame.pending.undo(id)
    expect(frame.unread.counters).toEqual(counters)
  })
})

type Step =
  | { readonly do: 'act' | 'leave' | 'open', readonly frame: number }
  | { readonly do: 'settle', readonly frame: number, readonly confirms: boolean }
  | { readonly do: 'poll', readonly frame: number, readonly delay: number }
  | { readonly do: 'deliver', readonly nth: number }

const frame = fc.nat(2)
const steps = fc.array(fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('act' as const), frame }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('settle' as const), frame, confirms: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('poll' as const), frame, delay: fc.nat(4) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('deliver' as const), nth: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('leave' as const, 'open' as const), frame }) },
), { maxLength: 60 })

/** Three frames whose messages arrive late and in any order between senders; what a test needs to know of them. */
class Office {
  readonly frames = [openFrame(), openFrame(), openFrame()]
  /** What the portal has said of each action: when it confirmed it, or that it refused. */
  readonly outcomes = new Map<string, number | 'refused'>()
  /** What each frame has shown so far. */
  readonly seen = this.frames.map(() => new Set<string>())
  readonly lastAskedAt = this.frames.map(() => 90)
  readonly underWay: string[][] = [[], [], []]
  now = 1_000

  play(step: Step): void {
    this.now += 1
    if (step.do === 'deliver') return void channels.deliver(step.nth)
    const { frame: nth } = step
    const acting = this.frames[nth]
    if (acting === undefined) return
    switch (step.do) {
      case 'act': return void this.underWay[nth]?.push(...acting.pending.send([acting.pending.add(read)]).map(({ id }) => id))
      case 'settle': return void this.settle(nth, step.confirms)
      case 'poll': return void this.poll(nth, this.now - step.delay)
      case 'leave': return void acting.pending.leave()
      case 'open': return void acting.pending.join(onMessage => openActionChannel(name, onMessage))
    }
  }

  settle(nth: number, confirms: boolean): void {
    const id = this.underWay[nth]?.shift()
    if (id === undefined) return
    this.outcomes.set(id, confirms ? this.now : 'refused')
    if (confirms) this.frames[nth]?.pending.confirm(id, this.now, 0)
    else this.frames[nth]?.pending.undo(id)
  }

  poll(nth: number, askedAt: number): void {
    this.frames[nth]?.unread.takeMessenger(ok(counters), this.now, askedAt)
    this.lastAskedAt[nth] = Math.max(this.lastAskedAt[nth] ?? 0, askedAt)
  }

  /** What a frame has once shown it goes on showing, until the portal has refused, or was asked after it confirmed. */
  expectKept(): void {
    for (const [nth, { pending }] of this.frames.entries()) {
      const shown = new Set(pending.pending.map(({ id }) => id))
      for (const id of this.seen[nth] ?? []) {
        const outcome = this.outcomes.get(id)
        const isAnswered = outcome === 'refused' || (outcome !== undefined && outcome <= (this.lastAskedAt[nth] ?? 0))
        if (!isAnswered) expect(shown, `${id} in frame ${String(nth)}`).toContain(id)
      }
      for (const id of shown) this.seen[nth]?.add(id)
    }
  }
}

describe('for any order of actions, outcomes, answers and messages', () => {
  it('no frame takes an action back too early, and none keeps one for ever', () => {
    fc.assert(fc.property(steps, (sequence) => {
      channels = new Channels()
      channels.install()
      const office = new Office()
      for (const step of sequence) {
        office.play(step)
        office.expectKept()
      }
      channels.deliverAll()
      office.frames.forEach((_, nth) => {
        while ((office.underWay[nth]?.length ?? 0) > 0) office.settle(nth, nth % 2 === 0)
      })
      channels.deliverAll()
      vi.advanceTimersByTime(longestWait)
      office.now += longestWait
      for (const nth of office.frames.keys()) office.poll(nth, office.now)
      for (const { pending, unread } of office.frames) {
        expect(pending.pending).toEqual([])
        expect(unread.counters).toEqual(counters)
      }
    }))
  })
})
