import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseCounters } from '../../src/bitrix24/counters.ts'
import { keepNumbers, recallNumbers } from '../../src/storage/last-numbers.ts'
import newest from '../fixtures/counters.newest.json'

const owner = 'example.bitrix24.com:1'

beforeEach(() => localStorage.clear())
afterEach(() => localStorage.clear())

test('what is remembered is what was shown: each chat with its kind, its comments and its marks', () => {
  const counters = parseCounters(newest.result)
  const last = { at: 1_000, counters, tasks: { expired: 1, newComments: 7 } }
  expect(counters.conversations.some(({ comments }) => comments > 0)).toBe(true)
  keepNumbers(owner, last)
  expect(recallNumbers(owner, 2_000)).toEqual(last)
})

test('nothing is remembered from a moment that is still to come', () => {
  keepNumbers(owner, { at: 3_000, counters: null, tasks: null })
  expect(recallNumbers(owner, 2_000)).toBeNull()
})
