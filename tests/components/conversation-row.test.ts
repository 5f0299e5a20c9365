import { expect, it } from 'vitest'
import { nextTick } from 'vue'
import ConversationRow from '../../src/components/list/ConversationRow.vue'
import type { ChatCard } from '../../src/domain/chat.ts'
import type { Conversation } from '../../src/domain/conversation.ts'
import { err, type Result, ok } from '../../src/domain/failure.ts'
import { parsePreview } from '../../src/domain/message-text.ts'
import type { Preview } from '../../src/domain/preview.ts'
import { hostileNames } from '../fixtures/hostile.ts'
import { hook, mountComponent } from './mount.ts'

const conversation: Conversation = { dialogId: 'chat1435', kind: 'chat', count: 8, comments: 0, muted: false, marked: false }
const card: ChatCard = { dialogId: 'chat1435', name: 'Design team', kind: 'chat', avatar: null, color: '#1eb4aa', entity: null }

const mountRow = (fields: Partial<Conversation> = {}, outcome: Result<ChatCard> | undefined = ok(card), language = 'en') => (
  mountComponent(ConversationRow, { conversation: { ...conversation, ...fields }, card: outcome }, language)
)

it('shows name, kind and count, and says them aloud in one sentence', async () => {
  const row = await mountRow()
  expect(row.text()).toContain('Design team')
  expect(row.text()).toContain('Group chat')
  expect(row.get(hook('open-peek')).attributes('aria-label')).toBe('Open Design team, Group chat, 8 unread messages')
  expect(row.get(hook('conversation')).attributes()).toMatchObject({
    'data-dialog-id': 'chat1435', 'data-kind': 'chat', 'data-count': '8', 'data-muted': 'false', 'data-marked': 'false',
  })
})

it('keeps the exact count where the badge is short', async () => {
  const row = await mountRow({ count: 1165 })
  expect(row.text()).toContain('99+')
  expect(row.get(hook('conversation')).attributes('data-count')).toBe('1165')
})

it.each(Object.entries(hostileNames))('shows a name with %s as text', async (_, name) => {
  const row = await mountRow({}, ok({ ...card, name }))
  expect(row.findAll('img, script, b')).toEqual([])
  expect(row.get(hook('row-name')).element.children).toHaveLength(0)
  expect(row.get(hook('row-name')).element.textContent).toBe(name)
})

it('shows the id of a chat whose name cannot be had, and says so', async () => {
  const row = await mountRow({}, err({ kind: 'permission', code: 'ACCESS_ERROR' }))
  expect(row.text()).toContain('Chat 1435')
  expect(row.text()).toContain('Name unavailable')
})

it('waits for the name without inventing one', async () => {
  const row = await mountComponent(ConversationRow, { conversation, card: undefined })
  expect(row.text()).not.toContain('1435')
  expect(row.get(hook('conversation')).attributes('data-count')).toBe('8')
})

it('shows a mark as a dot, without a number', async () => {
  const row = await mountRow({ count: 0, marked: true })
  expect(row.find('[title="Marked as unread"]').exists()).toBe(true)
  expect(row.text()).not.toMatch(/\d/)
})

it('calls a muted chat what it is, which the counters do not tell', async () => {
  const row = await mountRow({ muted: true }, ok({ ...card, kind: 'dialog' }))
  expect(row.get(hook('conversation')).attributes('data-kind')).toBe('dialog')
})

it.each([[1, '1 непрочитанное сообщение'], [3, '3 непрочитанных сообщения'], [11, '11 непрочитанных сообщений']])(
  'counts in Russian: %i', async (count, words) => {
    const row = await mountRow({ count }, ok(card), 'ru')
    expect(row.get(hook('open-peek')).attributes('aria-label')).toContain(words)
  },
)

it('shows a chat that is counted no further as 99+, and says so aloud', async () => {
  const row = await mountRow({ count: 100, atLeast: true })
  expect(row.get(hook('conversation')).attributes()).toMatchObject({ 'data-count': '100', 'data-at-least': 'true' })
  expect(row.get(hook('open-peek')).attributes('aria-label')).toContain('99+ unread messages')
})

it.each([
  [{ count: 105, comments: 100 }, '99+ comments'],
  [{ count: 105, comments: 5 }, ' 5 comments'],
])('says which part of a channel is counted no further: %o', async (counts, words) => {
  const row = await mountRow({ ...counts, atLeast: true })
  expect(row.get(hook('open-peek')).attributes('aria-label')).toContain(words)
  expect(row.text()).toContain(words.trim())
})

it('shows no number while nobody knows whether the chat is unread', async () => {
  const row = await mountRow({ uncertain: true })
  expect(row.get(hook('conversation')).attributes()).not.toHaveProperty('data-count')
  expect(row.get(hook('open-peek')).attributes('aria-label')).toBe('Open Design team, Group chat')
  expect(row.text()).not.toMatch(/\d/)
})

it('offers no reading where a visitor waits for an answer, but to answer where the app may', async () => {
  const props = { conversation: { ...conversation, kind: 'lines', count: 1 }, card: ok(card), waiting: true }
  const row = await mountComponent(ConversationRow, props)
  expect(row.text()).toContain('waiting for an answer')
  expect(row.find(hook('mark-read')).exists()).toBe(false)
  expect(row.find(hook('answer')).exists()).toBe(false)
  const able = await mountComponent(ConversationRow, { ...props, canAnswer: true })
  expect([able.find(hook('answer')).exists(), able.find(hook('skip')).exists()]).toEqual([true, true])
})

it('offers first to open a chat that can\'t be read, and says why in the menu', async () => {
  const line = { ...conversation, kind: 'lines', count: 1 }
  const commands = (row: Awaited<ReturnType<typeof mountComponent>>) => (
    row.findAll('button[title], a[title], dialog button, dialog a').map(each => each.attributes('data-testid')).slice(0, 2)
  )
  expect(commands(await mountComponent(ConversationRow, { conversation: line, card: ok(card), waiting: true }))).toEqual(['open-chat', 'snooze'])
  expect(commands(await mountComponent(ConversationRow, { conversation: line, card: ok(card) }))).toEqual(['mark-read', 'snooze'])
  const menu = await mountComponent(ConversationRow, { conversation: line, card: ok(card), waiting: true, unfolded: true })
  expect(menu.get('dialog').text()).toContain('It can’t be marked as read until someone answers or skips it.')
})

it('offers to mark as unread what the counters list marks of: no open line, muted or not', async () => {
  const offers = async (fields: Partial<Conversation>, kind: ChatCard['kind']) => (
    (await mountRow(fields, ok({ ...card, kind }))).find(hook('mark-unread')).exists()
  )
  expect(await offers({}, 'chat')).toBe(true)
  expect(await offers({ kind: 'lines' }, 'lines')).toBe(false)
  expect(await offers({ muted: true }, 'lines')).toBe(false)
})

it('says before a mark is removed that the chat may be read as well, where there is something to read', async () => {
  const marked = await mountRow({ marked: true })
  expect(marked.get(hook('clear-mark')).attributes()).toMatchObject({
    'aria-label': 'Remove unread mark', 'aria-description': 'Bitrix24 may mark the chat as read as well.',
    'title': 'Remove unread mark\nBitrix24 may mark the chat as read as well.',
  })
  const menu = await mountComponent(ConversationRow, { conversation: { ...conversation, marked: true }, card: ok(card), unfolded: true })
  expect(menu.get(`dialog ${hook('clear-mark')}`).text()).toContain('Bitrix24 may mark the chat as read as well.')
  expect((await mountRow()).text()).not.toContain('may mark')
})

it('stays ticked where a range leaves it selected', async () => {
  const row = await mountComponent(ConversationRow, { conversation, card: ok(card), selected: true, selecting: true })
  const box = row.get<HTMLInputElement>(hook('select'))
  box.element.click()
  await nextTick()
  expect([row.emitted('select'), box.element.checked]).toEqual([[[false]], true])
})

it('says who wrote what and when, that it is for the reader, and that an answer has been begun', async () => {
  const preview: Preview = {
    isPinned: true, isMention: true, isUnanswered: null,
    message: { id: 1, author: { id: 5, name: 'Anna', isReader: false }, text: parsePreview('[USER=1]Me[/USER], [B]please[/B]'), at: '2026-11-21T09:05:00Z' },
  }
  const row = await mountComponent(ConversationRow, { conversation, card: ok(card), preview, hasDraft: true, now: Date.parse('2026-11-22T09:00:00Z') })
  expect(row.get(hook('row-author')).text()).toBe('Anna')
  expect(row.get(hook('row-preview')).text()).toBe('Me, please')
  expect(row.get(hook('row-time')).attributes('datetime')).toBe('2026-11-21T09:05:00Z')
  expect(row.get(hook('row-time')).text()).toBe('yesterday')
  expect(row.get(hook('row-pinned')).find('svg').exists()).toBe(true)
  expect(row.get(hook('row-draft')).attributes('title')).toBe('Draft')
  expect(row.find(hook('row-mention')).exists()).toBe(true)
  expect(row.get(hook('open-peek')).attributes('aria-label')).toContain('You were mentioned, Pinned, Draft')
})
