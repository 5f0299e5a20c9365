import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useKeptValuesStore } from '../../../src/stores/kept-values.ts'
import { useConnectionStore } from '../../../src/stores/connection.ts'
import { useSettingsStore } from '../../../src/stores/settings.ts'
import { freshPinia } from '../../fresh-pinia.ts'
import { fakePortal } from '../../components/fake-portal.ts'
import { Channels } from './channels.ts'
import { emptyShelf, optionsOn, type Shelf } from './shelf.ts'

const name = 'unread:1:office'
let channels: Channels

beforeEach(() => {
  channels = new Channels()
  channels.install()
})
afterEach(() => vi.unstubAllGlobals())

async function openFrame(shelf: Shelf) {
  freshPinia()
  const portal = fakePortal([], { options: optionsOn(shelf), isAdmin: true })
  await useConnectionStore().follow(Promise.resolve({ status: 'connected', portal }))
  const values = useKeptValuesStore()
  values.join(name)
  return { settings: useSettingsStore(), values }
}

it('say that something is not kept until it is, and send it along with the next change', async () => {
  const shelf = { ...emptyShelf(), refuses: true }
  const { settings, values } = await openFrame(shelf)
  const keep = vi.spyOn(values, 'keep')
  await settings.choose({ theme: 'dark' })
  await settings.choose({ isGrouped: true })
  expect(settings.saving).toBe('refused')
  shelf.refuses = false
  await settings.choose({ theme: 'light' })
  expect([keep.mock.lastCall, settings.saving]).toEqual([[{ theme: '"light"', isGrouped: 'true' }], 'kept'])
})

it('that were not kept do not go over what another frame has chosen since', async () => {
  const shelf = { ...emptyShelf(), refuses: true }
  const { settings, values } = await openFrame(shelf)
  const keep = vi.spyOn(values, 'keep')
  await settings.choose({ sort: 'oldest' })
  shelf.refuses = false
  const learn = useConnectionStore().portal?.options.learn
  learn?.({ sort: '"weight"' }, 'saving')
  learn?.({ sort: '"weight"' }, 'kept')
  await settings.choose({ isGrouped: true })
  expect([keep.mock.lastCall, settings.saving]).toEqual([[{ isGrouped: 'true' }], 'kept'])
})

describe('two frames of one person', () => {
  it('show at once what is chosen in the other', async () => {
    const shelf = emptyShelf()
    const [a, b] = [await openFrame(shelf), await openFrame(shelf)]
    await b.settings.choose({ theme: 'dark' })
    channels.deliverAll()
    expect(a.settings.settings.theme).toBe('dark')
    expect(a.settings.hasOverrides).toBe(true)
    await a.settings.reset()
    channels.deliverAll()
    expect(b.settings.settings.theme).toBe('light')
  })

  it('do not overwrite each other\'s choices, where they cannot tell each other either', async () => {
    vi.stubGlobal('BroadcastChannel', undefined)
    const shelf = emptyShelf()
    const [a, b] = [await openFrame(shelf), await openFrame(shelf)]
    await b.settings.choose({ theme: 'dark' })
    await a.settings.choose({ showsMuted: false })
    const { settings } = await openFrame(shelf)
    expect(settings.settings).toMatchObject({ theme: 'dark', showsMuted: false })
  })

  it.each([
    null, 'theme', 7, { theme: '"dark"' }, { state: 'kept' }, { state: 'kept', values: { theme: null } }, { state: 'gone', values: { theme: '"dark"' } },
  ])('leave alone what cannot be understood: %j', async (message) => {
    const frame = await openFrame(emptyShelf())
    new BroadcastChannel(`${name}:kept`).postMessage(message)
    channels.deliverAll()
    expect(frame.settings.hasOverrides).toBe(false)
  })
})

it('a choice is kept only once the portal has said so, and holds all the same', async () => {
  const { settings } = await openFrame({ ...emptyShelf(), refuses: true })
  const choosing = settings.choose({ theme: 'dark' })
  expect(settings.saving).toBe('saving')
  await choosing
  expect(settings.saving).toBe('refused')
  expect(settings.settings.theme).toBe('dark')
})

it('an administrator shares everything but whether names stay on the device', async () => {
  const shelf = emptyShelf()
  const { settings } = await openFrame(shelf)
  await settings.choose({ keepsNames: true, theme: 'dark' })
  await settings.shareWithAll()
  expect(shelf.everybody).toEqual({ theme: '"dark"' })
  shelf.person = {}
  shelf.everybody = { theme: '"dark"', keepsNames: 'true' }
  expect((await openFrame(shelf)).settings.settings).toMatchObject({ theme: 'dark', keepsNames: false })
})
