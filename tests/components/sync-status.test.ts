import { expect, it, vi } from 'vitest'
import SyncStatus from '../../src/components/counters/SyncStatus.vue'
import type { SyncState } from '../../src/domain/sync-state.ts'
import { hook, mountComponent } from './mount.ts'

it.each<[SyncState, number | null, string]>([
  ['loading', null, 'Loading…'],
  ['fresh', 2, 'Updated just now'],
  ['fresh', 25, 'Updated 25 sec. ago'],
  ['stale', 300, 'Last updated 5 min. ago'],
  ['offline', 7200, 'You’re offline, last updated 2 hr. ago'],
  ['offline', null, 'You’re offline'],
  ['limited', 90, 'Bitrix24 is limiting requests, last updated 1 min. ago'],
  ['paused', 5, 'Paused'],
  ['error', null, 'Couldn’t update'],
])('says %s, of numbers that are %s seconds old', async (state, age, text) => {
  vi.useFakeTimers()
  const status = await mountComponent(SyncStatus, { state, since: age === null ? null : Date.now() - age * 1000 })
  expect(status.get(hook('sync-status')).text()).toBe(text)
  expect(status.get(hook('sync-status')).attributes('data-state')).toBe(state)
  vi.useRealTimers()
})

it('asks to refresh', async () => {
  const status = await mountComponent(SyncStatus, { state: 'fresh', since: 0 })
  await status.get(hook('refresh')).trigger('click')
  expect(status.emitted('refresh')).toHaveLength(1)
})

it.each<[SyncState, string]>([
  ['stale', 'Last updated 5 min. ago · retrying in 45 min.'],
  ['limited', 'Bitrix24 is limiting requests, last updated 5 min. ago · retrying in 45 min.'],
  ['fresh', 'Updated 5 min. ago'],
])('says of %s numbers when they are asked for again, if that matters', async (state, text) => {
  vi.useFakeTimers()
  const status = await mountComponent(SyncStatus, { state, since: Date.now() - 300_000, nextAt: Date.now() + 45 * 60_000 })
  expect(status.get(hook('sync-status')).text()).toBe(text)
  vi.useRealTimers()
})

it.each<[SyncState, boolean, boolean]>([
  ['fresh', false, false],
  ['loading', true, false],
  ['stale', true, false],
  ['stale', false, true],
  ['offline', true, true],
])('%s numbers, with nothing answered yet in this visit: %s, take a line of words on a narrow screen: %s', async (state, isBeginning, takesLine) => {
  const status = await mountComponent(SyncStatus, { state, since: 0, isBeginning })
  expect(status.get(`${hook('sync-status')} span:last-child`).classes('max-sm:sr-only')).toBe(!takesLine)
})
