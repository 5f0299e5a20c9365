import { vi } from 'vitest'
import { parseCounters } from '../../src/bitrix24/counters.ts'
import type { ActionDone, Portal } from '../../src/bitrix24/portal.ts'
import type { ChatAction } from '../../src/domain/chat-action.ts'
import { ok, type Result } from '../../src/domain/failure.ts'
import { useActionsStore } from '../../src/stores/actions.ts'
import { useConnectionStore } from '../../src/stores/connection.ts'
import { useUnreadStore } from '../../src/stores/unread.ts'
import { freshPinia } from '../fresh-pinia.ts'
import newest from '../fixtures/counters.newest.json'
import { fakePortal } from './fake-portal.ts'

export const counters = parseCounters(newest.result)

/** Lets everything happen that is due, with fake timers. */
export const turn = () => vi.advanceTimersByTimeAsync(0)

/** A person's app whose portal answers when the test says so. */
export async function open() {
  freshPinia()
  const answers: ((results: readonly Result<ActionDone>[]) => void)[] = []
  const act = vi.fn<Portal['act']>(() => new Promise((resolve) => { answers.push(resolve) }))
  await useConnectionStore().follow(Promise.resolve({ status: 'connected', portal: fakePortal([], { act }) }))
  const unread = useUnreadStore()
  unread.takeMessenger(ok(counters), 100, 90)
  const sent = () => act.mock.calls.map(([actions]) => actions)
  const answer = async (...results: Result<ActionDone>[]) => {
    answers.shift()?.(results)
    await turn()
  }
  const shows = (dialogId: string) => unread.conversations.some(one => one.dialogId === dialogId)
  return { actions: useActionsStore(), unread, sent, answer, shows }
}

export const read = (dialogId: string): ChatAction => ({ kind: 'read', dialogId })
export const done = (unreadFrom: Record<string, number>) => ok<ActionDone>({ left: 0, unreadFrom })
