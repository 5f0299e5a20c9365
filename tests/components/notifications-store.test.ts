import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { parseCounters } from '../../src/bitrix24/counters.ts'
import { frameClock } from '../../src/browser/frame-clock.ts'
import type { Portal } from '../../src/bitrix24/portal.ts'
import { err, type Failure, ok } from '../../src/domain/failure.ts'
import type { NotificationAction } from '../../src/domain/notification-action.ts'
import type { NotificationItem, NotificationPage } from '../../src/domain/notification.ts'
import { useConnectionStore } from '../../src/stores/connection.ts'
import { useNotificationsStore } from '../../src/stores/notifications.ts'
import { usePendingActionsStore } from '../../src/stores/pending-actions.ts'
import { useUnreadStore } from '../../src/stores/unread.ts'
import { freshPinia } from '../fresh-pinia.ts'
import { fakePortal } from './fake-portal.ts'

const item = (id: number, more: Partial<NotificationItem> = {}): NotificationItem => ({
  id, kind: 'person', author: null, at: '2026-11-21T10:00:00Z', title: '', text: `Notification ${id}`, isRead: false, buttons: [],
  canAnswer: false, url: null, module: 'im', event: 'default', ...more,
})
const invitation = item(7, { kind: 'confirm', buttons: [{ label: 'Accept', value: 'Y', color: null }] })

/** What a portal knows, and does as asked. */
class Notices {
  items: NotificationItem[]
  constructor(items: readonly NotificationItem[]) {
    this.items = [...items]
  }

  get unread(): number {
    return this.items.filter(({ isRead }) => !isRead).length
  }

  page = (after?: { readonly id: number }): NotificationPage => {
    const rest = after === undefined ? this.items : this.items.slice(this.items.findIndex(({ id }) => id === after.id) + 1)
    return { notifications: rest.slice(0, 50), dropped: 0, total: this.items.length, unread: this.unread }
  }

  take(action: NotificationAction): boolean {
    const known = action.kind === 'read-all' || this.items.some(({ id }) => id === action.id)
    if (action.kind === 'confirm' || action.kind === 'delete') this.items = this.items.filter(({ id }) => id !== action.id)
    else if (action.kind === 'read-all') this.items = this.items.map(one => (one.kind === 'confirm' ? one : { ...one, isRead: true }))
    else this.items = this.items.map(one => (one.id === action.id ? { ...one, isRead: action.kind !== 'unread' } : one))
    return known
  }

  get counters() {
    return ok(parseCounters({ TYPE: { ALL: this.unread, NOTIFY: this.unread, MESSENGER: 0 } }))
  }
}

// Whatever waits for a moment goes with its test.
beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

async function open(items: readonly NotificationItem[] = [invitation, item(5), item(4, { isRead: true })], overrides: Partial<Portal> = {}) {
  freshPinia()
  const notices = new Notices(items)
  const portal = fakePortal([], {
    poll: () => new Promise(() => undefined),
    notifications: after => Promise.resolve({ outcome: ok(notices.page(after)), operating: null }),
    notify: action => Promise.resolve(ok({ isDone: notices.take(action), said: [] })),
    ...overrides,
  })
  await useConnectionStore().follow(Promise.resolve({ status: 'connected', portal }))
  const stores = { store: useNotificationsStore(), pending: usePendingActionsStore(), unread: useUnreadStore(), notices, portal }
  await poll(stores)
  return stores
}
type Stores = Awaited<ReturnType<typeof open>>

async function looking(...given: Parameters<typeof open>): Promise<Stores> {
  const stores = await open(...given)
  stores.store.look(true)
  await flushPromises()
  return stores
}
const ids = ({ store }: Stores) => store.list?.items.map(({ id }) => id)
const isRead = ({ store }: Stores, id: number) => store.list?.items.find(one => one.id === id)?.isRead
const poll = async ({ unread, notices }: Stores) => {
  vi.advanceTimersByTime(10)
  const now = frameClock.now()
  unread.takeMessenger(notices.counters, now, now)
  vi.advanceTimersByTime(10)
  await flushPromises()
}

const accept: NotificationAction = { kind: 'confirm', id: 7, value: 'Y' }
const actions: readonly NotificationAction[] = [
  accept, { kind: 'answer', id: 5, text: 'Yes' }, { kind: 'read', id: 5 }, { kind: 'unread', id: 4 }, { kind: 'delete', id: 5 }, { kind: 'read-all' },
]
const isShown = (stores: Stores, action: NotificationAction): boolean => {
  switch (action.kind) {
    case 'confirm':
    case 'delete': return ids(stores)?.includes(action.id) === false
    case 'read': return isRead(stores, 5) === true
    case 'unread': return isRead(stores, 4) === false
    case 'read-all': return isRead(stores, 5) === true && isRead(stores, 7) === false
    case 'answer': return true
  }
}

describe('notifications', () => {
  it('at the cap of their number may be more by now: they are read again after a minute', async () => {
    const stores = await looking(Array.from({ length: 100 }, (_, index) => item(1000 - index)))
    const { notices, portal } = stores
    notices.items.unshift(item(1001))
    vi.spyOn(notices, 'unread', 'get').mockReturnValue(100)
    await poll(stores)
    expect(portal.notifications).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(60_000)
    await poll(stores)
    expect(ids(stores)?.[0]).toBe(1001)
    expect(portal.notifications).toHaveBeenCalledTimes(2)
  })

  it('are asked for only while somebody looks', async () => {
    const stores = await open()
    expect(stores.portal.notifications).not.toHaveBeenCalled()
    stores.store.look(true)
    await flushPromises()
    expect(ids(stores)).toEqual([7, 5, 4])
  })

  it('are asked for again when their number changes, and not by what is done here', async () => {
    const stores = await looking()
    await stores.store.act({ kind: 'read', id: 5 })
    await poll(stores)
    expect(stores.portal.notifications).toHaveBeenCalledTimes(1)
    stores.notices.items.unshift(item(9))
    await poll(stores)
    expect(ids(stores)).toEqual([9, 7, 5, 4])
    stores.store.look(false)
    stores.notices.items.unshift(item(10))
    await poll(stores)
    expect(stores.portal.notifications).toHaveBeenCalledTimes(2)
  })

  it('come page by page, and keep what was read further down', async () => {
    const many = Array.from({ length: 120 }, (_, index) => item(500 - index))
    const stores = await looking(many)
    expect(ids(stores)).toHaveLength(50)
    await stores.store.more()
    await stores.store.more()
    expect(ids(stores)).toHaveLength(120)
    expect(stores.store.list?.hasMore).toBe(false)
    await stores.store.act({ kind: 'read', id: 385 })
    await stores.store.refresh()
    expect(ids(stores)).toHaveLength(120)
    expect(isRead(stores, 385)).toBe(true)
    // Read elsewhere: what was read further down is out of date.
    stores.notices.take({ kind: 'read-all' })
    await stores.store.refresh()
    expect(ids(stores)).toHaveLength(50)
    expect(stores.store.list?.hasMore).toBe(true)
  })

  it('that cannot be read any more stay, and are said to be old', async () => {
    const stores = await looking()
    stores.portal.notifications.mockResolvedValue({ outcome: err({ kind: 'permission', code: 'insufficient_scope' }), operating: null })
    await stores.store.refresh()
    expect(stores.store.state).toMatchObject({ status: 'stale', failure: { code: 'insufficient_scope' } })
    expect(ids(stores)).toEqual([7, 5, 4])
    // Whoever is refused does not ask with every poll.
    await poll(stores)
    expect(stores.portal.notifications).toHaveBeenCalledTimes(2)
  })
})

describe.each(actions)('to $kind', (action) => {
  it('shows at once, and stays when the portal has been asked anew', async () => {
    const stores = await looking()
    const doing = stores.store.act(action)
    expect(isShown(stores, action)).toBe(true)
    await doing
    await flushPromises()
    expect(stores.portal.notify.mock.calls).toEqual([[action]])
    await poll(stores)
    await stores.store.refresh()
    expect(isShown(stores, action)).toBe(true)
    expect(stores.unread.counters?.notify).toBe(stores.notices.unread)
  })

  it.each<Failure>([
    { kind: 'permission', code: 'ACCESS_ERROR' }, { kind: 'limit', code: 'QUERY_LIMIT_EXCEEDED' },
  ])('is undone where the portal refuses with $code, and says why', async (failure) => {
    const stores = await looking(undefined, { notify: () => Promise.resolve(err(failure)) })
    await stores.store.act(action)
    expect(ids(stores)).toEqual([7, 5, 4])
    expect([isRead(stores, 7), isRead(stores, 5), isRead(stores, 4)]).toEqual([false, false, true])
    expect(stores.unread.counters?.notify).toBe(2)
    expect(stores.store.notice).toEqual({ status: 'failed', action, failure })
    expect(stores.store.busy.size).toBe(0)
    expect(stores.portal.notifications).toHaveBeenCalledTimes(1)
  })

  it.each<Failure>([
    { kind: 'network', code: 'NETWORK_ERROR' }, { kind: 'timeout', code: 'REQUEST_TIMEOUT' }, { kind: 'server', code: 'HTTP_502' },
  ])('is looked at after $code, not done again: the portal had acted', async (failure) => {
    const stores = await looking()
    stores.portal.notify.mockImplementation((asked) => {
      stores.notices.take(asked)
      return Promise.resolve(err(failure))
    })
    await stores.store.act(action)
    await flushPromises()
    expect(stores.portal.notify).toHaveBeenCalledTimes(1)
    expect(stores.portal.notifications).toHaveBeenCalledTimes(2)
    expect(isShown(stores, action)).toBe(true)
    const status = stores.store.notice?.status ?? null
    // Nobody can tell of an answer; what looks read says so itself.
    expect(status).toBe(action.kind === 'answer' ? 'unknown' : action.kind === 'read' || action.kind === 'unread' ? null : 'gone')
  })

  it('is looked at after a lost network, not done again: the portal had not acted', async () => {
    const failure: Failure = { kind: 'network', code: 'NETWORK_ERROR' }
    const stores = await looking(undefined, { notify: () => Promise.resolve(err(failure)) })
    await stores.store.act(action)
    expect(stores.portal.notify).toHaveBeenCalledTimes(1)
    expect(ids(stores)).toEqual([7, 5, 4])
    expect([isRead(stores, 5), isRead(stores, 4)]).toEqual([false, true])
    expect(stores.unread.counters?.notify).toBe(2)
    expect(stores.store.notice).toEqual({ status: action.kind === 'answer' ? 'unknown' : 'failed', action, failure })
  })

  it('is said to be unknown where nothing can be read either, and known once it can', async () => {
    const lost = err({ kind: 'network', code: 'NETWORK_ERROR' })
    const stores = await looking(undefined, { notify: () => Promise.resolve(lost) })
    stores.portal.notifications.mockResolvedValueOnce({ outcome: lost, operating: null })
    await stores.store.act(action)
    expect(stores.store.notice?.status).toBe('unknown')
    expect([...stores.store.doubtful]).toEqual(action.kind === 'confirm' ? [7] : [])
    await stores.store.act(action)
    expect(stores.portal.notify).toHaveBeenCalledTimes(action.kind === 'confirm' ? 1 : 2)
    await stores.store.refresh()
    expect([...stores.store.doubtful]).toEqual([])
  })

  it('happens once, however often it is pressed meanwhile', async () => {
    const stores = await looking()
    await Promise.all([stores.store.act(action), stores.store.act(action)])
    expect(stores.portal.notify).toHaveBeenCalledTimes(1)
  })
})

describe('the number of notifications', () => {
  it('is not known after all have been read, until the portal says it', async () => {
    const stores = await looking([invitation, item(5), item(4)])
    await stores.store.act({ kind: 'read-all' })
    expect(stores.unread.counters?.notify).toBeNull()
    await poll(stores)
    expect(stores.unread.counters?.notify).toBe(1)
  })

  it('of 100 or more is 99 or more with one less', async () => {
    const stores = await looking(Array.from({ length: 100 }, (_, index) => item(500 - index)))
    await stores.store.act({ kind: 'read', id: 500 })
    expect(stores.unread.counters).toMatchObject({ notify: 99, all: 99 })
    expect(stores.unread.counters?.atLeast).toEqual(expect.arrayContaining(['all', 'notify']))
  })

  it('is the portal\'s own where it may know of an action already, whose answer is still to come', async () => {
    const stores = await looking()
    stores.portal.notify.mockImplementation((action) => {
      stores.notices.take(action)
      return new Promise(() => undefined)
    })
    void stores.store.act({ kind: 'read', id: 5 })
    expect(stores.unread.counters?.notify).toBe(1)
    await poll(stores)
    expect(stores.unread.counters?.notify).toBe(1)
    expect(isRead(stores, 5)).toBe(true)
  })

  it('does not change with what was read before', async () => {
    const stores = await looking()
    await stores.store.act({ kind: 'delete', id: 4 })
    expect(stores.unread.counters?.notify).toBe(2)
  })
})

describe('a button that may have been pressed', () => {
  const lost = err({ kind: 'network', code: 'NETWORK_ERROR' })
  const many = Array.from({ length: 120 }, (_, index) => item(500 - index, { kind: 'confirm', buttons: invitation.buttons }))
  const press: NotificationAction = { kind: 'confirm', id: 420, value: 'Y' }

  /** One further down than the first page, whose press got no answer. */
  async function inDoubt() {
    const stores = await looking(many)
    await stores.store.more()
    stores.portal.notify.mockResolvedValueOnce(lost)
    await stores.store.act(press)
    expect(stores.store.notice).toMatchObject({ status: 'unknown', action: press })
    return stores
  }

  it('is not offered again by a first page that does not reach down to it', async () => {
    const stores = await inDoubt()
    await stores.store.refresh()
    expect([ids(stores)?.includes(420), [...stores.store.doubtful]]).toEqual([true, [420]])
    await stores.store.act(press)
    expect(stores.portal.notify).toHaveBeenCalledTimes(1)
  })

  it('is offered again once a first page holds it', async () => {
    const stores = await inDoubt()
    stores.notices.items.splice(0, 60)
    await stores.store.refresh()
    expect([ids(stores)?.includes(420), [...stores.store.doubtful]]).toEqual([true, []])
    await stores.store.act(press)
    expect([stores.portal.notify.mock.calls.length, ids(stores)?.includes(420)]).toEqual([2, false])
  })

  it('is not in doubt any more once a first page passes its place', async () => {
    const stores = await inDoubt()
    stores.notices.items = stores.notices.items.slice(60).filter(({ id }) => id !== 420)
    await stores.store.refresh()
    expect([ids(stores)?.includes(420), [...stores.store.doubtful]]).toEqual([false, []])
  })

  it('is offered again once a later page holds it, where the list has begun anew', async () => {
    const stores = await inDoubt()
    stores.notices.items = stores.notices.items.map(one => (one.id < 440 && one.id !== 420 ? { ...one, isRead: true } : one))
    await stores.store.refresh()
    expect([ids(stores)?.includes(420), [...stores.store.doubtful]]).toEqual([false, [420]])
    await stores.store.more()
    expect([ids(stores)?.includes(420), [...stores.store.doubtful]]).toEqual([true, []])
  })
})

it('keeps an answer that was refused, and forgets one that has arrived', async () => {
  const stores = await looking()
  stores.store.drafts.set(5, 'Yes')
  stores.portal.notify.mockResolvedValueOnce(ok({ isDone: false, said: [] }))
  await stores.store.act({ kind: 'answer', id: 5, text: 'Yes' })
  expect(stores.store.notice).toMatchObject({ status: 'failed', failure: { code: 'REFUSED' } })
  expect(stores.store.drafts.get(5)).toBe('Yes')
  await stores.store.act({ kind: 'answer', id: 5, text: 'Yes' })
  expect(stores.store.drafts.has(5)).toBe(false)
})

it('believes the list where the portal says it has not confirmed: somebody was faster', async () => {
  const stores = await looking()
  stores.notices.take(accept)
  await stores.store.act(accept)
  expect(stores.store.notice).toEqual({ status: 'elsewhere', action: accept })
  expect(ids(stores)).toEqual([5, 4])
})

it('shows what another frame does, and takes it back where that frame does', async () => {
  const stores = await looking()
  const elsewhere = { id: 'other-1', action: { kind: 'notification-gone', id: 5, wasRead: false }, confirmedAt: null, left: 0 } as const
  const hear: { message?: (message: Parameters<Parameters<Parameters<typeof stores.pending.join>[0]>[0]>[0]) => void } = {}
  stores.pending.join((onMessage) => {
    hear.message = onMessage
    return null
  })
  hear.message?.({ type: 'acted', pending: elsewhere })
  expect(ids(stores)).toEqual([7, 4])
  expect(stores.unread.counters?.notify).toBe(1)
  hear.message?.({ type: 'undone', id: 'other-1' })
  expect(ids(stores)).toEqual([7, 5, 4])
  expect(stores.unread.counters?.notify).toBe(2)
})
