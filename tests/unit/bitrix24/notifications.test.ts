import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../runs.ts'
import { notificationsCommand, parseNotificationReply, parseNotifications } from '../../../src/bitrix24/notifications.ts'

const origin = 'https://example.bitrix24.com'
const parse = (answer: unknown) => parseNotifications(answer, { origin, userId: 1 })
const button = (title: string, params: string, more: object = {}) => ({ BOT_ID: 0, TYPE: 'BUTTON', TITLE: title, COMMAND: 'notifyConfirm', COMMAND_PARAMS: params, BG_COLOR: '#8bc84b', ...more })
const notification = {
  id: 1500, chat_id: 77, author_id: 5, date: '2026-03-03T09:00:00+00:00', notify_type: 1, notify_module: 'calendar', notify_event: 'invite', notify_title: '<b>Invitation</b>',
  text: 'Anna invites you to <a href="/company/personal/user/1/calendar/?EVENT_ID=7">Review &amp; plan</a>', notify_read: 'N', params: { CAN_ANSWER: 'Y' },
  notify_buttons: JSON.stringify([button('Accept', '1500|Y'), { TYPE: 'NEWLINE' }, button('<i>Decline</i>', '1500|N', { BG_COLOR: 'red' })]),
}
const answer = { total_count: 120, total_unread_count: 5, chat_id: 77, notifications: [notification], users: [{ id: 5, name: 'Anna', avatar: '', color: '#1eb4aa' }] }
const one = (changes: object) => parse({ ...answer, notifications: [{ ...notification, ...changes }] }).notifications[0]

describe('notifications', () => {
  it('are read with author, text, buttons and the page they are about', () => {
    expect(parse(answer)).toEqual({
      total: 120, unread: 5, dropped: 0,
      notifications: [{
        id: 1500, kind: 'confirm', author: { id: 5, name: 'Anna', isReader: false, avatar: null, color: '#1eb4aa' }, at: '2026-03-03T09:00:00+00:00',
        title: 'Invitation', text: 'Anna invites you to Review & plan', isRead: false, canAnswer: true,
        buttons: [{ label: 'Accept', value: 'Y', color: '#8bc84b' }, { label: 'Decline', value: 'N', color: null }],
        url: `${origin}/company/personal/user/1/calendar/?EVENT_ID=7`, module: 'calendar', event: 'invite',
      }],
    })
  })

  it('without totals know none', () => {
    expect(parse({ notifications: [], users: [] })).toEqual({ notifications: [], dropped: 0, total: null, unread: null })
  })

  it.each(['https://foreign.example/x', '//foreign.example', '/\\foreign.example', 'javascript:alert(1)', 'data:text/html,x', '/\t/foreign.example'])('never link to %s', (href) => {
    expect(one({ text: `<a href="${href}">x</a>` })?.url).toBeNull()
    expect(one({ text: `[URL=${href}]x[/URL]` })?.url).toBeNull()
  })

  it.each([
    ['no JSON', '{"TITLE":'], ['no list', '5'], ['another notification\'s', JSON.stringify([button('Yes', '9|Y')])],
    ['another command', JSON.stringify([button('Yes', '1500|Y', { COMMAND: 'openUrl' })])], ['no value', JSON.stringify([button('Yes', '1500|')])],
    ['no title', JSON.stringify([button('', '1500|Y')])], ['null', null], ['false', false],
  ])('have no button where the keyboard is %s', (_, notify_buttons) => {
    expect(one({ notify_buttons })?.buttons).toEqual([])
  })

  it('keep what stands behind the first bar, whatever it is', () => {
    expect(one({ notify_buttons: [button('Odd', '1500|a|b')] })?.buttons).toEqual([{ label: 'Odd', value: 'a|b', color: '#8bc84b' }])
  })

  it.each([null, '', undefined, false])('have a button by its text where its title is %j, and by its title where the text is', (none) => {
    const keyboard = [button('', '1500|Y', { TITLE: none, TEXT: 'Accept' }), button('Decline', '1500|N', { TEXT: none }), button('', '1500|M', { TITLE: none, TEXT: none })]
    expect(one({ notify_buttons: keyboard })?.buttons.map(({ label }) => label)).toEqual(['Accept', 'Decline'])
  })

  it('of which one cannot be understood lose only that', () => {
    expect(parse({ ...answer, notifications: [notification, { id: 'x' }, { ...notification, id: 7, notify_read: 'perhaps' }] })).toMatchObject({ notifications: [{ id: 1500 }], dropped: 2 })
  })

  it('without a list are refused, and nothing else is thrown', () => {
    for (const none of [null, [], {}, { notifications: 'x' }]) expect(() => parse(none)).toThrow()
    const value = fc.oneof(fc.jsonValue(), fc.json(), fc.constantFrom([], '', 'Y', 7, null, false))
    const row = fc.record({ id: fc.oneof(fc.nat(), value), author_id: value, date: value, notify_type: value, notify_title: value, text: value, notify_read: fc.oneof(fc.constantFrom('Y', 'N'), value), notify_buttons: value, params: value }, { requiredKeys: [] })
    fc.assert(fc.property(fc.oneof(fc.jsonValue(), fc.record({ notifications: fc.oneof(fc.array(row), value), users: value, total_count: value }, { requiredKeys: [] })), (given) => {
      parseNotificationReply(given)
      try {
        parse(given)
      } catch (error) {
        expect(error).toHaveProperty('name', 'ValiError')
      }
    }), { numRuns: runs(2_500) })
  })

  it('answer with plain lines, or with nothing', () => {
    expect(parseNotificationReply({ result_message: ['<b>Invitation</b> accepted', ''] })).toEqual(['Invitation accepted'])
    expect(parseNotificationReply({ result_message: false })).toEqual([])
    expect(parseNotificationReply(true)).toEqual([])
  })

  it('are asked for page by page, first those to confirm', () => {
    expect(notificationsCommand()).toEqual({ method: 'im.notify.get', params: { LIMIT: 50 } })
    expect(notificationsCommand({ after: { id: 9, kind: 'confirm' } }).params).toEqual({ LIMIT: 50, LAST_ID: 9, LAST_TYPE: 1 })
    expect(notificationsCommand({ after: { id: 9, kind: 'person' }, limit: 20 }).params).toEqual({ LIMIT: 20, LAST_ID: 9, LAST_TYPE: 3 })
  })
})
