import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ChatCard } from '../../src/domain/chat.ts'
import { useChatCardsStore } from '../../src/stores/chat-cards.ts'
import { keepNames, recallNames } from '../../src/storage/last-names.ts'
import { useConnectionStore } from '../../src/stores/connection.ts'
import { useSettingsStore } from '../../src/stores/settings.ts'
import { useSyncStore } from '../../src/stores/sync.ts'
import { freshPinia } from '../fresh-pinia.ts'
import { Channels } from '../unit/stores/channels.ts'
import { emptyShelf, optionsOn, type Shelf } from '../unit/stores/shelf.ts'
import { fakePortal, origin } from './fake-portal.ts'

let channels: Channels

beforeEach(() => {
  channels = new Channels()
  channels.install()
  // Nobody leads here, so nobody asks.
  Object.defineProperty(navigator, 'locks', { value: { request: () => new Promise(() => undefined) }, configurable: true })
})
afterEach(() => {
  vi.unstubAllGlobals()
  localStorage.clear()
})

describe('names on this device', { timeout: 60_000 }, () => {
  const owner = `${origin}:7`
  const card: ChatCard = { dialogId: 'chat1', name: 'Secret plans', kind: 'chat', avatar: null, color: null, entity: null }

  async function openUnread(shelf: Shelf) {
    freshPinia()
    const portal = fakePortal([], { options: optionsOn(shelf), userId: 7 })
    await useConnectionStore().follow(Promise.resolve({ status: 'connected', portal }))
    const before = channels.open
    useSyncStore()
    // The code that shares with other frames is fetched after the first numbers; three channels need it.
    await vi.waitFor(() => expect(channels.open).toBe(before + 3), { timeout: 30_000 })
    await flushPromises()
    return { cards: useChatCardsStore().cards, settings: useSettingsStore() }
  }

  it('are shown where the person has chosen so', async () => {
    keepNames(owner, [card])
    const { cards } = await openUnread({ ...emptyShelf(), person: { keepsNames: 'true' } })
    expect(cards.has('chat1')).toBe(true)
  })

  it('are neither shown nor left behind where it was switched off elsewhere', async () => {
    keepNames(owner, [card])
    const { cards } = await openUnread({ ...emptyShelf(), person: { keepsNames: 'false' }, everybody: { keepsNames: 'true' } })
    expect(cards.has('chat1')).toBe(false)
    expect(recallNames(owner)).toEqual([])
  })

  it('are forgotten by all frames when it is switched off in one', async () => {
    const shelf: Shelf = { ...emptyShelf(), person: { keepsNames: 'true' } }
    keepNames(owner, [card])
    const [a, b] = [await openUnread(shelf), await openUnread(shelf)]
    keepNames(owner, [card])
    await b.settings.choose({ keepsNames: false })
    keepNames(owner, [card])
    channels.deliverAll()
    await flushPromises()
    expect(a.settings.settings.keepsNames).toBe(false)
    expect([a.cards.has('chat1'), b.cards.has('chat1')]).toEqual([false, false])
    expect(recallNames(owner)).toEqual([])
  })
})
