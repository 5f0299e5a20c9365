import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseLater, writeLater } from '../../../src/bitrix24/later-option.ts'
import type { Conversation } from '../../../src/domain/conversation.ts'
import { isAside, isEvening, type LaterEntry, mostLater, untilOf, withLater } from '../../../src/domain/later.ts'
import { parsePreview } from '../../../src/domain/message-text.ts'
import type { Preview } from '../../../src/domain/preview.ts'
import { runs } from '../runs.ts'

const at = (iso: string) => Date.parse(iso)
const iso = (moment: number | null) => (moment === null ? null : new Date(moment).toISOString())
const berlin = 'Europe/Berlin'

describe('until when a chat is put aside', () => {
  it('is 18:00 or 9:00 in the person\'s own time zone', () => {
    const now = at('2026-11-21T08:00:00Z')
    expect(iso(untilOf('today', now, berlin))).toBe('2026-11-21T17:00:00.000Z')
    expect(iso(untilOf('tomorrow', now, berlin))).toBe('2026-11-22T08:00:00.000Z')
    expect(iso(untilOf('tomorrow', at('2026-11-21T20:00:00Z'), 'Asia/Tokyo'))).toBe('2026-11-23T00:00:00.000Z')
    expect(untilOf('message', now, berlin)).toBe(null)
  })

  it('is in three hours where the evening is near, or there', () => {
    const now = at('2026-11-21T16:30:00Z')
    expect(isEvening(now, berlin)).toBe(true)
    expect(iso(untilOf('today', now, berlin))).toBe('2026-11-21T19:30:00.000Z')
    expect(isEvening(at('2026-11-21T15:59:00Z'), berlin)).toBe(false)
  })

  it('is 9:00 on the clock although it is changed that night', () => {
    expect(iso(untilOf('tomorrow', at('2026-03-28T12:00:00Z'), berlin))).toBe('2026-03-29T07:00:00.000Z')
    expect(iso(untilOf('tomorrow', at('2026-10-24T12:00:00Z'), berlin))).toBe('2026-10-25T08:00:00.000Z')
  })
})

const conversation = (count: number): Conversation => ({ dialogId: 'chat5', kind: 'chat', count, comments: 0, muted: false, marked: false })
const preview = (id: number): Preview => ({
  message: { id, author: null, at: null, text: parsePreview('Hello') }, isPinned: false, isMention: null, isUnanswered: null,
})

describe('a chat that is put aside', () => {
  const entry: LaterEntry = { dialogId: 'chat5', until: null, count: 3, messageId: 70 }

  it('until its next message comes back with it, whether the count or the last message tells', () => {
    expect(isAside(entry, conversation(3), preview(70), 0)).toBe(true)
    expect(isAside(entry, conversation(3), undefined, 0)).toBe(true)
    expect(isAside(entry, conversation(4), undefined, 0)).toBe(false)
    expect(isAside(entry, conversation(1), preview(71), 0)).toBe(false)
  })

  it('until a time comes back at that time, whatever is written meanwhile', () => {
    const timed = { ...entry, until: 1_000 }
    expect(isAside(timed, conversation(9), preview(99), 999)).toBe(true)
    expect(isAside(timed, conversation(3), preview(70), 1_000)).toBe(false)
  })
})

describe('what is kept on the portal', () => {
  const entries = fc.uniqueArray(fc.record({
    dialogId: fc.oneof(fc.nat().map(id => `chat${String(id + 1)}`), fc.nat().map(id => String(id + 1))),
    until: fc.option(fc.nat()), count: fc.nat(), messageId: fc.option(fc.nat()),
  }), { selector: ({ dialogId }) => dialogId, maxLength: mostLater })

  it('is read back as it was written', () => {
    fc.assert(fc.property(entries, list => void expect(parseLater(writeLater(list))).toEqual(list)), { numRuns: runs(1_000) })
  })

  it('is read as far as it can be understood, whatever it is', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), fc.constant(null)), option => void expect(parseLater(option)).toBeInstanceOf(Array)), { numRuns: runs(1_000) })
    expect(parseLater('[["chat5",null,3,70],["<b>",1,2,3],["chat6",-1,0,null],7,["chat7",5,1,null]]')).toEqual([
      { dialogId: 'chat5', until: null, count: 3, messageId: 70 }, { dialogId: 'chat7', until: 5, count: 1, messageId: null },
    ])
  })

  it('stays small: of too many chats, those put aside last are kept, and each once', () => {
    const many = Array.from({ length: mostLater + 5 }, (_, id): LaterEntry => ({ dialogId: `chat${String(id + 1)}`, until: null, count: 1, messageId: null }))
    const kept = withLater(many.slice(0, mostLater), [...many.slice(mostLater), { dialogId: 'chat9', until: 7, count: 2, messageId: 1 }])
    expect(kept).toHaveLength(mostLater)
    expect(kept.filter(({ dialogId }) => dialogId === 'chat9')).toEqual([{ dialogId: 'chat9', until: 7, count: 2, messageId: 1 }])
    expect(kept.at(-1)?.dialogId).toBe('chat9')
    expect(writeLater(kept).length).toBeLessThan(3_000)
  })
})
