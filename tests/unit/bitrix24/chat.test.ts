import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../runs.ts'
import { parseChat, parseChatCard } from '../../../src/bitrix24/chat.ts'
import { parsePeople } from '../../../src/bitrix24/person.ts'
import crm from '../../fixtures/dialog.crm.json'
import mutedTask from '../../fixtures/dialog.muted-task.json'
import privateChat from '../../fixtures/dialog.private.json'

const origin = 'https://example.bitrix24.com'
const parse = (answer: unknown, dialogId = 'chat1439') => parseChat(answer, { dialogId, origin })

describe('a chat', () => {
  it('is read from the documented answer', () => {
    expect(parse(crm)).toEqual({
      dialogId: 'chat1439',
      chatId: 1439,
      kind: 'chat',
      type: 'crm',
      name: 'Deal Chat',
      description: 'Discussion about the deal',
      avatar: null,
      color: '#f76187',
      isExtranet: false,
      muted: false,
      role: 'owner',
      unread: 0,
      participants: 3,
      messages: 3,
      ownerId: 503,
      managerIds: [503],
      createdAt: '2026-02-25T16:50:58+01:00',
      entity: { type: 'DEAL', url: 'https://example.bitrix24.com/crm/deal/details/1663/' },
      publicUrl: null,
      readers: [
        { userId: 103, name: 'John Smith', read: 'none', at: null },
        { userId: 547, name: 'Peter Johnson', read: 'none', at: null },
      ],
      listsAllReaders: true,
      views: { count: 0, first: [] },
      permissions: [
        { name: 'can_post', level: 'member' },
        { name: 'manage_messages', level: 'member' },
        { name: 'manage_ui', level: 'member' },
        { name: 'manage_settings', level: 'owner' },
        { name: 'manage_users_add', level: 'member' },
        { name: 'manage_users_delete', level: 'manager' },
      ],
      restrictions: [
        { name: 'send', allowed: true },
        { name: 'call', allowed: true },
        { name: 'extend', allowed: true },
        { name: 'user_list', allowed: true },
        { name: 'mute', allowed: true },
        { name: 'leave', allowed: true },
        { name: 'leave_owner', allowed: false },
        { name: 'rename', allowed: false },
        { name: 'avatar', allowed: false },
      ],
      canWrite: true,
    })
  })

  it('that is private, by its chat id, is named after its one reader', () => {
    const context = { dialogId: 'chat1231', origin }
    expect(parseChatCard(privateChat, context)).toMatchObject({ kind: 'dialog', name: 'Peter Johnson', personId: 547 })
    expect(parseChatCard({ ...privateChat, readed_list: [] }, context)).not.toHaveProperty('personId')
    expect(parseChatCard(privateChat, { ...context, dialogId: '547' })).not.toHaveProperty('personId')
    expect(parseChatCard(crm, context)).not.toHaveProperty('personId')
    expect(parse(privateChat, 'chat1231')).toMatchObject({ name: 'Peter Johnson', personId: 547 })
    expect(parse(privateChat, '547')).not.toHaveProperty('personId')
  })

  it('is read through the quirks of PHP: strings for numbers, empty lists for objects, a path for an avatar', () => {
    expect(parse(mutedTask, 'chat1701')).toMatchObject({
      chatId: 1701,
      kind: 'tasks-task',
      name: 'Quarterly report "Q4" <draft>',
      avatar: 'https://example.bitrix24.com/upload/im/avatar.png',
      color: null,
      muted: true,
      unread: 9,
      participants: 24,
      publicUrl: 'https://example.bitrix24.com/online/abc',
      entity: { type: 'TASKS' },
      permissions: [],
      restrictions: [],
      readers: [],
      views: null,
      canWrite: false,
    })
  })

  it('of two people has no name of its own; the reader is up to date', () => {
    const chat = parse(privateChat, '547')
    expect(chat).toMatchObject({ kind: 'dialog', name: '', entity: null, publicUrl: null, views: { count: 1 } })
    expect(chat.readers).toEqual([{ userId: 547, name: 'Peter Johnson', read: 'all', at: '2026-02-25T12:07:10+01:00' }])
  })

  it.each([
    ['everything', { message_id: 84477, date: '2026-02-25T16:50:58+01:00' }, 'all'],
    ['only earlier messages', { message_id: '84476', date: '2026-02-25T16:50:58+01:00' }, 'some'],
    ['nothing, by the id', { message_id: 0, date: '2026-02-25T16:50:58+01:00' }, 'none'],
    ['nothing, by the date', { message_id: 84477, date: null }, 'none'],
    ['nobody knows what', { date: null }, null],
  ])('tells who has read %s', (_, entry, read) => {
    const readers = [{ user_id: 1, user_name: 'Ann', ...entry }]
    expect(parse({ ...crm, readed_list: readers }).readers).toMatchObject([{ read }])
  })

  it.each([
    ['mute_list', '', { muted: false }], ['mute_list', false, { muted: false }], ['manager_list', '', { managerIds: [] }], ['manager_list', ['x', '7', ''], { managerIds: [7] }],
    ['owner', '', { ownerId: null }], ['owner', false, { ownerId: null }], ['description', false, { description: '' }], ['name', false, { name: '' }],
    ['counter', '', { unread: null }], ['counter', false, { unread: null }], ['user_counter', '', { participants: null }], ['user_counter', 'x', { participants: null }],
    ['message_count', '', { messages: null }], ['message_count', -1, { messages: null }], ['public', 'x', { publicUrl: null }], ['entity_link', 'x', { entity: null }],
    ['extranet', 'x', { isExtranet: false }], ['text_field_enabled', 'x', { canWrite: true }], ['last_message_views', 'x', { views: null }],
    ['last_message_views', { count_of_viewers: '', first_viewers: [] }, { views: null }], ['permissions', 'x', { permissions: [] }], ['restrictions', { send: 'x', call: true }, { restrictions: [{ name: 'call', allowed: true }] }],
    ['last_message_views', { count_of_viewers: 2, first_viewers: [{ user_id: '' }, { user_id: 5, user_name: 'Ann', date: null }] }, { views: { count: 2, first: [{ userId: 5, name: 'Ann', at: null }] } }],
  ])('is read although its %s is %j', (field, value, expected) => {
    const { readers } = parse(crm)
    expect(parse({ ...crm, [field]: value })).toMatchObject({ ...expected, chatId: 1439, readers })
  })

  it('cannot tell how far others have read without its last message', () => {
    const readers = [{ user_id: 1, user_name: 'Ann', message_id: 84477, date: '2026-02-25T16:50:58+01:00' }]
    expect(parse({ ...crm, last_message_id: '', readed_list: readers }).readers).toMatchObject([{ read: null }])
  })

  it('has its readers one by one, and says whether they are all', () => {
    const ann = { user_id: 1, user_name: 'Ann', message_id: '', date: '2026-02-25T16:50:58+01:00' }
    expect(parse({ ...crm, readed_list: [ann] })).toMatchObject({ readers: [{ userId: 1, name: 'Ann', read: null }], listsAllReaders: true })
    expect(parse({ ...crm, readed_list: [ann, { user_id: '' }, null] })).toMatchObject({ readers: [{ userId: 1 }], listsAllReaders: false })
    expect(parse({ ...crm, readed_list: '' })).toMatchObject({ readers: [], listsAllReaders: true })
    expect(parse({ id: 5 })).toMatchObject({ readers: [], listsAllReaders: false })
    expect(parseChatCard({ ...privateChat, readed_list: [...privateChat.readed_list, { user_id: '' }] }, { dialogId: 'chat1231', origin })).not.toHaveProperty('personId')
  })

  it('knows no number that the portal left out', () => {
    expect(parse({ id: 5 })).toMatchObject({ unread: null, participants: null, messages: null, views: null, ownerId: null })
  })

  it.each([
    ['OWNER', 'owner'], ['Manager', 'manager'], ['none', 'none'], [undefined, null], [null, null], ['', null], [7, null], ['deputy', null],
  ])('has the role %s as %s', (role, known) => {
    expect(parse({ ...crm, role }).role).toBe(known)
  })

  it('has levels in capitals too, and no permission whose level nobody knows', () => {
    const permissions = { can_post: 'MEMBER', manage_ui: 'deputy', manage_messages: '', manage_settings: null, manage_users_add: 'none', manage_users_delete: 3 }
    expect(parse({ ...crm, permissions }).permissions).toEqual([{ name: 'can_post', level: 'member' }, { name: 'manage_users_add', level: 'none' }])
  })

  it.each([
    [[1], true], [['1'], true], [{ 0: 1 }, true], [{ 1: true }, true], [{ 1: 'Y', 2: false }, true],
    [[], false], [null, false], [undefined, false], [{}, false],
    [{ 1: false }, false], [{ 1: 0, 2: '', 3: null }, false], [{ 1: '0', 2: 'N' }, false],
  ])('with %j for those who mute it is muted: %s', (mute_list, muted) => {
    expect(parse({ ...crm, mute_list }).muted).toBe(muted)
  })

  it.each([
    'javascript:alert(1)', 'data:text/html,x', '//evil.example/x', '/\\evil.example', '/\t/evil.example', 'ftp://x', ' javascript:x', '', 7, null,
  ])('never links to %s', (url) => {
    const chat = parse({ ...crm, avatar: url, entity_link: { type: 'DEAL', url }, public: { code: 'x', link: url } })
    expect(chat).toMatchObject({ avatar: null, entity: null, publicUrl: null })
  })

  it.each(['red', '#12', '#12345g', 'url(x)', '#fff;color:red', '', 5])('never paints with %s', (color) => {
    expect(parse({ ...crm, color }).color).toBeNull()
  })

  it('is refused when the answer is none', () => {
    for (const answer of [null, [], {}, 'x', { id: 'x' }, { id: 5, counter: -1 }, { id: 5, readed_list: 'all' }]) {
      expect(() => parse(answer)).toThrow()
    }
  })

  it('never throws anything but a refusal, whatever the answer is', () => {
    const keys = Object.keys(crm)
    const answers = fc.oneof(fc.jsonValue(), fc.record(
      Object.fromEntries(keys.map(key => [key, fc.oneof(fc.jsonValue(), fc.constantFrom([], '', '7', 7, null, false))])),
      { requiredKeys: [] },
    ))
    fc.assert(fc.property(answers, (answer) => {
      for (const attempt of [() => parse(answer), () => parseChatCard(answer, { dialogId: '5', origin }), () => parsePeople(answer, origin)]) {
        try {
          attempt()
        } catch (error) {
          expect(error).toHaveProperty('name', 'ValiError')
        }
      }
    }), { numRuns: runs(2_500) })
  })
})

describe('people', () => {
  it('are read by id; those the portal does not know are left out', () => {
    const people = parsePeople({
      547: { id: '547', name: 'Peter Johnson', avatar: '/upload/p.png', color: '#1eb4aa', work_position: 'Manager', status: false, last_activity_date: false },
      9: null,
    }, origin)
    expect([...people.values()]).toEqual([{
      userId: 547, name: 'Peter Johnson', avatar: `${origin}/upload/p.png`, color: '#1eb4aa', position: 'Manager', status: '', lastActivityAt: null,
    }])
  })
})
