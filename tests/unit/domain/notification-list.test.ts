import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildCounters } from '../../../src/domain/counters.ts'
import { effectOf, type NotificationEffect, withNotificationEffects } from '../../../src/domain/notification-action.ts'
import { listFrom, type NotificationList, withListEffects, withPage } from '../../../src/domain/notification-list.ts'
import type { NotificationItem, NotificationPage } from '../../../src/domain/notification.ts'
import { runs } from '../runs.ts'

const size = 5
const item = (id: number, kind: NotificationItem['kind'], isRead: boolean): NotificationItem => ({
  id, kind, isRead, author: null, at: null, title: '', text: '', buttons: [], canAnswer: false, url: null, module: '', event: '',
})
const items = fc.uniqueArray(
  fc.record({ id: fc.integer({ min: 1, max: 60 }), kind: fc.constantFrom('confirm' as const, 'person' as const), isRead: fc.boolean() }),
  { selector: ({ id }) => id, maxLength: 25 },
).map(all => all.map(({ id, kind, isRead }) => item(id, kind, isRead)).toSorted((a, b) => Number(a.kind !== 'confirm') - Number(b.kind !== 'confirm') || b.id - a.id))

/** As a portal tells it: those to confirm first, then the newest. */
function pageOf(all: readonly NotificationItem[], after: number | null = null): NotificationPage {
  const start = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1
  return { notifications: all.slice(start, start + size), dropped: 0, total: all.length, unread: all.filter(({ isRead }) => !isRead).length }
}
function readOn(list: NotificationList, all: readonly NotificationItem[], pages: number): NotificationList {
  return list.hasMore && pages > 0 ? readOn(withPage(list, pageOf(all, list.items.at(-1)?.id ?? null), size), all, pages - 1) : list
}

describe('notifications read page by page', () => {
  it('are all there at the end, each once, in the order of the portal', () => {
    fc.assert(fc.property(items, (all) => {
      const list = readOn(listFrom(pageOf(all), size, null), all, 10)
      expect(list).toEqual({ items: all, dropped: 0, hasMore: false })
    }), { numRuns: runs(500) })
  })

  it('and anew begin with what the portal says, and hold each once, in order', () => {
    fc.assert(fc.property(items, items, fc.nat(5), (earlier, all, pages) => {
      const before = readOn(listFrom(pageOf(earlier), size, null), earlier, pages)
      const list = listFrom(pageOf(all), size, before)
      expect(list.items.slice(0, size)).toEqual(all.slice(0, size))
      expect(new Set(list.items.map(({ id }) => id)).size).toBe(list.items.length)
      expect(list.items.length).toBeLessThanOrEqual(all.length)
      expect(list.items.filter(({ isRead }) => !isRead).length).toBeLessThanOrEqual(all.filter(({ isRead }) => !isRead).length)
      expect(list.items).toEqual(list.items.toSorted((a, b) => Number(a.kind !== 'confirm') - Number(b.kind !== 'confirm') || b.id - a.id))
    }), { numRuns: runs(2_000) })
  })
})

describe('what is done to notifications', () => {
  const kinds = fc.constantFrom('read' as const, 'unread' as const, 'delete' as const)

  it('leaves as many unread as the list shows, whatever the order', () => {
    fc.assert(fc.property(items, fc.array(fc.tuple(fc.nat(24), kinds), { maxLength: 12 }), (all, steps) => {
      let list: NotificationList = { items: all, dropped: 0, hasMore: false }
      const unread = () => list.items.filter(({ isRead }) => !isRead).length
      const counters = buildCounters({ all: unread() + 7, messenger: 7, notify: unread() }, [], false)
      const effects: NotificationEffect[] = []
      for (const [at, kind] of steps) {
        const one = list.items[at]
        if (one === undefined) continue
        const effect = effectOf({ kind, id: one.id }, one)
        if (effect === null) continue
        effects.push(effect)
        list = withListEffects(list, [effect])
      }
      expect(withNotificationEffects(counters, effects)).toMatchObject({ notify: unread(), all: unread() + 7 })
      // Told twice, it is done once.
      expect(withListEffects({ items: all, dropped: 0, hasMore: false }, effects)).toEqual(list)
    }), { numRuns: runs(1_000) })
  })

  it('leaves a lower bound where the portal counts no further, or all have been read', () => {
    const read: NotificationEffect = { kind: 'notification-read', id: 1, wasRead: false }
    const capped = buildCounters({ all: 107, messenger: 7, notify: 100 }, [], false)
    expect(withNotificationEffects(capped, [read, read])).toMatchObject({ notify: 98, all: 105, atLeast: ['all', 'notify'] })
    expect(withNotificationEffects(capped, [{ ...read, kind: 'notification-unread', wasRead: true }])).toMatchObject({ notify: 100, all: 107 })
    const few = buildCounters({ all: 9, messenger: 7, notify: 2 }, [], false)
    expect(withNotificationEffects(few, [{ kind: 'notifications-read' }, read])).toMatchObject({ notify: null, all: 6, atLeast: ['all'] })
  })
})
