import { expect, it } from 'vitest'
import { parseChat } from '../../../src/bitrix24/chat.ts'
import { parseCounters } from '../../../src/bitrix24/counters.ts'
import { countedOf } from '../../../src/polling/chat-changes.ts'
import crm from '../../fixtures/dialog.crm.json'

const counters = (maps: object) => parseCounters({ TYPE: { ALL: 0 }, ...maps })
const details = (dialogId: string, fields: object) => (
  { chat: parseChat({ ...crm, ...fields }, { dialogId, origin: 'https://example.bitrix24.com' }), person: null }
)

it('tells of messages that come or are read, and of muting', () => {
  const said = [{ CHAT: { 5: 8 } }, { CHAT: { 5: 9 } }, { CHAT: [] }, { CHAT_MUTED: { 5: 8 } }].map(maps => countedOf(counters(maps), 'chat5', null))
  expect(new Set(said).size).toBe(4)
})

it('says the same of a chat while others change', () => {
  expect(countedOf(counters({ CHAT: { 5: 8, 6: 1 } }), 'chat5', null)).toBe(countedOf(counters({ CHAT: { 5: 8 }, CHAT_UNREAD: [5] }), 'chat5', null))
})

it('knows a private chat by its person, and by its own id where it is muted', () => {
  const peter = details('547', { id: 1231, type: 'private' })
  expect(countedOf(counters({ CHAT_MUTED: { 1231: 3 } }), '547', peter)).toBe('3 muted')
  const muted = details('chat1231', { id: 1231, type: 'private', readed_list: [{ user_id: 547, user_name: 'Peter' }] })
  expect(countedOf(counters({ DIALOG: { 547: 3 } }), 'chat1231', muted)).toBe('3')
})

it('tells the messages of a channel from its comments', () => {
  const channel = counters({ CHAT: { 10: 2 }, CHANNEL_COMMENT: { 10: { 11: 4 } } })
  expect([countedOf(channel, 'chat10', null), countedOf(channel, 'chat11', null)]).toEqual(['2', '4 comments'])
})
