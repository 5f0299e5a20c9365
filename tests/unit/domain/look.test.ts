import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Message } from '../../../src/domain/message.ts'
import { parseMessageText } from '../../../src/domain/message-text.ts'
import { type Look, withLook } from '../../../src/domain/look.ts'

const reader = 1
const mention = parseMessageText('[USER=1]Me[/USER]')
const chatter = parseMessageText('Lunch?')

/** A chat, the newest message first: who wrote what, and how many of the others' are unread. */
const chats = fc.record({
  written: fc.array(fc.record({ isOwn: fc.boolean(), isMention: fc.boolean() }), { maxLength: 160 }),
  unread: fc.nat(130),
  isFlagged: fc.boolean(),
  limit: fc.integer({ min: 1, max: 50 }),
}).map(({ written, unread, isFlagged, limit }) => {
  let left = unread
  const messages = written.map(({ isOwn, isMention }, index): Message & { isUnreadOne: boolean } => {
    const isUnreadOne = !isOwn && left > 0
    if (isUnreadOne) left -= 1
    return {
      id: 1_000 - index, at: '2026-11-21T09:00:00Z', text: isMention ? mention : chatter, isSystem: false, isEdited: false, likes: 0,
      author: { id: isOwn ? reader : 5, name: '', isReader: isOwn, avatar: null, color: null },
      isUnread: isFlagged ? isUnreadOne : null, isUnreadOne, isLikedByReader: null, files: [], replyToId: null,
    }
  })
  return { messages, all: unread - left, limit }
})

it('ends where a portal sends the same page again', () => {
  const own = (id: number): Message => ({
    id, at: '2026-11-21T09:00:00Z', text: chatter, isSystem: false, isEdited: false, likes: 0, isUnread: false, isLikedByReader: null, files: [],
    author: { id: reader, name: '', isReader: true, avatar: null, color: null }, replyToId: null,
  })
  const page = { chatId: 1, dropped: 0, messages: [own(9), own(8)] }
  const first = withLook(undefined, page, { count: 5 }, 2, reader)
  expect(first.before).toBe(8)
  expect(withLook(first, page, { count: 5 }, 2, reader)).toEqual({ isMention: null, seen: 0, before: null })
})

it('finds a mention wherever it stands, whatever the pages; a count at its cap leaves only what comes before it open', () => {
  fc.assert(fc.property(chats, ({ messages, all, limit }) => {
    const count = Math.min(all, 100)
    const conversation = { count, ...(all >= 100 && { atLeast: true as const }) }
    let look: Look | undefined
    let requests = 0
    do {
      const before: number = look?.before ?? Infinity
      const page = messages.filter(({ id }) => id < before).slice(0, limit)
      look = withLook(look, { chatId: 1, dropped: 0, messages: page }, conversation, limit, reader)
      requests += 1
      expect(requests).toBeLessThanOrEqual(messages.length + 1)
    } while (look.before !== null)

    const mentions = messages.filter(({ isUnreadOne, text }) => isUnreadOne && text === mention)
    const counted = messages.filter(({ isUnreadOne }) => isUnreadOne).slice(0, count)
    if (counted.some(({ text }) => text === mention)) expect(look.isMention).toBe(true)
    else if (look.isMention === true) expect(mentions).not.toEqual([])
    else if (look.isMention === false) expect(mentions).toEqual([])
    else expect(all).toBeGreaterThanOrEqual(100)
  }))
})
