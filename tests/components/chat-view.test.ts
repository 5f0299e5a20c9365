import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { Portal } from '../../src/bitrix24/portal.ts'
import { err, ok } from '../../src/domain/failure.ts'
import ChatView from '../../src/views/ChatView.vue'
import crm from '../fixtures/dialog.crm.json'
import mutedTask from '../fixtures/dialog.muted-task.json'
import privateChat from '../fixtures/dialog.private.json'
import { chat, fakePortal } from './fake-portal.ts'
import { hook, mountView } from './mount.ts'

async function show(answer: unknown, dialogId: string, overrides: Partial<Portal> = {}) {
  const portal = fakePortal([chat(answer, dialogId)], { placement: { kind: 'chat', dialogId }, ...overrides })
  const view = await mountView(ChatView, portal)
  await flushPromises()
  return { view, portal }
}

describe('the sidebar', () => {
  it('asks for its chat and nothing else', async () => {
    const { portal } = await show(crm, 'chat1439')
    expect(portal.poll.mock.calls).toEqual([[['chat:chat1439']]])
    expect(portal.people).not.toHaveBeenCalled()
  })

  it('names those who run the chat, looking up whom the readers do not include', async () => {
    const person = { userId: 9, name: 'Ada Park', avatar: null, color: null, position: '', status: '', lastActivityAt: null }
    const people = () => Promise.resolve(ok(new Map([[9, person]])))
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
    const readers = Array.from({ length: 500 }, (_, index) => ({ user_id: index + 1, user_name: `User ${index}`, message_id: 0, date: null }))
    const { view } = await show({ ...crm, readed_list: readers }, 'chat1439')
    expect(view.findAll(hook('reader'))).toHaveLength(20)
    await view.get(hook('show-all-readers')).trigger('click')
    expect(view.findAll(hook('reader'))).toHaveLength(500)
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
})
