import { expect, it } from 'vitest'
import { currentOf, toNext, toPrevious } from '../../../src/domain/catch-up.ts'

const start = { dialogIds: ['a', 'b', 'c'], index: 0 }

it('goes from one conversation to the next, and ends after the last', () => {
  const seen = [start, toNext(start, () => true), toNext(toNext(start, () => true), () => true)]
  expect(seen.map(currentOf)).toEqual(['a', 'b', 'c'])
  const end = toNext({ ...start, index: 2 }, () => true)
  expect([currentOf(end), end.index]).toEqual([null, 3])
})

it('passes over what has been read elsewhere', () => {
  expect(currentOf(toNext(start, dialogId => dialogId === 'c'))).toBe('c')
  expect(currentOf(toNext(start, () => false))).toBe(null)
})

it('goes back to the one before, from the end too, and no further than the first', () => {
  expect(currentOf(toPrevious({ ...start, index: 3 }))).toBe('c')
  expect(currentOf(toPrevious(start))).toBe('a')
})
