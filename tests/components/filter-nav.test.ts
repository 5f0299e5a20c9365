import { expect, it } from 'vitest'
import FilterNav from '../../src/components/counters/FilterNav.vue'
import { parseCounters } from '../../src/bitrix24/counters.ts'
import newest from '../fixtures/counters.newest.json'
import { hook, mountComponent } from './mount.ts'

const nobody = { count: null, atLeast: false }
const navigation = (props: object = {}) => mountComponent(FilterNav, {
  counters: parseCounters(newest.result), tasks: { expired: 2, newComments: null }, forMe: nobody, ...props,
})
const notify = (count: number) => parseCounters({ TYPE: { ALL: count, NOTIFY: count, MESSENGER: 0 } })

it('shows a count as the language writes it, and exactly', async () => {
  const nav = await navigation({ forMe: { count: 1165, atLeast: false } })
  expect(nav.get(hook('filter-for-me')).attributes('data-count')).toBe('1165')
  expect(nav.get(hook('filter-for-me')).text()).toContain('1,165')
})

it('shows a count that is not known as a dash, with no number behind it', async () => {
  const tasks = (await navigation()).get(hook('counter-tasks-new-comments'))
  expect(tasks.attributes()).not.toHaveProperty('data-count')
  expect(tasks.text()).toContain('—')
  expect(tasks.text()).not.toMatch(/\d/)
})

it('shows a true zero as zero', async () => {
  const nav = await navigation({ tasks: { expired: 0, newComments: 0 } })
  expect(nav.get(hook('counter-tasks-expired')).attributes('data-count')).toBe('0')
})

it('shows a lower bound with a plus, and notifications as the messenger does', async () => {
  const forMe = (await navigation({ forMe: { count: 126, atLeast: true } })).get(hook('filter-for-me'))
  expect(forMe.text()).toContain('126+')
  const notifications = (await navigation({ counters: notify(100) })).get(hook('counter-notify'))
  expect(notifications.attributes()).toMatchObject({ 'data-count': '100', 'data-at-least': 'true' })
  expect(notifications.text()).toContain('99+')
})

it('leaves out what has nothing, save what is looked at', async () => {
  const nav = await navigation({ counters: notify(3) })
  expect(nav.find(hook('filter-collab')).exists()).toBe(false)
  await nav.setProps({ only: 'collab' })
  expect(nav.get(hook('filter-collab')).attributes('aria-pressed')).toBe('true')
})

it('shows notifications and tasks in the place of the conversations', async () => {
  const nav = await navigation()
  for (const key of ['notify', 'tasks-expired', 'tasks-new-comments']) {
    await nav.get(hook(`filter-${key}`)).trigger('click')
    await nav.setProps({ only: key })
    expect(nav.get('[aria-pressed="true"]').attributes('data-testid')).toBe(`filter-${key}`)
  }
  expect(nav.emitted('update:only')).toEqual([['notify'], ['tasks-expired'], ['tasks-new-comments']])
})

it('shows a part of the list by one click, and all of it by the next', async () => {
  const nav = await navigation()
  await nav.get(hook('filter-chat')).trigger('click')
  await nav.setProps({ only: 'chat' })
  await nav.get(hook('filter-chat')).trigger('click')
  expect(nav.emitted('update:only')).toEqual([['chat'], [null]])
})
