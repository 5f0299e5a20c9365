import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../runs.ts'
import { messagesCommand, parseMessages } from '../../../src/bitrix24/messages.ts'

const origin = 'https://example.bitrix24.com'
const parse = (answer: unknown, userId: number | null = 1) => parseMessages(answer, { origin, userId })

const users = [{ id: 28, name: 'Ivan', avatar: '/upload/i.png', color: '#728f7a', last_activity_date: false }, { id: 'broken' }]
const answer = {
  chat_id: 29,
  messages: [
    { id: 28561618, chat_id: 29, author_id: 0, date: '2026-01-25T15:15:22+02:00', text: 'The topic is new', params: null },
    { id: 28561624, chat_id: 29, author_id: 1, date: '2026-01-29T16:58:47+02:00', text: '', unread: false, params: { ATTACH: [{ ID: '5' }], REPLY_ID: '28561623' } },
    { id: 28561623, chat_id: 29, author_id: 28, date: '2026-01-29T16:43:38+02:00', text: '[B]see[/B] [USER=1]Anna[/USER]', unread: true, params: { FILE_ID: [540, '541', 542], LIKE: ['1', 28], IS_EDITED: 'Y' } },
    { id: 28561625, author_id: 28, date: 'x', text: 'gone', params: { IS_DELETED: 'Y', FILE_ID: [540] } },
    { id: 'x', author_id: 28 },
  ],
  users,
  files: [
    { id: 540, type: 'image', name: '<b>.jpeg', size: 55013, urlPreview: '/show.php?id=540&preview=Y', urlShow: 'https://example.bitrix24.com/show.php', urlDownload: '/download.php' },
    { id: 541, type: 'secret', name: 'a.exe', size: null, urlPreview: '', urlShow: 'javascript:alert(1)', urlDownload: 'data:text/html,x' },
    { id: null },
  ],
}

describe('messages', () => {
  const page = parse(answer)

  it('are read, the newest first; one that cannot be understood is left out and counted', () => {
    expect(page).toMatchObject({ chatId: 29, dropped: 1 })
    expect(page.messages.map(({ id }) => id)).toEqual([28561625, 28561624, 28561623, 28561618])
  })

  it('have authors, texts, likes and files', () => {
    expect(page.messages[2]).toEqual({
      id: 28561623,
      author: { id: 28, name: 'Ivan', isReader: false, avatar: `${origin}/upload/i.png`, color: '#728f7a' },
      at: '2026-01-29T16:43:38+02:00',
      text: { text: 'see Anna', blocks: [{ kind: 'text', author: null, text: 'see Anna' }], mentions: new Set([1]), attachment: 'image', isDeleted: false },
      isUnread: true, isSystem: false, isEdited: true, likes: 2, isLikedByReader: true, replyToId: null,
      files: [
        { id: 540, name: '<b>.jpeg', kind: 'image', size: 55013, url: `${origin}/show.php` },
        { id: 541, name: 'a.exe', kind: 'file', size: null, url: null },
      ],
    })
  })

  it('of the reader, of the system, deleted ones and replies say so', () => {
    const [deleted, own, , system] = page.messages
    expect(own).toMatchObject({ author: { id: 1, name: '', isReader: true }, isUnread: false, replyToId: 28561623, text: { attachment: 'attachment', isDeleted: false } })
    expect(system).toMatchObject({ author: null, isSystem: true, isUnread: null, likes: 0, text: { text: 'The topic is new' } })
    expect(deleted).toMatchObject({ at: null, files: [], text: { text: '', isDeleted: true, attachment: null } })
  })

  it('with a code are the system\'s', () => {
    const joined = { messages: [{ id: 5, author_id: 28, text: 'Ivan has joined', params: { CODE: 'CHAT_JOIN' } }], users: [] }
    expect(parse(joined).messages[0]).toMatchObject({ isSystem: true, author: { id: 28, name: '' } })
  })

  it.each([0, '0', '', false, null, 'N', []])('of people stay theirs where the code is %j', (CODE) => {
    expect(parse({ messages: [{ id: 5, author_id: 28, text: 'Hello', params: { CODE, ATTACH: CODE } }], users: [] }).messages[0])
      .toMatchObject({ isSystem: false, author: { id: 28 }, text: { attachment: null } })
  })

  it('with one odd field lose only that, and are not said to be deleted', () => {
    const odd = { id: 5, author_id: 28, text: { lines: [] }, unread: 'perhaps', params: { FILE_ID: 'x' } }
    expect(parse({ messages: [odd, { ...odd, id: 6, params: { IS_DELETED: 'Y' } }], users: [] })).toMatchObject({
      dropped: 0, messages: [{ id: 6, text: { isDeleted: true } }, { id: 5, isUnread: null, author: { id: 28 }, text: { text: '', isDeleted: false } }],
    })
  })

  it('do not say what is the reader\'s while nobody has told who that is', () => {
    expect(parse(answer, null).messages[2]).toMatchObject({ isLikedByReader: null, likes: 2, author: { isReader: null } })
  })

  it('without a list are refused, and nothing else is thrown', () => {
    for (const none of [null, [], {}, { messages: 'x' }]) expect(() => parse(none)).toThrow()
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom([], '', '7', 7, null, false))
    const message = fc.record({ id: fc.oneof(fc.nat(), value), author_id: fc.oneof(fc.nat(), value), date: value, text: fc.oneof(fc.string(), value), unread: value, params: fc.oneof(value, fc.record({ LIKE: value, FILE_ID: value, CODE: value, REPLY_ID: value, ATTACH: value })) }, { requiredKeys: [] })
    const answers = fc.oneof(fc.jsonValue(), fc.record({ chat_id: value, messages: fc.oneof(fc.array(message), value), users: value, files: value }, { requiredKeys: [] }))
    fc.assert(fc.property(answers, (given) => {
      try {
        parse(given)
      } catch (error) {
        expect(error).toHaveProperty('name', 'ValiError')
      }
    }), { numRuns: runs(2_500) })
  })

  it('are asked for from either end', () => {
    expect(messagesCommand({ dialogId: 'chat5' })).toEqual({ method: 'im.dialog.messages.get', params: { DIALOG_ID: 'chat5', LIMIT: 20 } })
    expect(messagesCommand({ dialogId: '5', limit: 50, before: 9 }).params).toEqual({ DIALOG_ID: '5', LIMIT: 50, LAST_ID: 9 })
    expect(messagesCommand({ dialogId: '5', after: 0 }).params).toEqual({ DIALOG_ID: '5', LIMIT: 20, FIRST_ID: 0 })
  })
})
