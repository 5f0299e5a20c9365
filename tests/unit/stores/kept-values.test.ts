import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { frameClock } from '../../../src/browser/frame-clock.ts'
import { useConnectionStore } from '../../../src/stores/connection.ts'
import { useKeptValuesStore } from '../../../src/stores/kept-values.ts'
import { useSettingsStore } from '../../../src/stores/settings.ts'
import { fakePortal } from '../../components/fake-portal.ts'
import { freshPinia } from '../../fresh-pinia.ts'
import { Channels } from './channels.ts'
import { emptyShelf, optionsOn, type Shelf } from './shelf.ts'

let channels: Channels
let shelf: Shelf

beforeEach(() => {
  channels = new Channels()
  channels.install()
  shelf = emptyShelf()
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

async function openFrame() {
  freshPinia()
  const options = optionsOn(shelf)
  await useConnectionStore().follow(Promise.resolve({ status: 'connected', portal: fakePortal([], { options }) }))
  useKeptValuesStore().join('unread:1:office')
  return { settings: useSettingsStore(), poll: options.poll }
}

const onAnotherDevice = (values: Readonly<Record<string, string>>) => {
  shelf.person = { ...shelf.person, ...values }
}

it('a frame that does not poll hears from the one that does what was changed on another device', async () => {
  shelf.person = { keepsNames: 'true' }
  const [leader, follower] = [await openFrame(), await openFrame()]
  onAnotherDevice({ keepsNames: 'false' })
  await leader.poll()
  channels.deliverAll()
  expect(follower.settings.settings.keepsNames).toBe(false)
})

it('a choice of another frame gives way to what the portal says an hour later', async () => {
  const now = vi.spyOn(frameClock, 'now').mockReturnValue(0)
  const [leader, follower] = [await openFrame(), await openFrame()]
  await leader.poll()
  await follower.settings.choose({ theme: 'dark' })
  channels.deliverAll()
  expect(leader.settings.settings.theme).toBe('dark')
  onAnotherDevice({ theme: '"light"' })
  now.mockReturnValue(60 * 60_000)
  await leader.poll()
  channels.deliverAll()
  expect([leader, follower].map(({ settings }) => settings.settings.theme)).toEqual(['light', 'light'])
})

it('"Saved" is said in no frame before the portal has kept a choice, and of a refused one in none', async () => {
  const [one, other] = [await openFrame(), await openFrame()]
  const choosing = one.settings.choose({ theme: 'dark' })
  channels.deliverAll()
  expect([other.settings.settings.theme, other.settings.saving]).toEqual(['dark', 'saving'])
  await choosing
  channels.deliverAll()
  expect(other.settings.saving).toBe('kept')

  shelf.refuses = true
  await one.settings.choose({ keepsNames: true })
  channels.deliverAll()
  expect([other.settings.settings.keepsNames, other.settings.saving]).toEqual([true, 'refused'])

  shelf.refuses = false
  await other.settings.choose({ sort: 'oldest' })
  channels.deliverAll()
  expect(shelf.person).toEqual({ theme: '"dark"', keepsNames: 'true', sort: '"oldest"' })
  expect([one.settings.saving, other.settings.saving]).toEqual(['kept', 'kept'])
})
