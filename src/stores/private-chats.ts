import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { PrivateChats } from '../domain/private-chats.ts'

/** Whose private chats are behind which chat ids, as far as it is known; kept for the session. */
export const usePrivateChatsStore = defineStore('private-chats', () => {
  const privateChats = shallowRef<PrivateChats>(new Map())

  /** @param found user ids by `chatN`; all at once, since whoever depends on them reads all counters anew */
  function note(found: ReadonlyMap<string, number>): void {
    const isNew = [...found].some(([dialogId, userId]) => privateChats.value.get(dialogId) !== userId)
    if (isNew) privateChats.value = new Map([...privateChats.value, ...found])
  }

  return { privateChats, note }
})
