import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { placementBindings } from '../../src/bitrix24/placement-bindings.ts'
import type { Portal } from '../../src/bitrix24/portal.ts'
import { ok } from '../../src/domain/failure.ts'
import { useViewStore } from '../../src/stores/view.ts'
import NewPlaces from '../../src/views/unread/NewPlaces.vue'
import { fakePortal } from './fake-portal.ts'
import { hook, mountView } from './mount.ts'

const scopes = new Set(['im', 'task', 'placement'])
const everywhere = placementBindings(location.origin + location.pathname)
const before = everywhere.filter(({ placement }) => placement !== 'IM_NAVIGATION')

beforeEach(() => {
  vi.useFakeTimers()
  // What the app is opened from: the checks refuse a host without a dot.
  vi.stubGlobal('location', new URL('https://unread.example.com/'))
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const bound = (bindings: typeof everywhere) => bindings.map(binding => ({ ...binding, handler: 'https://unread.example.com/' }))

async function visit(bindings: typeof everywhere, kept: Record<string, string> = {}, overrides: Partial<Portal> = {}, offered: ReadonlySet<string> | null = null) {
  const survey = vi.fn(() => Promise.resolve(ok({ scopes, offered, bindings: bound(bindings) })))
  const keepForPerson = vi.fn((values: Readonly<Record<string, string>>) => {
    Object.assign(kept, values)
    for (const listen of listeners) listen()
    return Promise.resolve(true)
  })
  const listeners: (() => void)[] = []
  const portal = fakePortal([], {
    isAdmin: true,
    installer: () => Promise.resolve({ survey, bind: () => Promise.resolve(ok(undefined)), unbind: () => Promise.resolve(ok(undefined)), finish: () => undefined }),
    options: {
      forPerson: name => kept[name] ?? null,
      savingOf: () => 'kept',
      forEverybody: () => null,
      keepForPerson,
      keepForEverybody: () => Promise.resolve(true),
      learn: () => undefined,
      follow: listen => void listeners.push(listen),
    },
    ...overrides,
  })
  const view = await mountView(NewPlaces, portal)
  expect(survey).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(5_000)
  await flushPromises()
  return { view, survey, keepForPerson }
}

it('offers an administrator the place that an update has brought, and leads to where it is set up', async () => {
  const { view } = await visit(before)
  expect(view.get(hook('new-places')).text()).toContain('Messenger section')
  await view.get(hook('set-up-places')).trigger('click')
  expect(useViewStore().isRepairing).toBe(true)
  view.unmount()
})

it('is dismissed for good', async () => {
  const kept = {}
  const first = await visit(before, kept)
  await first.view.get(hook('dismiss-places')).trigger('click')
  await flushPromises()
  expect(first.view.find(hook('new-places')).exists()).toBe(false)
  first.view.unmount()

  const second = await visit(before, kept)
  expect(second.survey).not.toHaveBeenCalled()
  second.view.unmount()
})

it('asks once where all is set up, and remembers that with the next poll', async () => {
  const kept = {}
  const { view, survey, keepForPerson } = await visit(everywhere, kept)
  expect(view.find(hook('new-places')).exists()).toBe(false)
  expect(survey).toHaveBeenCalledTimes(1)
  expect(keepForPerson).toHaveBeenCalledWith({ places: 'IM_NAVIGATION IM_SIDEBAR LEFT_MENU' }, 'with-next-poll')
  view.unmount()

  const again = await visit(everywhere, kept)
  expect(again.survey).not.toHaveBeenCalled()
  again.view.unmount()
})

it('asks again in the next visit where this Bitrix24 lacks the place: it may have it by then', async () => {
  const { view, keepForPerson } = await visit(before, {}, {}, new Set(['LEFT_MENU', 'IM_SIDEBAR']))
  expect(view.find(hook('new-places')).exists()).toBe(false)
  expect(keepForPerson).not.toHaveBeenCalled()
  view.unmount()
})

it('offers nothing where the app is in no place yet, or what asks is no administrator', async () => {
  const nowhere = await visit([])
  expect(nowhere.view.find(hook('new-places')).exists()).toBe(false)
  nowhere.view.unmount()
  const { view, survey } = await visit(before, {}, { isAdmin: false })
  expect(survey).not.toHaveBeenCalled()
  view.unmount()
})
