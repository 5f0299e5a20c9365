import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../runs.ts'
import { parseRecent, recentCommand } from '../../../src/bitrix24/recent.ts'
import documented from '../../fixtures/recent.documented.json'

const origin = 'https://example.bitrix24.com'
const parse = (answer: unknown, userId: number | null = 503) => parseRecent(answer, { origin, userId })
const [first, second, line] = documented.items
const one = async (changes: object, userId?: number | null) => (await parse({ items: [{ ...second, ...changes }] }, userId)).conversations[0]

describe('recent conversations', () => {
  it('are read from the documented answer', async () => {
    const page = await parse(documented)
    expect(page).toMatchObject({ dropped: 0, hasMore: true })
    expect(page.conversations).toEqual([
      {
        dialogId: '547', chatId: 1231, kind: 'dialog', name: 'Peter Johnson', avatar: null, color: '#1eb4aa',
        message: {
          id: 84415, author: { id: 547, name: 'Peter Johnson', isReader: false }, at: '2026-02-25T12:07:10+01:00',
          text: { text: 'Hi Anna', mentions: new Set([1]), attachment: null, isDeleted: false },
        },
        isPinned: false, isUnanswered: null, entity: null,
      },
      {
        dialogId: 'chat1317', chatId: 1317, kind: 'chat', name: 'A green chat', avatar: `${origin}/upload/im/green.png`, color: '#4ba984',
        message: {
          id: 84413, author: { id: 547, name: 'Peter Johnson', isReader: false }, at: '2026-02-25T12:07:05+01:00',
          text: { text: '', mentions: new Set(), attachment: 'file', isDeleted: false },
        },
        isPinned: true, isUnanswered: null, entity: null,
      },
      {
        dialogId: 'chat1601', chatId: 1601, kind: 'lines', name: 'Visitor 17', avatar: null, color: null,
        message: {
          id: 84411, author: null, at: '2026-02-25T12:01:05+01:00',
          text: { text: 'Visitor 17 has started a conversation', mentions: new Set(), attachment: null, isDeleted: false },
        },
        isPinned: false, isUnanswered: true, entity: null,
      },
    ])
  })

  it('of two people name the other one, and say when the reader wrote last', async () => {
    const own = { items: [{ ...first, message: { ...first?.message, author_id: 503 } }] }
    const author = { id: 503, name: '', isReader: true }
    expect((await parse(own)).conversations[0]).toMatchObject({ name: 'Peter Johnson', message: { author } })
    expect((await parse(own, null)).conversations[0]?.message).toMatchObject({ author })
  })

  it('of a group do not take another person for the author', async () => {
    expect((await one({ message: { ...second?.message, author_id: 503 } }))?.message).toMatchObject({ author: { id: 503, name: '', isReader: true } })
    expect((await one({ message: { ...second?.message, author_id: 9 } }, null))?.message).toMatchObject({ author: { id: 9, name: '', isReader: null } })
  })

  it.each([
    [{ file: { type: 'image' } }, 'image'], [{ file: { id: 5 } }, 'file'], [{ file: true }, 'file'], [{ file: false, sticker: 7 }, 'sticker'],
    [{ file: false, attach: true }, 'attachment'], [{ file: [], attach: [], sticker: false }, null],
  ])('tell that %j is a message with: %s', async (message, attachment) => {
    expect((await one({ message: { id: 7, text: '', author_id: 547, ...message } }))?.message?.text).toMatchObject({ attachment, isDeleted: attachment === null })
  })

  it.each([[0, true], [5, true], [10, false], ['40', false], [null, null]])('of an open line with the status %s wait for an answer: %s', async (status, isUnanswered) => {
    expect((await parse({ items: [{ ...line, lines: { ...line?.lines, status } }] })).conversations[0]?.isUnanswered).toBe(isUnanswered)
  })

  it('without a last message know none', async () => {
    expect(await one({ message: [], chat: undefined })).toMatchObject({ message: null })
  })

  it.each([{ id: 'notify' }, { id: 'chat0' }, { id: 'sg5' }, { id: null }, { pinned: 'perhaps' }, { message: 'x' }])(
    'that cannot be understood are left out and counted: %j', async (changes) => {
      const page = await parse({ items: [first, { ...second, ...changes }, null, line] })
      expect(page.conversations.map(({ dialogId }) => dialogId)).toEqual(['547', 'chat1601'])
      expect(page.dropped).toBe(2)
    },
  )

  it('are no list at all: refused', async () => {
    for (const answer of [null, 'x', 5, {}, { items: 'x' }, { items: null }]) await expect(parse(answer)).rejects.toThrow()
  })

  it('never throw anything but a refusal, whatever the answer is', async () => {
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom([], '', '7', 7, null, false, {}))
    const keys = ['id', 'chat_id', 'title', 'avatar', 'message', 'pinned', 'user', 'chat', 'lines']
    const item = fc.record(Object.fromEntries(keys.map(key => [key, fc.oneof(value, fc.constant((second as Record<string, unknown> | undefined)?.[key]))])), { requiredKeys: [] })
    const answers = fc.oneof(fc.jsonValue(), fc.record({ items: fc.oneof(fc.array(item), value), hasMore: value }, { requiredKeys: [] }))
    await fc.assert(fc.asyncProperty(answers, async (answer) => {
      try {
        const page = await parse(answer)
        for (const { dialogId } of page.conversations) expect(dialogId).toMatch(/^(?:chat)?[1-9]\d*$/)
      } catch (error) {
        expect(error).toHaveProperty('name', 'ValiError')
      }
    }), { numRuns: runs(2_500) })
  })

  it('are asked for page by page', () => {
    expect(recentCommand()).toEqual({ method: 'im.recent.list', params: { UNREAD_ONLY: 'Y', GET_ORIGINAL_TEXT: 'Y', LIMIT: 200, OFFSET: 0 } })
    expect(recentCommand(200).params).toMatchObject({ OFFSET: 200 })
  })
})
