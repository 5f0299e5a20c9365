import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Message, MessagePage } from '../../../src/domain/message.ts'
import { parseMessageText, parsePreview } from '../../../src/domain/message-text.ts'
import { emptyWindow, messagesIn, type MessageWindow, windowOf, withAllRead, withEarlier, withNewest, withSent } from '../../../src/domain/message-window.ts'
import { runs } from '../runs.ts'

const message = (id: number, isUnread: boolean | null = false, isReader = false): Message => ({
  id, author: { id: isReader ? 1 : 5, name: '', isReader, avatar: null, color: null }, at: null, text: parseMessageText(`M${id}`),
  isUnread, isSystem: false, isEdited: false, likes: 0, isLikedByReader: false, files: [], replyToId: null,
})
const page = (...messages: readonly Message[]): MessagePage => ({ chatId: 1, dropped: 0, messages: messages.toSorted((a, b) => b.id - a.id) })
const ids = (known: MessageWindow) => messagesIn(known).map(({ id }) => id)
const asked = { limit: 3, count: null }

describe('the newest messages', () => {
  it('come the oldest first; a full page says that there are earlier ones', () => {
    const full = withNewest(emptyWindow, page(message(3), message(2), message(1)), asked)
    expect([ids(full), full.hasEarlier, full.unreadFrom]).toEqual([[1, 2, 3], true, null])
    expect(withNewest(emptyWindow, page(message(2), message(1)), asked).hasEarlier).toBe(false)
  })

  it('are unread as the portal flags them', () => {
    const known = withNewest(emptyWindow, page(message(1), message(2, true), message(3, true)), { ...asked, count: 1 })
    expect([...known.unread].toSorted()).toEqual([2, 3])
    expect(known.unreadFrom).toBe(2)
  })

  it('are unread by the counters where the portal flags none; the reader\'s own never are', () => {
    const known = withNewest(emptyWindow, page(message(1, null), message(2, null), message(3, null, true), message(4, null)), { limit: 20, count: 2 })
    expect([...known.unread].toSorted()).toEqual([2, 4])
    expect(known.unreadFrom).toBe(2)
  })

  it('add to those that are known, and take away what has been deleted', () => {
    const known = withNewest(emptyWindow, page(message(1), message(2), message(3)), asked)
    const next = withNewest(known, page(message(2), message(4), message(5)), asked)
    expect([ids(next), next.hasEarlier]).toEqual([[1, 2, 4, 5], true])
  })

  it('take the place of those that are known where messages lie between', () => {
    const known = withNewest(emptyWindow, page(message(1), message(2)), asked)
    const next = withNewest(known, page(message(7), message(8), message(9)), asked)
    expect([ids(next), next.hasEarlier]).toEqual([[7, 8, 9], true])
  })

  it('leave the place where unread ones began, until new ones come after all were read', () => {
    const known = withNewest(emptyWindow, page(message(1), message(2, true), message(3, true)), asked)
    const partly = withNewest(known, page(message(1), message(2), message(3, true)), asked)
    expect([[...partly.unread], partly.unreadFrom]).toEqual([[3], 2])
    const read = withAllRead(partly)
    expect([[...read.unread], read.unreadFrom]).toEqual([[], 2])
    const more = withNewest(read, page(message(2), message(3), message(4, true)), asked)
    expect([[...more.unread], more.unreadFrom]).toEqual([[4], 4])
  })
})

it('earlier messages may be unread as well: the beginning moves back', () => {
  const known = withNewest(emptyWindow, page(message(4, true), message(5, true), message(6, true)), asked)
  const all = withEarlier(known, page(message(1), message(2), message(3, true)), asked)
  expect([ids(all), all.unreadFrom, all.hasEarlier]).toEqual([[1, 2, 3, 4, 5, 6], 3, true])
  expect(withEarlier(all, page(), asked).hasEarlier).toBe(false)
  const counted = withNewest(emptyWindow, page(message(4, null), message(5, null), message(6, null)), { limit: 3, count: 5 })
  expect(withEarlier(counted, page(message(1, null), message(2, null), message(3, null)), { limit: 3, count: 5 }).unreadFrom).toBe(2)
})

it('what could not be understood is counted, once, as long as it lies between what is known', () => {
  const broken = (dropped: number, ...messages: readonly Message[]): MessagePage => ({ ...page(...messages), dropped })
  const known = withNewest(emptyWindow, broken(1, message(5), message(6)), asked)
  expect([known.dropped, known.hasEarlier]).toEqual([1, true])
  expect(withNewest(known, broken(1, message(5), message(6)), asked).dropped).toBe(1)
  expect(withNewest(known, broken(0, message(6), message(7), message(8)), asked).dropped).toBe(1)
  const all = withEarlier(known, broken(2, message(1)), asked)
  expect([all.dropped, withNewest(all, broken(1, message(5), message(6)), asked).dropped]).toEqual([3, 3])
  expect(withNewest(all, page(message(17), message(18), message(19)), asked).dropped).toBe(0)
  expect(withNewest(emptyWindow, broken(3), asked)).toMatchObject({ messages: [], dropped: 3, hasEarlier: true })
})

it('a message just sent stands at the end until an answer holds it, once', () => {
  const known = withSent(withNewest(emptyWindow, page(message(1), message(2)), asked), message(9, false, true))
  expect(ids(withSent(known, message(9, false, true)))).toEqual([1, 2, 9])
  expect(ids(withNewest(known, page(message(1), message(2), message(3)), asked))).toEqual([1, 2, 3, 9])
  expect(ids(withNewest(known, page(message(2), message(3), message(9, false, true)), asked))).toEqual([1, 2, 3, 9])
})

it('what a row knows is shown before anything has been asked', () => {
  const last = { id: 7, author: { id: 5, name: 'Anna', isReader: false }, at: '2026-11-21T10:00:00Z', text: parsePreview('[B]Hello[/B]') }
  const known = windowOf(last, 3)
  expect(known.messages).toMatchObject([{ id: 7, author: { name: 'Anna' }, text: { blocks: [{ kind: 'text', text: 'Hello' }] } }])
  expect([[...known.unread], known.unreadFrom, known.hasEarlier]).toEqual([[7], 7, false])
  expect(windowOf(last, 0).unreadFrom).toBe(null)
})

type Step = { readonly do: 'write', readonly count: number } | { readonly do: 'newest' | 'earlier' | 'read', readonly limit: number }

it('whatever is asked in whatever order, there is no gap, no message twice, and the portal\'s flags hold', () => {
  const limit = fc.integer({ min: 1, max: 5 })
  const steps = fc.array(fc.oneof(
    fc.record({ do: fc.constant('write' as const), count: fc.integer({ min: 1, max: 7 }) }),
    fc.record({ do: fc.constantFrom('newest' as const, 'earlier' as const, 'read' as const), limit }),
  ), { maxLength: 30 })
  fc.assert(fc.property(steps, (sequence: readonly Step[]) => {
    let last = 3
    let readUpTo = 0
    let known = emptyWindow
    const between = (from: number, to: number) => Array.from({ length: Math.max(0, to - from) }, (_, index) => message(from + index + 1, from + index + 1 > readUpTo))
    for (const step of sequence) {
      if (step.do === 'write') last += step.count
      else if (step.do === 'read') {
        readUpTo = last
        known = withAllRead(known)
      } else if (step.do === 'newest') known = withNewest(known, page(...between(Math.max(0, last - step.limit), last)), { limit: step.limit, count: null })
      else {
        const oldest = known.messages[0]?.id
        if (oldest === undefined || !known.hasEarlier) continue
        known = withEarlier(known, page(...between(Math.max(0, oldest - 1 - step.limit), oldest - 1)), { limit: step.limit, count: null })
      }
      const told = ids(known)
      expect(told).toEqual(told.map((_, index) => (told[0] ?? 0) + index))
      for (const id of known.unread) expect(told).toContain(id)
      if (step.do === 'newest') expect([...known.unread].toSorted((a, b) => a - b)).toEqual(told.filter(id => id > readUpTo))
      if (!known.hasEarlier && told.length > 0) expect(told[0]).toBe(1)
    }
  }), { numRuns: runs(1000) })
})
