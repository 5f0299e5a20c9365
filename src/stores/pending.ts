import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { type ChatAction, type PendingAction, unansweredBy } from '../domain/chat-action.ts'

/** Actions that show already, and that no answer of the portal has taken in yet. */
export const usePendingStore = defineStore('pending', () => {
  const pending = shallowRef<readonly PendingAction[]>([])
  let lastId = 0

  function add(action: ChatAction): PendingAction {
    lastId += 1
    const added = { id: lastId, action, confirmedAt: null, left: 0 }
    pending.value = [...pending.value, added]
    return added
  }

  /** @param at when the portal had done it, in ms since the epoch */
  function confirm(id: number, at: number, left: number): void {
    pending.value = pending.value.map(entry => (entry.id === id ? { ...entry, confirmedAt: at, left } : entry))
  }

  /** The portal refused: it never happened. */
  function undo(id: number): void {
    pending.value = pending.value.filter(entry => entry.id !== id)
  }

  /** An answer has come to a question asked at `askedAt` (ms since the epoch). */
  function answered(askedAt: number): void {
    pending.value = unansweredBy(pending.value, askedAt)
  }

  return { pending, add, confirm, undo, answered }
})
