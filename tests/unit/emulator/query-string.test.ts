import { describe, expect, it } from 'vitest'
import { phpArray } from '../../../emulator/rest/php.ts'
import { parseQuery } from '../../../emulator/rest/query-string.ts'

describe('parseQuery', () => {
  it.each([
    ['DIALOG_ID=chat1', { DIALOG_ID: 'chat1' }],
    ['ID[0]=5&ID[1]=7', { ID: ['5', '7'] }],
    ['ID%5B0%5D=5', { ID: ['5'] }],
    ['ID[]=5&ID[]=7', { ID: ['5', '7'] }],
    ['filter[a][b]=1', { filter: { a: { b: '1' } } }],
    ['ID[3]=5', { ID: { 3: '5' } }],
    ['text=a+b%20c%26d', { text: 'a b c&d' }],
    ['flag', { flag: '' }],
    ['a=1=2', { a: '1=2' }],
    ['bad=%E0%A4%A', { bad: '%E0%A4%A' }],
    ['', {}],
  ])('reads %s as PHP does', (query, expected) => {
    expect(parseQuery(query)).toEqual(expected)
  })
})

describe('phpArray', () => {
  it('is a list while its keys are 0, 1, 2…', () => {
    expect(phpArray([])).toEqual([])
    expect(phpArray([[0, 'a'], [1, 'b']])).toEqual(['a', 'b'])
    expect(phpArray([[1, 'a'], [2, 'b']])).toEqual({ 1: 'a', 2: 'b' })
  })
})
