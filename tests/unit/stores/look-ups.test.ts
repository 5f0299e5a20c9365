import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ChatCard } from '../../../src/domain/chat.ts'
import { err, type FailureKind, type Result, ok } from '../../../src/domain/failure.ts'
import { useChatCardsStore } from '../../../src/stores/chat-cards.ts'
import { useManualRefreshStore } from '../../../src/stores/manual-refresh.ts'
import { usePeopleStore } from '../../../src/stores/people.ts'
import { useConnectionStore } from '../../../src/stores/connection.ts'
import { freshPinia } from '../../fresh-pinia.ts'
import { fakePortal } from '../../components/fake-portal.ts'

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const refused = (kind: FailureKind) => err({ kind, code: kind })

async function connect(overrides: Parameters<typeof fakePortal>[1]) {
  freshPinia()
  const portal = fakePortal([], overrides)
  await useConnectionStore().follow(Promise.resolve({ status: 'connected', portal }))
  return portal
}

/** As polls do: every five seconds the same is wanted. */
async function wantFor(seconds: number, want: () => unknown): Promise<void> {
  for (let second = 0; second < seconds; second += 5) {
    void want()
    await vi.advanceTimersByTimeAsync(5_000)
  }
}

describe('people whom the portal refuses to name', () => {
  it('are not asked for with every poll, and again when a person asks for it', async () => {
    const portal = await connect({ people: () => Promise.resolve(refused('permission')) })
    const people = usePeopleStore()
    await wantFor(600, () => people.want([7, 8]))
    expect(portal.people).toHaveBeenCalledOnce()
    await useManualRefreshStore().trigger()
    await people.want([7, 8])
    expect(portal.people).toHaveBeenCalledTimes(2)
  })

  it('are asked for less and less often while a fault passes', async () => {
    const portal = await connect({ people: () => Promise.resolve(refused('server')) })
    const people = usePeopleStore()
    await wantFor(600, () => people.want([7]))
    expect(portal.people.mock.calls.length).toBeGreaterThan(3)
    expect(portal.people.mock.calls.length).toBeLessThan(10)
  })
})

describe('names of chats', () => {
  const card: ChatCard = { dialogId: 'chat1', name: 'Lunch', kind: 'chat', avatar: null, color: null, entity: null }

  it.each(['the whole', 'one'])('are looked up less and less often while a fault of %s passes, then shown', async (which) => {
    let isFailing = true
    const portal = await connect({
      lookUp(): Promise<Result<ReadonlyMap<string, Result<ChatCard>>>> {
        if (!isFailing) return Promise.resolve(ok(new Map([['chat1', ok(card)]])))
        return Promise.resolve(which === 'one' ? ok(new Map([['chat1', refused('server')]])) : refused('server'))
      },
    })
    const cards = useChatCardsStore()
    await wantFor(300, () => cards.want(['chat1']))
    expect(portal.lookUp.mock.calls.length).toBeGreaterThan(3)
    expect(portal.lookUp.mock.calls.length).toBeLessThan(10)
    isFailing = false
    await useManualRefreshStore().trigger()
    await wantFor(5, () => cards.want(['chat1']))
    expect(cards.cards.get('chat1')).toEqual(ok(card))
  })
})
