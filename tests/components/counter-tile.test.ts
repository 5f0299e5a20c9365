import { expect, it } from 'vitest'
import CounterTile from '../../src/components/counters/CounterTile.vue'
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

it('shows a lower bound with a plus, and notifications as the messenger does', async () => {
  const chats = await mountComponent(CounterTile, { name: 'chat', count: 126, atLeast: true })
  expect(chats.get(hook('counter-chat')).attributes()).toMatchObject({ 'data-count': '126', 'data-at-least': 'true' })
  expect(chats.text()).toContain('126+')
  const notifications = await mountComponent(CounterTile, { name: 'notify', count: 100, atLeast: true })
  expect(notifications.text()).toContain('99+')
})
