import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { parseNotifications } from '../../src/bitrix24/notifications.ts'
import type { Portal } from '../../src/bitrix24/portal.ts'
import { err, type Failure, ok } from '../../src/domain/failure.ts'
import { useActionsStore } from '../../src/stores/actions.ts'
import { useUnreadStore } from '../../src/stores/unread.ts'
import NotificationPanel from '../../src/views/unread/NotificationPanel.vue'
import { fakePortal, origin } from './fake-portal.ts'
import { hook, mountView } from './mount.ts'

// Whatever waits for a moment goes with its test.
beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const wire = (id: number, more: object = {}) => ({
  id, author_id: 5, date: '2026-03-03T09:00:00+00:00', notify_type: 3, notify_module: 'tasks', notify_event: 'comment', notify_title: '',
  text: `Notification ${id}`, notify_read: 'N', params: null, ...more,
})
const button = (title: string, params: string, more: object = {}) => ({ TITLE: title, COMMAND: 'notifyConfirm', COMMAND_PARAMS: params, ...more })
const invitation = wire(9, {
  notify_type: 1, notify_title: 'Invitation', text: 'invites you<br>tomorrow',
  notify_buttons: JSON.stringify([button('Accept', '9|Y', { BG_COLOR: '#8bc84b' }), button('Decline', '9|N')]),
})
const comment = wire(5, { text: 'wrote in <a href="/company/personal/user/1/tasks/task/view/42/">Offer</a>', params: { CAN_ANSWER: 'Y' } })
const pageOf = (...notifications: readonly object[]) => parseNotifications(
  { notifications, users: [{ id: 5, name: 'Anna', avatar: '', color: '#1eb4aa' }], total_count: notifications.length, total_unread_count: 0 },
  { origin, userId: 1 },
)

async function show(notifications: readonly object[] = [invitation, comment, wire(4, { author_id: 0, notify_read: 'Y' })], overrides: Partial<Portal> = {}) {
  const portal = fakePortal([], {
    poll: () => new Promise(() => undefined),
    notifications: () => Promise.resolve({ outcome: ok(pageOf(...notifications)), operating: null }),
    ...overrides,
  })
  const view = await mountView(NotificationPanel, portal)
  await flushPromises()
  const row = (id: number) => view.get(`[data-testid="notification"][data-id="${id}"]`)
  const ids = () => view.findAll(hook('notification')).map(one => Number(one.attributes('data-id')))
  return { view, portal, row, ids }
}

describe('the list of notifications', () => {
  it('tells who, when and what, with its lines, in the order of the portal', async () => {
    const { view, row, ids } = await show()
    expect(ids()).toEqual([9, 5, 4])
    expect(row(9).attributes()).toMatchObject({ 'data-type': 'confirm', 'data-read': 'false', 'aria-label': 'Unread, Anna, Invitation' })
    expect(row(9).get(hook('notification-text')).element.textContent).toBe('invites you\ntomorrow')
    expect(row(9).get('time').attributes('datetime')).toBe('2026-03-03T09:00:00+00:00')
    expect(row(9).findAll(hook('notification-button')).map(one => [one.attributes('data-value'), one.text()])).toEqual([['Y', 'Accept'], ['N', 'Decline']])
    expect(row(4).attributes()).toMatchObject({ 'data-type': 'system', 'data-read': 'true' })
    expect(row(4).text()).toContain('Bitrix24')
    expect(view.findAll('[data-roving][tabindex="0"]')).toHaveLength(1)
  })

  it('opens a page of the portal, and nothing else', async () => {
    const { portal, row } = await show()
    await row(5).get(hook('notification-open')).trigger('click')
    expect(portal.openLink.mock.calls).toEqual([[`${origin}/company/personal/user/1/tasks/task/view/42/`]])
    expect(row(9).find(hook('notification-open')).exists()).toBe(false)
    await row(9).trigger('keydown', { key: 'Enter' })
    expect(portal.openLink).toHaveBeenCalledTimes(1)
  })

  it.each([
    ['markup', '<img src=x onerror="window.intruded=1"><script>window.intruded=1</script>'],
    ['a script as a link', '<a href="javascript:window.intruded=1">x</a>'],
    ['another host', '[URL=//foreign.example]x[/URL]'],
    ['another host by backslashes', '<a href="/\\foreign.example">x</a>'],
    ['escaped markup', '&lt;img src=x onerror=window.intruded=1&gt;'],
    ['template syntax', '{{ constructor.constructor("window.intruded=1")() }} {0} | a | b'],
    ['20,000 characters', 'x'.repeat(20_000)],
    ['2,000 tags', '[B]'.repeat(2_000)],
    ['bidi characters', '\u202Ereversed\u2066'],
  ])('holds %s as text, wherever it stands', async (_, nasty) => {
    const { view, portal } = await show([{
      ...invitation, text: nasty, notify_title: nasty,
      notify_buttons: JSON.stringify([button(nasty, `9|${nasty}`, { BG_COLOR: `red;background:url(${nasty})` }), button('Other', `7|${nasty}`), { TITLE: nasty, LINK: nasty, FUNCTION: nasty }]),
    }])
    const tags = new Set(view.findAll('article *').map(({ element }) => element.tagName.toLowerCase()))
    expect([...tags].filter(tag => !['span', 'div', 'p', 'bdi', 'time', 'button', 'svg', 'path', 'mask', 'g'].includes(tag))).toEqual([])
    expect('intruded' in window).toBe(false)
    for (const pressed of view.findAll(hook('notification-button'))) await pressed.trigger('click')
    expect(portal.notify.mock.calls.every(([action]) => action.kind === 'confirm' && action.id === 9 && action.value === nasty)).toBe(true)
    expect(portal.openLink).not.toHaveBeenCalled()
  })

  it('confirms once, hands the focus on, and says what the portal said', async () => {
    const { view, portal, row, ids } = await show(undefined, { notify: () => Promise.resolve(ok({ isDone: true, said: ['Accept: done'] })) })
    const accept = row(9).get(hook('notification-button'))
    row(9).get<HTMLElement>(hook('notification-button')).element.focus()
    await Promise.all([accept.trigger('click'), accept.trigger('click')])
    await flushPromises()
    expect(portal.notify.mock.calls).toEqual([[{ kind: 'confirm', id: 9, value: 'Y' }]])
    expect(ids()).toEqual([5, 4])
    expect(document.activeElement).toBe(row(5).element)
    expect(view.get('[role="status"]').text()).toContain('Accept: done')
  })

  it('brings back what the portal refuses, and says why', async () => {
    const refused: Failure = { kind: 'permission', code: 'ACCESS_ERROR' }
    const { view, row, ids } = await show(undefined, { notify: () => Promise.resolve(err(refused)) })
    await row(9).get(hook('notification-button')).trigger('click')
    await flushPromises()
    expect(ids()).toEqual([9, 5, 4])
    expect(view.get(hook('action-notice')).attributes()).toMatchObject({ 'data-code': 'ACCESS_ERROR', 'role': 'alert' })
    expect(view.get(hook('action-notice')).text()).toContain('Couldn’t send your decision')
  })

  it.each([
    ['no answer came', err({ kind: 'network', code: 'NETWORK_ERROR' }), 'Bitrix24 didn’t respond, but no longer lists the notification'],
    ['the portal says that it has not done it', ok({ isDone: false, said: [] }), 'This notification was already handled elsewhere'],
  ] as const)('says of a notification that is gone what is known, where %s', async (_, answer, words) => {
    const { view, portal, row, ids } = await show(undefined, { notify: () => Promise.resolve(answer) })
    portal.notifications.mockResolvedValue({ outcome: ok(pageOf(comment, wire(4))), operating: null })
    await row(9).get(hook('notification-button')).trigger('click')
    await flushPromises()
    expect(ids()).toEqual([5, 4])
    expect(view.get(hook('action-notice')).text()).toContain(words)
  })

  it('tells of a method whose time is used up as that: no counter is paused', async () => {
    const { view, row } = await show(undefined, { notify: () => Promise.resolve(err({ kind: 'operating', code: 'OPERATION_TIME_LIMIT' })) })
    await row(9).get(hook('notification-button')).trigger('click')
    await flushPromises()
    expect(view.get(hook('action-notice')).text()).toContain('Bitrix24 has paused these requests')
  })

  it('offers no second press of a button where nobody knows of the first', async () => {
    const lost = err({ kind: 'network', code: 'NETWORK_ERROR' })
    const { portal, row } = await show(undefined, { notify: () => Promise.resolve(lost) })
    portal.notifications.mockResolvedValue({ outcome: lost, operating: null })
    await row(9).get(hook('notification-button')).trigger('click')
    await flushPromises()
    expect(row(9).text()).toContain('Your decision may not have arrived')
    await row(9).get(hook('notification-button')).trigger('click')
    expect(portal.notify).toHaveBeenCalledTimes(1)
  })

  it('asks before it deletes, and keeps the focus in the row', async () => {
    const { portal, row, ids } = await show()
    await row(5).get(hook('notification-delete')).trigger('click')
    await flushPromises()
    expect(portal.notify).not.toHaveBeenCalled()
    expect(document.activeElement).toBe(row(5).get(hook('notification-delete-confirm')).element)
    await row(5).get(hook('notification-delete-confirm')).trigger('keydown', { key: 'Escape' })
    await flushPromises()
    expect(document.activeElement).toBe(row(5).get(hook('notification-delete')).element)
    await row(5).get(hook('notification-delete')).trigger('click')
    await row(5).get(hook('notification-delete-confirm')).trigger('click')
    await flushPromises()
    expect(portal.notify.mock.calls).toEqual([[{ kind: 'delete', id: 5 }]])
    expect(ids()).toEqual([9, 4])
  })

  it('sends an answer, and keeps one that was refused in its field', async () => {
    const { portal, row } = await show(undefined, { notify: () => Promise.resolve(ok({ isDone: false, said: [] })) })
    const field = row(5).get<HTMLInputElement>(hook('notification-answer'))
    await field.setValue(' Yes, tomorrow ')
    await row(5).get('form').trigger('submit')
    await flushPromises()
    expect(portal.notify.mock.calls).toEqual([[{ kind: 'answer', id: 5, text: 'Yes, tomorrow' }]])
    expect(field.element.value).toBe(' Yes, tomorrow ')
    portal.notify.mockResolvedValue(ok({ isDone: true, said: [] }))
    await row(5).get('form').trigger('submit')
    await flushPromises()
    expect(field.element.value).toBe('')
  })

  it('reads one, makes it unread, and reads all but those to confirm', async () => {
    const { view, portal, row } = await show()
    await row(5).get(hook('notification-read')).trigger('click')
    await flushPromises()
    expect(row(5).attributes('data-read')).toBe('true')
    await row(5).get(hook('notification-read')).trigger('click')
    await flushPromises()
    expect(row(5).attributes('data-read')).toBe('false')
    await view.get(hook('notifications-read-all')).trigger('click')
    await flushPromises()
    expect([row(9), row(5)].map(one => one.attributes('data-read'))).toEqual(['false', 'true'])
    expect(portal.notify.mock.calls.map(([{ kind }]) => kind)).toEqual(['read', 'unread', 'read-all'])
  })

  it('is walked through by the arrows, and read by a letter', async () => {
    const { portal, row } = await show()
    const press = async (key: string) => {
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
      await flushPromises()
    }
    row(9).get<HTMLElement>(hook('notification-button')).element.focus()
    await press('ArrowDown')
    expect(document.activeElement).toBe(row(5).element)
    await press('r')
    expect(portal.notify.mock.calls).toEqual([[{ kind: 'read', id: 5 }]])
    await press('End')
    expect(document.activeElement).toBe(row(4).element)
    await press('r')
    expect(portal.notify).toHaveBeenCalledTimes(1)
  })
})

describe('where there is no list of notifications', () => {
  it('says that it is being loaded', async () => {
    const { view } = await show([], { notifications: () => new Promise(() => undefined) })
    expect(view.get(hook('list-loading')).text()).toBe('Loading…')
    expect(view.find(hook('list-empty')).exists()).toBe(false)
  })

  it('says that there are none only where the portal says so', async () => {
    expect((await show([])).view.get(hook('list-empty')).text()).toBe('No notifications')
    const { view } = await show([{ id: 'x' }])
    expect(view.find(hook('list-empty')).exists()).toBe(false)
    expect(view.get(hook('notifications-dropped')).text()).toBe('1 notification couldn’t be shown')
  })

  it('says why, and tries again by hand', async () => {
    const { view, portal, ids } = await show()
    portal.notifications.mockResolvedValue({ outcome: err({ kind: 'permission', code: 'insufficient_scope' }), operating: null })
    useUnreadStore().sortAnew()
    await flushPromises()
    expect(view.get(hook('source-error')).attributes()).toMatchObject({ 'data-source': 'notify', 'data-code': 'insufficient_scope' })
    expect(view.text()).toContain('Last updated just now')
    expect(ids()).toEqual([9, 5, 4])
    portal.notifications.mockResolvedValue({ outcome: ok(pageOf(comment)), operating: null })
    await view.get(hook('list-retry')).trigger('click')
    await flushPromises()
    expect(view.find(hook('source-error')).exists()).toBe(false)
    expect(ids()).toEqual([5])
  })

  it('still says what was done to a chat', async () => {
    const { view } = await show()
    useActionsStore().openChat('chat1')
    await flushPromises()
    expect(view.get(hook('action-notice')).text()).toContain('Messenger')
  })
})
