import type { B24Frame } from '@bitrix24/b24jssdk'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { bindingsSchema, installerOf } from '../../../src/bitrix24/install.ts'
import { placementBindings } from '../../../src/bitrix24/placement-bindings.ts'

const bare = { placement: 'LEFT_MENU', userId: 0, handler: 'https://app.example.com/', title: 'x', description: '' }
const parse = (answer: unknown) => v.parse(bindingsSchema, answer)

describe('the portal\'s list of handlers', () => {
  it('is read with PHP\'s empty maps', () => {
    expect(parse([{ ...bare, options: [], langAll: [] }])).toEqual([
      { placement: 'LEFT_MENU', handler: bare.handler, options: new Map(), titles: new Map() },
    ])
  })

  it('is read with options and titles', () => {
    const [binding] = parse([{
      ...bare,
      options: { iconName: 'fa-bell-o', width: 7 },
      langAll: { de: { TITLE: 'Ungelesen', DESCRIPTION: '' }, en: [] },
    }])
    expect(binding?.options).toEqual(new Map([['iconName', 'fa-bell-o']]))
    expect(binding?.titles).toEqual(new Map([['de', 'Ungelesen']]))
  })

  it.each([null, 'none', { error: 'x' }, [{ placement: 'LEFT_MENU' }]])('is refused: %j', (answer) => {
    expect(() => parse(answer)).toThrow()
  })
})

it('wants three places, each with a title in all 20 languages of portals', () => {
  const codes = ['ar', 'br', 'de', 'en', 'fr', 'id', 'in', 'it', 'ja', 'kz', 'la', 'ms', 'pl', 'ru', 'sc', 'tc', 'th', 'tr', 'ua', 'vn']
  const bindings = placementBindings('https://app.example.com/')
  expect(bindings.map(({ placement }) => placement)).toEqual(['LEFT_MENU', 'IM_NAVIGATION', 'IM_SIDEBAR'])
  for (const { titles } of bindings) {
    expect([...titles.keys()].toSorted()).toEqual(codes)
    expect([...titles.values()].every(title => title.trim() !== '')).toBe(true)
  }
})

/** A frame whose batches answer this, by the method of each command. */
const frameWith = (answers: Readonly<Record<string, unknown>>) => ({
  actions: { v2: { batch: { make: ({ calls }: { calls: Record<string, { method: string }> }) => Promise.resolve({
    getData: () => Object.fromEntries(Object.entries(calls).map(([key, { method }]) => (
      [key, { isSuccess: true, getData: () => ({ result: answers[method] }) }]
    ))),
  }) } } },
}) as unknown as B24Frame

describe('an installer', () => {
  const [menu] = placementBindings('https://app.example.com/')
  if (menu === undefined) throw new Error('Nothing is wanted.')

  it.each([
    [true, null],
    [{ error: 'INVALID_ERROR_CONTEXT', error_description: 'Field context is invalid.' }, 'INVALID_ERROR_CONTEXT'],
    [false, 'NOT_REGISTERED'],
    [[], 'NOT_REGISTERED'],
  ])('takes %j for what it says', async (answer, code) => {
    const outcome = await installerOf(frameWith({ 'placement.bind': answer })).bind(menu)
    expect(outcome.ok ? null : outcome.failure.code).toBe(code)
  })

  const survey = async (offered: unknown, bindings: readonly unknown[] = []) => {
    const answer = await installerOf(frameWith({ 'scope': ['im'], 'placement.list': offered, 'placement.get': bindings })).survey()
    return answer.ok ? answer.value.offered : answer
  }

  it('learns which places the portal has, among them those it is bound to', async () => {
    expect(await survey(['LEFT_MENU'])).toEqual(new Set(['LEFT_MENU']))
    expect(await survey(['LEFT_MENU'], [{ ...bare, placement: 'IM_SIDEBAR' }])).toEqual(new Set(['LEFT_MENU', 'IM_SIDEBAR']))
  })

  it.each([[null], [[]], [{ error: 'x' }], [['CRM_DEAL_DETAIL_TAB']]])('does not know them from %j', async (offered) => {
    expect(await survey(offered)).toBeNull()
  })
})
