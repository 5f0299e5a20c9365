import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseSettingOverrides } from '../../src/bitrix24/setting-options.ts'
import { keepNames, recallNames } from '../../src/storage/last-names.ts'
import { keepNumbers, recallNumbers } from '../../src/storage/last-numbers.ts'

const owner = 'example.bitrix24.com:1'
const now = Date.parse('2026-11-21T09:00:00Z')

beforeEach(() => localStorage.clear())
afterEach(() => localStorage.clear())

describe('what an older release has left behind', () => {
  it('on the device is dropped where it cannot be read any more, whoever it belongs to', () => {
    localStorage.setItem(`unread:numbers:1:${owner}`, JSON.stringify({ at: 1, counters: { all: 7 } }))
    localStorage.setItem('unread:numbers:1:other', 'anything')
    localStorage.setItem('unread:names:0:other', 'anything')
    localStorage.setItem('of-somebody-else', 'stays')
    expect(recallNumbers(owner, now)).toBeNull()
    expect(recallNames(owner)).toEqual([])
    expect(Object.keys(localStorage)).toEqual(['of-somebody-else'])
  })

  it('on the device does not stand in the way of what is kept now', () => {
    keepNumbers(owner, { at: 1, counters: null, tasks: { expired: 2, newComments: null } })
    keepNames(owner, [])
    localStorage.setItem(`unread:numbers:1:${owner}`, 'anything')
    expect(recallNumbers(owner, now)).toEqual({ at: 1, counters: null, tasks: { expired: 2, newComments: null } })
  })

  it('among the settings is taken over under its old name, and left out where it means nothing now', () => {
    const kept: Record<string, string> = {
      liveliness: '"calm"', theme: '"sepia"', uncounted: '["lines","of-an-older-release"]', sort: '"weight"', isGrouped: 'yes', gone: '1',
    }
    expect(parseSettingOverrides(name => kept[name] ?? null)).toEqual({ refreshRate: 'calm', uncounted: ['lines'], sort: 'weight' })
  })
})
