import { describe, expect, it } from 'vitest'
import { parseBindings } from '../../../src/bitrix24/install.ts'
import { wantedBindings } from '../../../src/bitrix24/wanted-bindings.ts'

const bare = { placement: 'LEFT_MENU', userId: 0, handler: 'https://app.example.com/', title: 'x', description: '' }

describe('the portal\'s list of handlers', () => {
  it('is read with PHP\'s empty maps', () => {
    expect(parseBindings([{ ...bare, options: [], langAll: [] }])).toEqual([
      { placement: 'LEFT_MENU', handler: bare.handler, options: new Map(), titles: new Map() },
    ])
  })

  it('is read with options and titles', () => {
    const [binding] = parseBindings([{
      ...bare,
      options: { iconName: 'fa-bell-o', width: 7 },
      langAll: { de: { TITLE: 'Ungelesen', DESCRIPTION: '' }, en: [] },
    }])
    expect(binding?.options).toEqual(new Map([['iconName', 'fa-bell-o']]))
    expect(binding?.titles).toEqual(new Map([['de', 'Ungelesen']]))
  })

  it.each([null, 'none', { error: 'x' }, [{ placement: 'LEFT_MENU' }]])('is refused: %j', (answer) => {
    expect(() => parseBindings(answer)).toThrow()
  })
})

it('wants both places, each with a title in all 20 languages of portals', () => {
  const codes = ['ar', 'br', 'de', 'en', 'fr', 'id', 'in', 'it', 'ja', 'kz', 'la', 'ms', 'pl', 'ru', 'sc', 'tc', 'th', 'tr', 'ua', 'vn']
  const bindings = wantedBindings('https://app.example.com/')
  expect(bindings.map(({ placement }) => placement)).toEqual(['LEFT_MENU', 'IM_SIDEBAR'])
  for (const { titles } of bindings) {
    expect([...titles.keys()].toSorted()).toEqual(codes)
    expect([...titles.values()].every(title => title.trim() !== '')).toBe(true)
  }
})
