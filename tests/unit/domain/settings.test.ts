import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSettingOverrides, writeSettingOverrides } from '../../../src/bitrix24/setting-options.ts'
import { parseCounters } from '../../../src/bitrix24/counters.ts'
import { conversationKinds } from '../../../src/domain/conversation.ts'
import { type SettingOverrides, countableKinds, defaults, refreshRates, mergeSettings, shareable, themes } from '../../../src/domain/settings.ts'
import { waitingFor } from '../../../src/domain/waiting.ts'
import countersEmpty from '../../fixtures/counters.empty.json'
import countersNewest from '../../fixtures/counters.newest.json'

const choices: fc.Arbitrary<SettingOverrides> = fc.record({
  uncounted: fc.subarray([...countableKinds]),
  showsMuted: fc.boolean(),
  refreshRate: fc.constantFrom(...refreshRates),
  hasShortcuts: fc.boolean(),
  keepsNames: fc.boolean(),
  sendsWithEnter: fc.boolean(),
  theme: fc.constantFrom(...themes),
}, { requiredKeys: [] })

const parse = (options: Readonly<Record<string, string>>) => parseSettingOverrides(name => options[name] ?? null)

describe('what a portal keeps of the settings', () => {
  it('comes back as it was written, each setting under its own name', () => {
    fc.assert(fc.property(choices, (chosen) => {
      expect(parse(writeSettingOverrides(chosen))).toEqual(chosen)
      expect(Object.keys(writeSettingOverrides(chosen))).toHaveLength(Object.keys(chosen).length)
    }))
  })

  it('keeps the name of the option that portals know', () => {
    expect(writeSettingOverrides({ refreshRate: 'calm' })).toEqual({ liveliness: '"calm"' })
  })

  it('is as good as none once a choice is taken back', () => {
    expect(parse(writeSettingOverrides({ theme: null, showsMuted: false }))).toEqual({ showsMuted: false })
  })

  it('never breaks the app, whatever it is', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), fc.constant(null)), (option) => {
      expect(mergeSettings(parseSettingOverrides(() => option), {})).toMatchObject({ theme: expect.any(String) as string })
    }))
  })

  it('counts as far as it can be read: another version may have written it', () => {
    expect(parse({ theme: '"neon"', showsMuted: 'false', uncounted: '["copilot","faxes"]', liveliness: 'calm', fontSize: '7' }))
      .toEqual({ showsMuted: false, uncounted: ['copilot'] })
  })
})

it('a person wins over the administrators, they win over the app', () => {
  expect(mergeSettings({ theme: 'dark' }, { theme: 'light', refreshRate: 'calm' })).toEqual({ ...defaults, theme: 'dark', refreshRate: 'calm' })
})

it('administrators choose for nobody else that names stay on a device', () => {
  expect(mergeSettings({}, { keepsNames: true, theme: 'dark' })).toEqual({ ...defaults, theme: 'dark' })
  expect(mergeSettings({ keepsNames: true }, { keepsNames: false })).toMatchObject({ keepsNames: true })
  expect(shareable({ keepsNames: true, theme: 'dark' })).toEqual({ theme: 'dark' })
})

describe('the total without some kinds', () => {
  const counters = parseCounters(countersNewest.result)
  const tasks = { expired: 1, newComments: 7 }

  it('is what is left', () => {
    expect(waitingFor(counters, tasks, ['copilot'])).toEqual({ count: 43 - 5, complete: true })
    expect(waitingFor(counters, tasks, ['notify', 'tasks-expired'])).toEqual({ count: 43 - 4 - 1, complete: true })
    expect(waitingFor(counters, tasks, [...countableKinds])).toEqual({ count: 0, complete: true })
  })

  it('is never more than the whole, and never negative', () => {
    fc.assert(fc.property(fc.subarray([...countableKinds]), (uncounted) => {
      const { count } = waitingFor(counters, tasks, uncounted) ?? { count: -1 }
      expect(count).toBeGreaterThanOrEqual(0)
      expect(count).toBeLessThanOrEqual(43)
    }))
  })

  it('does not mind a source that is not wanted and not known', () => {
    expect(waitingFor(counters, { expired: null, newComments: null }, ['tasks-expired'])).toMatchObject({ complete: true })
    expect(waitingFor(counters, null, [])).toMatchObject({ complete: false })
  })

  it('is a lower bound where the portal\'s kinds do not add up to its total', () => {
    const empty = parseCounters(countersEmpty)
    const odd = { ...empty, all: 10, messenger: 10, byKind: { ...empty.byKind, dialog: 3 } }
    expect(waitingFor(odd, tasks, ['notify'])).toMatchObject({ count: 3 + 1, complete: false })
    expect(conversationKinds.every(kind => waitingFor(odd, tasks, [kind])?.complete === false)).toBe(true)
  })
})
