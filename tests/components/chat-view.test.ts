import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Portal } from '../../src/bitrix24/portal.ts'
import { err, ok } from '../../src/domain/failure.ts'
import ChatView from '../../src/views/ChatView.vue'
import crm from '../fixtures/dialog.crm.json'
import mutedTask from '../fixtures/dialog.muted-task.json'
import { hostileColors, hostileLinks, hostileNames } from '../fixtures/hostile.ts'
import privateChat from '../fixtures/dialog.private.json'
import { chat, fakePortal } from './fake-portal.ts'
import { hook, mountView } from './mount.ts'

async function show(answer: unknown, dialogId: string, overrides: Partial<Portal> = {}) {
  const portal = fakePortal([chat(answer, dialogId)], { placement: { kind: 'chat', dialogId }, ...overrides })
  const view = await mountView(ChatView, portal)
  await flushPromises()
  return { view, portal }
}

const person = (userId: number, name = `User ${String(userId)}`) => ({
  userId, name, avatar: `https://example.bitrix24.com/${String(userId)}.png`, color: null, position: 'Warehouse', status: '', lastActivityAt: null,
})
const everybody = (ids: readonly number[]) => Promise.resolve(ok(new Map(ids.map(id => [id, person(id)]))))
const unread = (count: number) => Array.from({ length: count }, (_, index) => (
  { user_id: index + 1, user_name: `User ${String(index + 1)}`, message_id: 0, date: null }
))

/** A screen that a test scrolls: nothing is on it until the test says so. */
function fakeScreen() {
  const watched = new Set<Element>()
  let tell: (entries: readonly { target: Element, isIntersecting: boolean }[]) => void = () => undefined
  vi.stubGlobal('IntersectionObserver', class {
    constructor(callback: typeof tell) { tell = callback }
    observe(element: Element) { watched.add(element) }
    unobserve(element: Element) { watched.delete(element) }
    disconnect() { watched.clear() }
  })
  return {
    async scrollTo(userIds: readonly number[]) {
      const shown = [...watched].filter(row => userIds.includes(Number(row.getAttribute('data-user-id'))))
      tell([...watched].map(target => ({ target, isIntersecting: shown.includes(target) })))
      await flushPromises()
    },
  }
}

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('the sidebar', () => {
  it('asks for its chat, and the counters that tell when it changes', async () => {
    const { portal } = await show(crm, 'chat1439')
    expect(portal.poll.mock.calls).toEqual([[['messenger', 'chat:chat1439']]])
    expect(portal.people).not.toHaveBeenCalled()
  })

  it.each([
    [['im', 'imopenlines'], ['answer', 'skip']],
    [['im'], []],
  ])('with the scopes %j offers no reading once it has been refused for a visitor who waits, but says why, and offers %j', async (scopes, offered) => {
    const { view } = await show({ ...crm, type: 'lines', message_type: 'L', counter: 1 }, 'chat1439', {
      act: () => Promise.resolve([err({ kind: 'rejected', code: 'REFUSED' })]), scopes: () => Promise.resolve(ok(new Set(scopes))),
    })
    expect(view.find(hook('line-waits')).exists()).toBe(false)
    const button = view.get<HTMLElement>(hook('mark-read'))
    button.element.focus()
    await button.trigger('click')
    await flushPromises()
    expect(view.find(hook('mark-read')).exists()).toBe(false)
    const note = view.get(hook('line-waits'))
    expect(note.text()).toContain('It can’t be marked as read until someone answers or skips it.')
    expect(note.findAll('button').map(each => each.attributes('data-testid'))).toEqual(offered)
    expect(document.activeElement?.getAttribute('data-testid')).toBe('mute')
  })

  it('names those who run the chat, looking up whom the readers do not include', async () => {
    const people = () => Promise.resolve(ok(new Map([[9, person(9, 'Ada Park')]])))
    const { view } = await show({ ...mutedTask, readed_list: [{ user_id: 1, user_name: 'John Smith', message_id: 0, date: null }] }, 'chat1701', { people })
    expect(view.get(hook('chat-owner')).text()).toBe('John Smith')
    expect(view.get(hook('chat-managers')).text()).toBe('Ada Park')
  })

  it('shows a private chat by its person, without an owner', async () => {
    const { view } = await show(privateChat, '547')
    expect(view.get(hook('chat-name')).text()).toBe('Peter Johnson')
    expect(view.find(hook('chat-owner')).exists()).toBe(false)
  })

  it('puts whoever has not read first', async () => {
    const readers = [
      { user_id: 1, user_name: 'A', message_id: 84477, date: '2026-02-25T16:50:58+01:00' },
      { user_id: 2, user_name: 'B', message_id: 0, date: null },
      { user_id: 3, user_name: 'C', message_id: 5, date: '2026-02-25T16:50:58+01:00' },
    ]
    const { view } = await show({ ...crm, readed_list: readers }, 'chat1439')
    expect(view.findAll(hook('reader')).map(reader => reader.attributes('data-read'))).toEqual(['none', 'some', 'all'])
  })

  it('shows the first of many readers, and all of them when asked', async () => {
    const { view } = await show({ ...crm, readed_list: unread(500) }, 'chat1439')
    expect(view.findAll(hook('reader'))).toHaveLength(20)
    await view.get(hook('show-all-readers')).trigger('click')
    expect(view.findAll(hook('reader'))).toHaveLength(500)
  })

  it('looks up the readers in one request once they are on the screen, and not again with the next poll', async () => {
    vi.useFakeTimers()
    const screen = fakeScreen()
    const { view, portal } = await show({ ...crm, readed_list: unread(20) }, 'chat1439', { people: everybody })
    expect(portal.people).not.toHaveBeenCalled()
    await screen.scrollTo([1, 2, 3])
    await screen.scrollTo([4, 5])
    expect(portal.people.mock.calls).toEqual([[Array.from({ length: 20 }, (_, index) => index + 1)]])
    expect(view.findAll(`${hook('reader')} img`)).toHaveLength(20)
    const polls = portal.poll.mock.calls.length
    await vi.advanceTimersByTimeAsync(60_000)
    expect(portal.poll.mock.calls.length).toBeGreaterThan(polls)
    expect(portal.people).toHaveBeenCalledOnce()
  })

  it('looks up at most 50 readers at a time, and only those around the ones on the screen', async () => {
    const screen = fakeScreen()
    const { view, portal } = await show({ ...crm, readed_list: unread(500) }, 'chat1439', { people: everybody })
    await view.get(hook('show-all-readers')).trigger('click')
    await screen.scrollTo([120, 121])
    expect(portal.people.mock.calls).toEqual([[Array.from({ length: 50 }, (_, index) => index + 101)]])
    expect(view.findAll(`${hook('reader')} img`)).toHaveLength(50)
  })

  it('shows the initials of readers whose pictures the portal refuses', async () => {
    const screen = fakeScreen()
    const refuse = () => Promise.resolve(err({ kind: 'permission', code: 'ACCESS_ERROR' }))
    const { view, portal } = await show({ ...crm, readed_list: [{ user_id: 5, user_name: 'Ada Park', message_id: 0, date: null }] }, 'chat1439', { people: refuse })
    await screen.scrollTo([5])
    expect(portal.people).toHaveBeenCalledOnce()
    expect(view.get(hook('reader')).text()).toContain('AP')
    expect(view.find(`${hook('reader')} img`).exists()).toBe(false)
  })

  it('shows the person of a muted private chat, which goes by its chat id', async () => {
    const { view, portal } = await show({ ...privateChat, mute_list: [1] }, 'chat1231', { people: everybody })
    expect(portal.people.mock.calls).toEqual([[[547]]])
    expect(view.get(hook('chat-name')).text()).toBe('Peter Johnson')
    expect(view.get('header').text()).toContain('Warehouse')
    expect(view.get('header img').attributes('src')).toBe('https://example.bitrix24.com/547.png')
  })

  it('says until when somebody has read', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-21T20:00:00') })
    const at = (userId: number, date: string, id = 5) => ({ user_id: userId, user_name: 'A', message_id: id, date })
    const { view } = await show({ ...crm, readed_list: [
      at(1, '2026-11-21T12:41:00'), at(2, '2026-11-20T23:59:00'), at(3, '2025-11-21T12:41:00'), at(4, '2026-11-21T09:05:00', crm.last_message_id),
    ] }, 'chat1439')
    expect(view.findAll(`${hook('reader')} time`).map(time => time.text().replace(/\s/g, ' '))).toEqual([
      'Read until 12:41 PM', 'Read until Nov 20', 'Read until Nov 21, 2025', 'Read everything · 9:05 AM',
    ])
  })

  it('keeps rights and ids folded until one asks', async () => {
    const { view } = await show(crm, 'chat1439')
    const folded = view.get('details')
    expect(folded.attributes()).not.toHaveProperty('open')
    for (const name of ['copy-id', 'permission', 'restriction']) expect(folded.find(hook(name)).exists()).toBe(true)
    expect(view.findAll(hook('copy-id'))).toHaveLength(1)
  })

  it('says nothing of a role that is not known, nor what it may do', async () => {
    const { view } = await show({ ...crm, role: undefined }, 'chat1439')
    expect(view.find(hook('chat-role')).exists()).toBe(false)
    const permissions = view.findAll(hook('permission'))
    expect(permissions).toHaveLength(6)
    for (const permission of permissions) {
      expect(permission.attributes()).not.toHaveProperty('data-allowed')
      expect(permission.text()).not.toMatch(/allowed/i)
    }
    const capitals = await show({ ...crm, role: 'OWNER' }, 'chat1439')
    expect(capitals.view.get(hook('chat-role')).text()).toBe('You are the owner')
    expect(capitals.view.get(hook('permission')).attributes('data-allowed')).toBe('true')
  })

  it('says that nobody else is there only where it knows everybody', async () => {
    const shown = async (readed_list: unknown) => (await show({ ...crm, readed_list }, 'chat1439')).view.text()
    expect(await shown([])).toContain('No one else is here')
    for (const unknown of [undefined, [{ user_id: '' }]]) expect(await shown(unknown)).not.toContain('No one else is here')
    expect(await shown(unread(2))).toContain('Read everything: 0 of 2')
    expect(await shown([...unread(2), { user_id: '' }])).not.toContain('Read everything: 0 of 2')
  })

  it('shows numbers the portal left out as not known', async () => {
    const { view } = await show({ id: 5 }, 'chat5')
    for (const name of ['unread', 'participants', 'messages']) {
      expect(view.get(hook(`chat-${name}`)).attributes()).not.toHaveProperty('data-count')
    }
  })

  it('opens the linked object through the portal', async () => {
    const { view, portal } = await show(crm, 'chat1439')
    await view.get(hook('chat-entity')).trigger('click')
    expect(portal.openLink).toHaveBeenCalledWith('https://example.bitrix24.com/crm/deal/details/1663/')
  })

  it('says why it has nothing to show', async () => {
    const refused = err({ kind: 'permission', code: 'ACCESS_ERROR' })
    const { view } = await show(crm, 'chat1439', {
      poll: () => Promise.resolve(ok([{ source: 'chat:chat1439', outcome: refused, operating: null }])),
    })
    expect(view.get(hook('source-error')).attributes('data-code')).toBe('ACCESS_ERROR')
    expect(view.text()).toContain('you aren’t a member')
    expect(view.find(hook('chat-unread')).exists()).toBe(false)
  })

  describe('whatever people call a chat and link it to', () => {
    /** The page without its texts. */
    function shapeOf(element: Element): string {
      const attributes = [...element.attributes].filter(({ name }) => !['aria-label', 'title', 'alt'].includes(name))
      return `<${element.localName} ${attributes.map(({ name, value }) => `${name}=${value}`).join(' ')}>${[...element.children].map(shapeOf).join('')}</>`
    }

    async function showHostile(name: string, link: string, color: string) {
      const readers = crm.readed_list.map(reader => ({ ...reader, user_name: name }))
      const people = { name, description: name, readed_list: readers }
      const { view } = await show({ ...crm, ...people, avatar: link, color, entity_link: { type: 'DEAL', url: link, id: '../../1' }, public: { code: '../x', link } }, 'chat1439')
      const shape = shapeOf(view.element as Element)
      return { view, shape }
    }

    it.each(Object.entries(hostileNames))('shows a name with %s as text', async (_, name) => {
      const { shape: plain } = await showHostile('Plain', '', '')
      const { view, shape } = await showHostile(name, '', '')
      expect(shape).toBe(plain)
      expect(view.get(hook('chat-name')).element.textContent).toBe(name)
      expect(view.get(hook('chat-description')).text()).toBe(name.trim())
    })

    it('drops invalid links and colours', async () => {
      const { shape: plain } = await showHostile('Plain', '', '')
      for (const link of Object.values(hostileLinks)) expect((await showHostile('Plain', link, '')).shape, link).toBe(plain)
      for (const color of hostileColors) expect((await showHostile('Plain', '', color)).shape, color).toBe(plain)
    })
  })
})
