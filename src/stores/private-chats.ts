import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import { usePortalStore } from './portal.ts'

/** Whose private chats are behind which chat ids, as far as it is known; kept for the session. */
export const usePrivateChatsStore = defineStore('private-chats', () => {
  const portal = usePortalStore()
  const privateChats = shallowReactive(new Map<string, number>())
  const askedFor = new Set<number>()

  /** @param dialogId `chatN` */
  function note(dialogId: string, userId: number): void {
    privateChats.set(dialogId, userId)
  }

  /** Looks up the chat ids of private chats, in one request, each once. */
  async function want(userIds: readonly number[]): Promise<void> {
    const ids = userIds.filter(id => !askedFor.has(id))
    if (ids.length === 0 || portal.portal === null) return
    for (const id of ids) askedFor.add(id)
    const answer = await portal.portal.privateChats(ids)
    if (!answer.ok) for (const id of ids) askedFor.delete(id)
    else for (const [dialogId, userId] of answer.value) note(dialogId, userId)
  }

  return { privateChats, note, want }
})
