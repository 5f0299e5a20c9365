import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Binding, isComplete, planInstallation, type WantedBinding } from '../../../src/domain/installation.ts'

const address = 'https://app.example.com/unread/'
const wanted: readonly WantedBinding[] = [
  { placement: 'LEFT_MENU', handler: address, options: new Map(), titles: new Map([['en', 'Unread']]) },
  { placement: 'IM_SIDEBAR', handler: address, options: new Map([['iconName', 'fa-bell-o']]), titles: new Map([['en', 'Chat']]) },
]

const texts = (keys: readonly string[]) => fc.uniqueArray(
  fc.tuple(fc.constantFrom(...keys), fc.constantFrom('fa-bell-o', 'Unread', 'Chat', 'old')), { selector: ([key]) => key },
).map(entries => new Map(entries))
const binding: fc.Arbitrary<Binding> = fc.record({
  placement: fc.constantFrom('LEFT_MENU', 'IM_SIDEBAR', 'CRM_DEAL_DETAIL_TAB', 'IM_TEXTAREA'),
  handler: fc.constantFrom(address, 'https://old.example.com/', 'https://app.example.com/other/', 'not a url', ''),
  options: texts(['iconName', 'color']),
  titles: texts(['en', 'de']),
})
/** As portals keep them: no address twice in one place. */
const bindings = fc.uniqueArray(binding, { selector: ({ placement, handler }) => `${placement} ${handler}`, maxLength: 12 })

/** What the portal holds after the plan was carried out. */
function carryOut(existing: readonly Binding[], plan: ReturnType<typeof planInstallation>): Binding[] {
  const gone = new Set<Binding>([
    ...plan.unbind,
    ...existing.filter(({ placement, handler }) => plan.renew.some(want => want.placement === placement && want.handler === handler)),
  ])
  return [...existing.filter(held => !gone.has(held)), ...plan.bind, ...plan.renew]
}

describe('the plan of an installation', () => {
  it('leads from anywhere to the wanted state, after which there is nothing to do', () => {
    fc.assert(fc.property(bindings, (existing) => {
      const after = carryOut(existing, planInstallation(existing, wanted))
      const next = planInstallation(after, wanted)
      expect(isComplete(next)).toBe(true)
      expect(next.keep).toEqual(wanted)
    }))
  })

  it('touches nothing in places it does not manage, and sends no empty address', () => {
    fc.assert(fc.property(bindings, (existing) => {
      const { unbind } = planInstallation(existing, wanted)
      for (const { placement, handler } of unbind) {
        expect(['LEFT_MENU', 'IM_SIDEBAR']).toContain(placement)
        expect(['', address]).not.toContain(handler)
      }
      const kept = (list: readonly Binding[]) => list.filter(({ placement }) => placement.startsWith('CRM') || placement === 'IM_TEXTAREA')
      expect(kept(carryOut(existing, planInstallation(existing, wanted)))).toEqual(kept(existing))
    }))
  })

  it('does each wanted place exactly once', () => {
    fc.assert(fc.property(bindings, (existing) => {
      const { keep, bind, renew } = planInstallation(existing, wanted)
      expect([...keep, ...bind, ...renew].map(({ placement }) => placement).toSorted()).toEqual(['IM_SIDEBAR', 'LEFT_MENU'])
    }))
  })

  it('takes addresses with and without the last slash for one, as for a bare host', () => {
    const want = wanted.map(each => ({ ...each, handler: 'https://app.example.com/' }))
    const existing = want.map(each => ({ ...each, handler: 'https://app.example.com' }))
    expect(isComplete(planInstallation(existing, want))).toBe(true)
  })

  it('renews what has another icon or title, and trusts what the portal does not tell', () => {
    const [menu, sidebar] = wanted as [WantedBinding, WantedBinding]
    const existing = [{ ...menu, titles: new Map([['en', 'Counters']]) }, { ...sidebar, options: new Map() }]
    expect(planInstallation(existing, wanted)).toMatchObject({ renew: [menu], keep: [sidebar], bind: [], unbind: [] })
  })
})
