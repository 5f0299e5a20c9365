import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { parseCounters } from '../../src/bitrix24/counters.ts'
import { parseMessages } from '../../src/bitrix24/messages.ts'
import PeekMessages from '../../src/components/peek/PeekMessages.vue'
import ReplyField from '../../src/components/peek/ReplyField.vue'
import { err, ok } from '../../src/domain/failure.ts'
import { emptyWindow, messagesIn, withNewest } from '../../src/domain/message-window.ts'
import { useConnectionStore } from '../../src/stores/connection.ts'
import { usePeekStore } from '../../src/stores/peek.ts'
import { useUnreadStore } from '../../src/stores/unread.ts'
import PeekPanel from '../../src/views/unread/PeekPanel.vue'
import { freshPinia } from '../fresh-pinia.ts'
import newest from '../fixtures/counters.newest.json'
import { fakePortal, messenger, origin } from './fake-portal.ts'
import { answered, hook, mountComponent, speaking } from './mount.ts'

const line = '-'.repeat(54)
const markup = '<img src=x onerror="window.intruded=1"><script>window.intruded=1</script>'
const users = [{ id: 5, name: markup, avatar: 'javascript:alert(1)', color: 'red;background:url(//foreign.example/x)' }, { id: 1, name: 'Me' }]
const message = (id: number, fields: object = {}) => ({ id, author_id: 5, date: '2026-11-21T10:00:00+00:00', text: `M${id}`, unread: false, params: [], ...fields })
const parse = (messages: readonly object[], files: readonly object[] = []) => parseMessages({ chat_id: 1435, messages, users, files }, { origin, userId: 1 })

async function show(messages: readonly object[], files: readonly object[] = []) {
  const known = withNewest(emptyWindow, parse(messages, files), { limit: 20, count: null })
  return mountComponent(PeekMessages, {
    known, messages: messagesIn(known), isFilled: true, isAsking: false, userId: 1, now: Date.parse('2026-11-21T12:00:00Z'), failedLikes: new Map(),
  })
}

describe('messages', () => {
  it('show authors, lines, quotations, likes, edits and where unread ones begin', async () => {
    const shown = await show([
      message(1, { text: 'The topic is new', author_id: 0 }),
      message(2, { author_id: 1, text: 'Mine', params: { LIKE: [5, 1], IS_EDITED: 'Y' } }),
      message(3, { unread: true, text: `${line}\nAnna [today]\nWhen?\n${line}\nOn Friday\n[USER=1]Me[/USER]` }),
      message(4, { unread: true, params: { IS_DELETED: 'Y' } }),
    ])
    const messages = shown.findAll(hook('peek-message'))
    expect(messages.map(each => each.attributes())).toMatchObject([
      { 'data-message-id': '1', 'data-author-id': '0', 'data-unread': 'false' },
      { 'data-message-id': '2', 'data-author-id': '1', 'data-unread': 'false', 'data-mention': 'false' },
      { 'data-message-id': '3', 'data-author-id': '5', 'data-unread': 'true', 'data-mention': 'true' },
      { 'data-message-id': '4', 'data-unread': 'true' },
    ])
    expect(messages[0]?.find(hook('react')).exists()).toBe(false)
    expect(messages[1]?.text()).toContain('You')
    expect(messages[1]?.text()).toContain('edited')
    expect(messages[1]?.get(hook('react')).attributes()).toMatchObject({ 'aria-pressed': 'true', 'aria-label': '2 likes' })
    expect(messages[2]?.get('blockquote').text()).toContain('When?')
    expect(messages[2]?.get('p[dir]').text()).toBe('On Friday\nMe')
    expect(messages[3]?.text()).toContain('Message deleted')
    expect(shown.get('[data-divider]').element.nextElementSibling?.getAttribute('data-message-id')).toBe('3')
  })

  it('of the system show what they bring where they have no words', async () => {
    const files = [{ id: 7, type: 'file', name: 'report.pdf', urlShow: '/disk/show/7' }]
    const shown = await show([
      message(1, { text: '', author_id: 0, params: { ATTACH: [{ ID: 1 }] } }),
      message(2, { text: '', params: { CODE: 'CALL', FILE_ID: [7] } }),
      message(3, { text: `${line}\nAnna [today]\nWhen?\n${line}`, author_id: 0 }),
      message(4, { text: '', author_id: 0 }),
      message(5, { text: `${line}\nAnna [today]\nWhen?\n${line}\nThe topic is new`, author_id: 0, params: { ATTACH: [{ ID: 1 }] } }),
    ], files)
    expect(shown.findAll(hook('peek-message')).map(each => each.text())).toEqual(['Attachment', 'report.pdf', 'When?', 'Message deleted', 'The topic is newAttachment'])
    await shown.get('a').trigger('click')
    expect(shown.emitted('openLink')).toEqual([[`${origin}/disk/show/7`]])
  })

  it('that could not be understood are told of, and a chat that holds nothing else is not empty', async () => {
    const some = await show([message(1), { id: 'x' }, { id: 'y' }])
    expect(some.get(hook('messages-dropped')).text()).toBe('2 messages couldn’t be shown')
    const none = await show([{ id: 'x' }])
    expect(none.text()).toBe('1 message couldn’t be shown')
    const empty = await show([])
    expect(empty.text()).toBe('No messages yet')
  })

  it('are text, whoever has written them', async () => {
    const nasty = [markup, '[URL=javascript:window.intruded=1]click[/URL]', '{{ constructor }} @:failures.limit.title | a', '[IMG]//foreign.example/x.png[/IMG]', '\u202Egnp.exe', 'x'.repeat(10_000)]
    const shown = await show(nasty.map((text, index) => message(index + 1, { text: `${line}\n${markup} [today]\n${text}\n${line}\n${text}` })))
    expect(shown.findAll('img, script, a, iframe')).toEqual([])
    expect(shown.findAll('[style*="url"]')).toEqual([])
    expect(shown.text()).toContain(markup)
    expect('intruded' in window).toBe(false)
  })

  it('have files that open on the portal, or nowhere', async () => {
    const addresses = ['/disk/show/7', `${origin}/disk/show/8`, 'https://foreign.example/x', '//foreign.example/x', 'javascript:alert(1)', 'data:text/html,x', '/\\foreign.example', 'https://example.bitrix24.com.foreign.example/']
    const files = addresses.map((urlShow, index) => ({ id: index + 1, type: 'image', name: `${markup}.png`, urlShow, urlDownload: urlShow, urlPreview: urlShow }))
    const shown = await show([message(1, { text: '', params: { FILE_ID: files.map(({ id }) => id) } })], files)
    expect(shown.findAll('a').map(link => link.attributes('href'))).toEqual([`${origin}/disk/show/7`, `${origin}/disk/show/8`])
    expect(shown.findAll('li li')).toHaveLength(addresses.length)
    expect(shown.find('img').exists()).toBe(false)
    await shown.get('a').trigger('click')
    expect(shown.emitted('openLink')).toEqual([[`${origin}/disk/show/7`]])
  })
})

describe('the reply field', () => {
  const field = (props: object = {}) => mountComponent(ReplyField, { text: 'Hi', sending: { status: 'idle' }, sendsWithEnter: true, ...props })
  const press = async (shown: Awaited<ReturnType<typeof field>>, init: KeyboardEventInit) => {
    await shown.get(hook('reply')).trigger('keydown', { key: 'Enter', ...init })
    return shown.emitted('send')?.length ?? 0
  }

  it('sends by Enter, not by Shift+Enter, a held key, or a key that ends a composition', async () => {
    const shown = await field()
    for (const init of [{ shiftKey: true }, { repeat: true }, { isComposing: true }, { keyCode: 229 }]) expect(await press(shown, init), JSON.stringify(init)).toBe(0)
    expect(await press(shown, {})).toBe(1)
    expect(await press(shown, { ctrlKey: true })).toBe(2)
  })

  it('sends by Ctrl+Enter or ⌘+Enter alone for whoever likes it so', async () => {
    const shown = await field({ sendsWithEnter: false })
    expect(await press(shown, {})).toBe(0)
    expect(await press(shown, { ctrlKey: true })).toBe(1)
    expect(await press(shown, { metaKey: true })).toBe(2)
  })

  it.each([
    [{ status: 'refused', failure: { kind: 'permission', code: 'ACCESS_ERROR' } }, 'Not sent: you can’t write in this chat'],
    [{ status: 'unsent', failure: { kind: 'network', code: 'NETWORK_ERROR' } }, 'Not sent: Bitrix24 can’t be reached'],
    [{ status: 'unknown', failure: { kind: 'network', code: 'NETWORK_ERROR' } }, 'Your message may not have been sent (Bitrix24 can’t be reached). Sending again checks first.'],
    [{ status: 'sent-before' }, 'Your earlier message was sent after all. This text wasn’t.'],
  ])('says of %j what it means, and keeps the text', async (sending, words) => {
    const shown = await field({ sending })
    expect(shown.get(hook('reply-error')).text()).toBe(words)
    expect(shown.get<HTMLTextAreaElement>(hook('reply')).element.value).toBe('Hi')
  })

  it('takes no other text while one is on its way', async () => {
    const shown = await field({ sending: { status: 'sending' } })
    expect(shown.get(hook('reply')).attributes('readonly')).toBeDefined()
    expect(shown.get(hook('send-reply')).attributes('aria-disabled')).toBe('true')
    expect(shown.find(hook('reply-error')).exists()).toBe(false)
  })
})

describe('the panel', () => {

  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  async function open(overrides: Parameters<typeof fakePortal>[1] = {}) {
    const pinia = freshPinia()
    const portal = fakePortal([messenger(newest.result)], { messages: () => Promise.resolve(ok(new Map([['chat1435', ok(parse([message(1), message(2, { unread: true })]))]]))), ...overrides })
    await useConnectionStore().follow(Promise.resolve({ status: 'connected', portal }))
    useUnreadStore().takeMessenger(ok(parseCounters(newest.result)), 100, 90)
    usePeekStore().lookAt('chat1435')
    const panel = mount(PeekPanel, { attachTo: document.body, props: { isBeside: true, kindOf: () => 'chat', now: Date.now() }, global: { plugins: [pinia, await speaking('en')] } })
    await answered()
    return { panel, portal }
  }

  it('shows the messages of the conversation, and takes the focus to them', async () => {
    const { panel, portal } = await open()
    expect(panel.get(hook('peek')).attributes('data-dialog-id')).toBe('chat1435')
    expect(panel.findAll(hook('peek-message'))).toHaveLength(2)
    expect(document.activeElement?.getAttribute('role')).toBe('region')
    expect(panel.get(hook('open-chat')).attributes('href')).toBe(`${origin}/online/?IM_DIALOG=chat1435`)
    expect(portal.act).not.toHaveBeenCalled()
  })

  it('sends what is written, once, clears the field and asks the portal for its numbers', async () => {
    const { panel, portal } = await open()
    await panel.get(hook('reply')).setValue('Hello')
    await panel.get('form').trigger('submit')
    await panel.get('form').trigger('submit')
    await answered()
    expect(portal.send.mock.calls).toEqual([['chat1435', 'Hello']])
    expect(panel.get<HTMLTextAreaElement>(hook('reply')).element.value).toBe('')
    const polls = portal.poll.mock.calls.length
    await vi.advanceTimersByTimeAsync(10_000)
    expect(portal.poll.mock.calls.length).toBeGreaterThan(polls)
  })

  it('says why messages cannot be read, and reads them by another try', async () => {
    const { panel, portal } = await open({ messages: () => Promise.resolve(err({ kind: 'server', code: 'INTERNAL_SERVER_ERROR' })) })
    expect(panel.get(hook('source-error')).attributes('data-code')).toBe('INTERNAL_SERVER_ERROR')
    portal.messages.mockResolvedValue(ok(new Map([['chat1435', ok(parse([message(1)]))]])))
    await panel.get(hook('peek-retry')).trigger('click')
    await answered()
    expect(panel.find(hook('source-error')).exists()).toBe(false)
    expect(panel.findAll(hook('peek-message'))).toHaveLength(1)
  })

  it('likes a message in one click, and says why where that is refused', async () => {
    const { panel, portal } = await open({ like: () => Promise.resolve(err({ kind: 'permission', code: 'ACCESS_ERROR' })) })
    await panel.get(hook('react')).trigger('click')
    await flushPromises()
    expect(portal.like.mock.calls).toEqual([[1, true]])
    expect(panel.get(hook('react')).attributes('aria-pressed')).toBe('false')
    expect(panel.text()).toContain('Your like wasn’t saved: no access')
  })

  it('closes at Escape and by its button, and hands over to the details', async () => {
    const { panel } = await open()
    await panel.get(hook('reply')).trigger('keydown', { key: 'Escape' })
    await panel.get(hook('peek-close')).trigger('click')
    await panel.get(hook('details')).trigger('click')
    expect([panel.emitted('close')?.length, panel.emitted('details')]).toEqual([2, [['chat1435']]])
  })
})
