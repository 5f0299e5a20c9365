import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import InstallFailure from '../../src/components/install/InstallFailure.vue'
import type { Installer, Survey } from '../../src/bitrix24/install.ts'
import { placementBindings } from '../../src/bitrix24/placement-bindings.ts'
import { err, type Failure, ok, type Result } from '../../src/domain/failure.ts'
import type { Binding } from '../../src/domain/installation.ts'
import InstallView from '../../src/views/InstallView.vue'
import { fakePortal } from './fake-portal.ts'
import { hook, mountComponent, mountView } from './mount.ts'

const address = 'https://unread.example.com/'

// What the app is opened from: the checks refuse a host without a dot.
beforeEach(() => void vi.stubGlobal('location', new URL(address)))
afterEach(() => void vi.unstubAllGlobals())

interface Office {
  scopes: ReadonlySet<string> | null
  offered: ReadonlySet<string> | null
  bindings: readonly Binding[]
  /** Why a placement can't be bound. */
  refuse: (placement: string) => Failure | null
  finished: number
}

/** The view, before an office that keeps what is bound. */
async function show(start: Partial<Office> = {}, kind: 'install' | 'own-page' = 'install') {
  const office: Office = {
    scopes: new Set(['im', 'task', 'placement']), offered: null, bindings: [], refuse: () => null, finished: 0, ...start,
  }
  const installer: Installer = {
    survey: () => Promise.resolve<Result<Survey>>(ok(office)),
    bind: (binding) => {
      const failure = office.refuse(binding.placement)
      if (failure !== null) return Promise.resolve(err(failure))
      office.bindings = [...office.bindings, binding]
      return Promise.resolve(ok(undefined))
    },
    unbind: (binding) => {
      office.bindings = office.bindings.filter(each => each !== binding)
      return Promise.resolve(ok(undefined))
    },
    finish: () => void (office.finished += 1),
  }
  const view = await mountView(InstallView, fakePortal([], { isAdmin: true, placement: { kind }, installer: () => Promise.resolve(installer) }))
  const steps = () => view.findAll(hook('install-step')).map(step => [step.attributes('data-placement'), step.attributes('data-action'), step.attributes('data-state')].join(' '))
  const check = (name: string) => view.get(`[data-check="${name}"]`)
  async function press(button: 'install' | 'recheck') {
    await view.get(hook(button)).trigger('click')
    await flushPromises()
  }
  return { view, office, steps, check, press, phase: () => view.get(hook('install-view')).attributes('data-state') }
}

const everywhere = placementBindings(address)
const placesOf = ({ bindings }: Office) => bindings.map(({ placement }) => placement)
const rejected = (code: string): Failure => ({ kind: 'rejected', code, method: 'placement.bind' })

describe('an installation', () => {
  it.each(['ERROR_PLACEMENT_NOT_FOUND', 'ERROR_CORE', 'ACCESS_DENIED'])('that is refused with %s ends nothing, and goes on once that is mended', async (code) => {
    const { view, office, phase, press } = await show({ refuse: () => rejected(code) })
    await press('install')
    expect(phase()).toBe('failed')
    expect(view.get(hook('install-error')).attributes('data-code')).toBe(code)
    expect(office.finished).toBe(0)

    office.refuse = () => null
    await press('install')
    expect(placesOf(office)).toEqual(['LEFT_MENU', 'IM_NAVIGATION', 'IM_SIDEBAR'])
    expect(office.finished).toBe(1)
    expect(view.find(hook('install-error')).exists()).toBe(false)
  })

  it('that somebody else was faster with is none that failed', async () => {
    const { office, phase, press } = await show()
    office.refuse = (placement) => {
      if (placement !== 'LEFT_MENU') return null
      office.bindings = everywhere.slice(0, 1)
      return rejected('ERROR_CORE')
    }
    await press('install')
    expect(phase()).toBe('finishing')
    expect(placesOf(office)).toEqual(['LEFT_MENU', 'IM_NAVIGATION', 'IM_SIDEBAR'])
  })

  it('goes on without a place of the messenger, and says which', async () => {
    const refuse = (placement: string) => (placement === 'IM_NAVIGATION' ? rejected('ERROR_PLACEMENT_NOT_FOUND') : null)
    const { view, office, steps, phase, press } = await show({ refuse }, 'own-page')
    await press('install')
    expect(phase()).toBe('done')
    expect(steps()).toEqual(['LEFT_MENU bind done', 'IM_NAVIGATION bind refused', 'IM_SIDEBAR bind done'])
    expect(view.get(hook('install-step') + '[data-state="refused"]').text()).toContain('ERROR_PLACEMENT_NOT_FOUND')
    expect(view.get('[role=status]').text()).toContain('except for what Bitrix24 declined')
    expect(placesOf(office)).toEqual(['LEFT_MENU', 'IM_SIDEBAR'])
  })

  it('leaves out a place that Bitrix24 does not have, and says so before', async () => {
    const { view, office, check, press } = await show({ offered: new Set(['LEFT_MENU', 'IM_SIDEBAR']) })
    expect(check('place-IM_NAVIGATION').attributes('data-state')).toBe('warning')
    expect(check('place-IM_NAVIGATION').text()).toContain('installed without it')
    await press('install')
    expect(placesOf(office)).toEqual(['LEFT_MENU', 'IM_SIDEBAR'])
    expect(view.find(hook('install-error')).exists()).toBe(false)
  })

  it('names the missing permission before anything is changed, and looks again', async () => {
    const { view, office, check, press } = await show({ scopes: new Set(['task']) })
    expect(['admin', 'handler', 'scope-im', 'scope-placement', 'scope-task'].map(name => check(name).attributes('data-state'))).toEqual([
      'passed', 'passed', 'failed', 'failed', 'passed',
    ])
    expect(check('scope-im').text()).toContain('select this permission')
    expect(view.get(hook('install')).attributes()).toHaveProperty('disabled')

    office.scopes = new Set(['im', 'placement'])
    await press('recheck')
    expect(['scope-im', 'scope-task'].map(name => check(name).attributes('data-state'))).toEqual(['passed', 'warning'])
    expect(view.find(hook('recheck')).exists()).toBe(false)
    expect(document.activeElement).toBe(view.get(hook('install')).element)
    view.unmount()
  })

  it('goes on where Bitrix24 does not tell its permissions', async () => {
    const { office, check, press } = await show({ scopes: null })
    expect(check('scope-im').attributes('data-state')).toBe('unknown')
    await press('install')
    expect(office.finished).toBe(1)
  })
})

describe('a repair', () => {
  it('says before what it adds, and leaves alone what is right', async () => {
    const { office, steps, press } = await show({ bindings: everywhere.filter(({ placement }) => placement !== 'IM_NAVIGATION') }, 'own-page')
    expect(steps()).toEqual(['LEFT_MENU keep done', 'IM_SIDEBAR keep done', 'IM_NAVIGATION bind waiting'])
    await press('install')
    expect(placesOf(office).toSorted()).toEqual(['IM_NAVIGATION', 'IM_SIDEBAR', 'LEFT_MENU'])
    await press('install')
    expect(steps().map(step => step.split(' ').slice(1).join(' '))).toEqual(['keep done', 'keep done', 'keep done'])
  })

  it('of two spellings of the app\'s address leaves one', async () => {
    const [menu, section, sidebar] = everywhere
    if (menu === undefined || section === undefined || sidebar === undefined) throw new Error('Three places are wanted.')
    const capitals = <T extends Binding>(binding: T) => ({ ...binding, handler: binding.handler.replace('https', 'HTTPS') })
    const { office, press, steps } = await show({ bindings: [capitals(menu), menu, capitals(section), capitals(sidebar), sidebar] }, 'own-page')
    await press('install')
    expect(steps().filter(step => step.includes('renew'))).toEqual(['IM_NAVIGATION renew done'])
    expect(office.bindings.map(({ placement, handler }) => `${placement} ${handler}`).toSorted()).toEqual([
      `IM_NAVIGATION ${address}`, `IM_SIDEBAR ${address}`, `LEFT_MENU ${address}`,
    ])
  })
})

it.each([
  ['ERROR_PLACEMENT_NOT_FOUND', 'rejected', 'select im for the app'],
  ['ERROR_WRONG_HANDLER_URL', 'rejected', 'needs a full domain name'],
  ['ERROR_UNSUPPORTED_PROTOCOL', 'rejected', 'must begin with https'],
  ['ACCESS_DENIED', 'permission', 'sign in as an administrator'],
  ['WRONG_AUTH_TYPE', 'rejected', 'not from a webhook'],
  ['insufficient_scope', 'permission', 'select im, task and placement'],
  ['ERROR_ARGUMENT', 'rejected', 'error in the app'],
  ['ERROR_CORE', 'rejected', 'try again'],
  ['INVALID_REQUEST', 'rejected', 'only https'],
  ['INTERNAL_SERVER_ERROR', 'server', 'This is usually temporary'],
] as const)('says what to do about %s', async (code, kind, words) => {
  const failure = await mountComponent(InstallFailure, { failure: { kind, code } })
  expect(failure.get(hook('install-error')).attributes('data-code')).toBe(code)
  expect(failure.text()).toContain(words)
})
