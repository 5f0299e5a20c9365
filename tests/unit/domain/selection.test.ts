import { expect, it } from 'vitest'
import { extendTo, nothingSelected, toggle, toggleAll } from '../../../src/domain/selection.ts'

const rows = ['a', 'b', 'c', 'd', 'e']
const ids = ({ dialogIds }: { dialogIds: ReadonlySet<string> }) => [...dialogIds].sort().join('')

it('a row is selected, and pressed again it is not', () => {
  const one = toggle(nothingSelected, 'b')
  expect(ids(one)).toBe('b')
  expect(ids(toggle(one, 'b'))).toBe('')
})

it('a range reaches from the row selected last to this one, up or down', () => {
  expect(ids(extendTo(toggle(nothingSelected, 'b'), 'd', rows))).toBe('bcd')
  expect(ids(extendTo(toggle(nothingSelected, 'd'), 'b', rows))).toBe('bcd')
  expect(ids(extendTo(extendTo(toggle(nothingSelected, 'b'), 'd', rows), 'e', rows))).toBe('bcde')
})

it('a range begins anew where its first row is gone, or there is none', () => {
  expect(ids(extendTo(toggle(nothingSelected, 'gone'), 'c', rows))).toBe('cgone')
  expect(ids(extendTo(nothingSelected, 'c', rows))).toBe('c')
})

it('a group is selected as a whole, and all of it again is nothing', () => {
  const some = toggleAll(toggle(nothingSelected, 'a'), ['a', 'b'])
  expect(ids(some)).toBe('ab')
  expect(ids(toggleAll(some, ['a', 'b']))).toBe('')
})
