import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Binding, type InstallationPlan, isComplete, isDispensable, managedPlacements, normalAddress, planInstallation, type PlacementBinding,
} from '../../../src/domain/installation.ts'

const address = 'https://app.example.com/unread/'
/** Other spellings of it. */
const spellings = [
  'https://APP.example.com/unread/', 'https://app.example.com:443/unread/', 'HTTPS://app.example.com/unread/',
  'https://app.example.com/%75nread/', 'https://app.example.com/x/../unread/',
]
const wanted: readonly PlacementBinding[] = [
  { placement: 'LEFT_MENU', handler: address, options: new Map(), titles: new Map([['en', 'Unread']]) },
  { placement: 'IM_NAVIGATION', handler: address, options: new Map([['iconName', 'fa-bell-o']]), titles: new Map([['en', 'Unread']]) },
  { placement: 'IM_SIDEBAR', handler: address, options: new Map([['iconName', 'fa-bell-o']]), titles: new Map([['en', 'Chat']]) },
]

const texts = (keys: readonly string[]) => fc.uniqueArray(
  fc.tuple(fc.constantFrom(...keys), fc.constantFrom('fa-bell-o', 'Unread', 'Chat', 'old')), { selector: ([key]) => key },
).map(entries => new Map(entries))
const binding: fc.Arbitrary<Binding> = fc.record({
  placement: fc.constantFrom(...managedPlacements, 'CRM_DEAL_DETAIL_TAB', 'IM_TEXTAREA'),
  handler: fc.constantFrom(
    address, ...spellings, 'https://old.example.com/', 'https://app.example.com/other/', 'https://app.example.com/Unread/', 'not a url', '',
  ),
  options: texts(['iconName', 'color']),
  titles: texts(['en', 'de']),
})
/** As portals keep them: no address twice in one place. */
const bindings = fc.uniqueArray(binding, { selector: ({ placement, handler }) => `${placement} ${handler}`, maxLength: 24 })

/** What the portal holds after the plan was carried out: it compares addresses to the letter. */
function carryOut(existing: readonly Binding[], plan: InstallationPlan): Binding[] {
  const isAmong = (list: readonly Binding[], { placement, handler }: Binding) => (
    list.some(gone => gone.placement === placement && gone.handler === handler)
  )
  const afterUnbinding = (held: readonly Binding[], gone: readonly Binding[]) => held.filter(each => !isAmong(gone, each))
  let held = [...existing]
  for (const want of [...plan.bind.map(each => ({ want: each, stale: [] })), ...plan.renew]) {
    held = afterUnbinding(held, want.stale)
    expect(isAmong(held, want.want), 'Handler already binded').toBe(false)
    held.push(want.want)
  }
  return afterUnbinding(held, plan.unbind)
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

  it('leaves one entry in each place, at the wanted address, however often and however spelled it was there', () => {
    fc.assert(fc.property(bindings, (existing) => {
      const after = carryOut(existing, planInstallation(existing, wanted))
      for (const { placement } of wanted) {
        const entries = after.filter(each => each.placement === placement && each.handler !== '')
        expect(entries.map(({ handler }) => normalAddress(handler)), placement).toEqual([normalAddress(address)])
        // The portal listens to the origin as it is spelled in the handler.
        expect(entries.every(({ handler }) => handler.startsWith('https://app.example.com/'))).toBe(true)
      }
    }))
  })

  it('touches nothing in places it does not manage, and sends no empty address', () => {
    fc.assert(fc.property(bindings, (existing) => {
      const plan = planInstallation(existing, wanted)
      for (const { placement, handler } of [...plan.unbind, ...plan.renew.flatMap(({ stale }) => stale)]) {
        expect(managedPlacements).toContain(placement)
        expect(handler).not.toBe('')
      }
      const kept = (list: readonly Binding[]) => list.filter(({ placement }) => placement.startsWith('CRM') || placement === 'IM_TEXTAREA')
      expect(kept(carryOut(existing, plan))).toEqual(kept(existing))
    }))
  })

  it('does each wanted place exactly once', () => {
    fc.assert(fc.property(bindings, (existing) => {
      const { keep, bind, renew } = planInstallation(existing, wanted)
      expect([...keep, ...bind, ...renew.map(({ want }) => want)].map(({ placement }) => placement).toSorted()).toEqual(['IM_NAVIGATION', 'IM_SIDEBAR', 'LEFT_MENU'])
    }))
  })

  it('does not mind the order of entries, options and titles', () => {
    const reversed = <K, V>(map: ReadonlyMap<K, V>) => new Map([...map].toReversed())
    fc.assert(fc.property(bindings, (existing) => {
      const turned = existing.map(each => ({ ...each, options: reversed(each.options), titles: reversed(each.titles) }))
      const count = ({ keep, bind, renew, unbind }: InstallationPlan) => [keep.length, bind.length, renew.length, unbind.length]
      expect(count(planInstallation(turned, wanted))).toEqual(count(planInstallation(existing, wanted)))
      expect(count(planInstallation(existing.toReversed(), wanted))).toEqual(count(planInstallation(existing, wanted)))
    }))
  })

  it('takes addresses with and without the last slash for one, as for a bare host', () => {
    const want = wanted.map(each => ({ ...each, handler: 'https://app.example.com/' }))
    const existing = want.map(each => ({ ...each, handler: 'https://app.example.com' }))
    expect(isComplete(planInstallation(existing, want))).toBe(true)
  })

  it('of two spellings keeps the wanted one, and removes the other', () => {
    const [menu] = wanted as [PlacementBinding]
    const other = { ...menu, handler: 'https://app.example.com/%75nread/' }
    for (const existing of [[menu, other], [other, menu]]) {
      expect(planInstallation(existing, [menu])).toEqual({ keep: [menu], bind: [], renew: [], unbind: [other] })
    }
  })

  it('renews what has another icon, title or spelling of the host, and trusts what the portal does not tell', () => {
    const [menu, section, sidebar] = wanted as [PlacementBinding, PlacementBinding, PlacementBinding]
    const old = { ...menu, titles: new Map([['en', 'Counters']]) }
    const capitals = { ...section, handler: 'https://APP.example.com/unread/' }
    expect(planInstallation([old, capitals, { ...sidebar, options: new Map() }], wanted)).toEqual({
      renew: [{ want: menu, stale: [old] }, { want: section, stale: [capitals] }], keep: [sidebar], bind: [], unbind: [],
    })
  })

  it('adds the section of the messenger to an installation of an earlier version', () => {
    const [menu, section, sidebar] = wanted as [PlacementBinding, PlacementBinding, PlacementBinding]
    expect(planInstallation([menu, sidebar], wanted)).toEqual({ keep: [menu, sidebar], bind: [section], renew: [], unbind: [] })
  })
})

it.each([
  ['IM_NAVIGATION', 'ERROR_PLACEMENT_NOT_FOUND', true],
  ['IM_SIDEBAR', 'INVALID_ERROR_COLOR', true],
  ['IM_SIDEBAR', 'EMPTY_ERROR_ICON_NAME', true],
  ['LEFT_MENU', 'ERROR_PLACEMENT_NOT_FOUND', false],
  ['IM_NAVIGATION', 'ACCESS_DENIED', false],
  ['IM_NAVIGATION', 'INTERNAL_SERVER_ERROR', false],
] as const)('an installation without %s, refused with %s: %s', (placement, code, goesOn) => {
  expect(isDispensable(placement, code)).toBe(goesOn)
})
