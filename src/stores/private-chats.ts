import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'

/** Whose private chats are behind which chat ids, as far as it is known; kept for the session. */
export const usePrivateChatsStore = defineStore('private-chats', () => {
  const privateChats = shallowReactive(new Map<string, number>())

  /** @param dialogId `chatN` */
  function note(dialogId: string, userId: number): void {
    privateChats.set(dialogId, userId)
  }

  return { privateChats, note }
})
