import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import SourceError from '../../src/components/notices/SourceError.vue'
import { hook, mountComponent } from './mount.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const denied = { kind: 'permission', code: 'insufficient_scope', method: 'tasks.task.counters.get' } as const

it('says when what has failed is asked for again, and counts down in silence', async () => {
  const error = await mountComponent(SourceError, { sources: ['tasks'], failure: denied, nextAt: Date.now() + 45 * 60_000 })
  expect(error.get(hook('source-next')).text()).toBe('Retrying in 45 min.')
  vi.advanceTimersByTime(44 * 60_000 + 30_000)
  await nextTick()
  expect(error.get(hook('source-next')).text()).toBe('Retrying in 30 sec.')
  expect(error.get('[role=alert]').text()).not.toContain('Retrying')
})

it('promises no try where none comes by itself', async () => {
  const error = await mountComponent(SourceError, { sources: ['messenger'], failure: { ...denied, kind: 'blocked' }, nextAt: null })
  expect(error.find(hook('source-next')).exists()).toBe(false)
})

it.each([
  ['limit', 'too many requests from your network'],
  ['operating', 'this counter is paused'],
  ['session', 'your session has expired'],
  ['renewal', 'Bitrix24 didn’t renew the session'],
  ['permission', 'no access'],
  ['plan', 'not included in your plan'],
  ['blocked', 'requests are blocked'],
  ['closed', 'this Bitrix24 account is closed'],
  ['missing', 'not available in this Bitrix24'],
  ['rejected', 'the request was rejected'],
  ['server', 'Bitrix24 server error'],
  ['timeout', 'Bitrix24 is taking too long to respond'],
  ['network', 'Bitrix24 can’t be reached'],
  ['malformed', 'unexpected response'],
] as const)('says of both sources what %s means, with the code', async (kind, text) => {
  const error = await mountComponent(SourceError, { sources: ['messenger', 'tasks'], failure: { kind, code: 'A_CODE' } })
  expect(error.get('[role=alert]').text()).toContain(text)
  expect(error.findAll(hook('source-error')).map(source => [source.attributes('data-source'), source.attributes('data-code')])).toEqual([
    ['messenger', 'A_CODE'], ['tasks', 'A_CODE'],
  ])
})
