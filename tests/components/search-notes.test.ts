import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { h } from 'vue'
import { parseCounters } from '../../src/bitrix24/counters.ts'
import { parseChatCard } from '../../src/bitrix24/chat.ts'
import { ok } from '../../src/domain/failure.ts'
import { useChatCardsStore } from '../../src/stores/chat-cards.ts'
import { useSearchStore } from '../../src/stores/search.ts'
import { useUnreadStore } from '../../src/stores/unread.ts'
import { useSearchNotes } from '../../src/views/unread/use-search-notes.ts'
import { fakePortal, origin } from './fake-portal.ts'
import { mountView } from './mount.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const Notes = {
  setup() {
    const { note, nothing } = useSearchNotes()
    return () => h('p', `${note.value ?? 'everything was searched'} / ${nothing.value}`)
  },
}

/** Searches for Anna among chat1 and chat2, of which the portal finds the first. */
async function search(isComplete: boolean, known: readonly string[] = []) {
  const view = await mountView(Notes, fakePortal([], { search: () => Promise.resolve(ok({ dialogIds: new Set(['chat1']), isComplete })) }))
  useUnreadStore().takeMessenger(ok(parseCounters({ TYPE: { ALL: 2, CHAT: 2, MESSENGER: 2 }, CHAT: { 1: 1, 2: 1 } })), 1, 1)
  for (const dialogId of known) useChatCardsStore().cards.set(dialogId, ok(parseChatCard({ name: 'Sales' }, { dialogId, origin })))
  const store = useSearchStore()
  store.text = 'Anna'
  await vi.advanceTimersByTimeAsync(1_000)
  await flushPromises()
  expect(['chat1', 'chat2'].filter(id => store.fits?.(id))).toEqual(['chat1'])
  return view.text()
}

describe('a search', () => {
  it('is over once the portal has told of all it finds', async () => {
    expect(await search(true)).toBe('everything was searched / No matches')
  })

  it('that the portal cuts short says so, while there are chats whose names are not known', async () => {
    const text = 'There may be more matches. Type more characters.'
    expect(await search(false)).toBe(`${text} / ${text}`)
    expect(await search(false, ['chat1', 'chat2'])).toBe('everything was searched / No matches')
  })
})
