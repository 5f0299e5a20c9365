import { expect, it } from 'vitest'
import CounterTile from '../../src/components/CounterTile.vue'
import { hook, mountComponent } from './mount.ts'

it('shows a count as the language writes it, and exactly', async () => {
  const tile = await mountComponent(CounterTile, { name: 'notify', count: 1165 })
  expect(tile.get(hook('counter-notify')).attributes('data-count')).toBe('1165')
  expect(tile.text()).toContain('1,165')
  expect(tile.text()).toContain('Notifications')
})

it('shows a count that is not known as a dash, with no number behind it', async () => {
  const tile = await mountComponent(CounterTile, { name: 'tasks-expired', count: null })
  expect(tile.get(hook('counter-tasks-expired')).attributes()).not.toHaveProperty('data-count')
  expect(tile.text()).toContain('—')
  expect(tile.text()).not.toMatch(/\d/)
})

it('shows a true zero as zero', async () => {
  const tile = await mountComponent(CounterTile, { name: 'tasks-expired', count: 0 })
  expect(tile.get(hook('counter-tasks-expired')).attributes('data-count')).toBe('0')
})
