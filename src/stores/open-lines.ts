import { defineStore } from 'pinia'
import { ref, shallowRef, watch } from 'vue'
import { type Conversation, mayBeUnanswered } from '../domain/conversation.ts'
import { useConnectionStore } from './connection.ts'
import { useUnreadStore } from './unread.ts'

/**
 * Open lines of which the portal has refused to mark them as read: a visitor waits for an answer there. The counters do
 * not tell such a line from one with a single message.
 */
export const useOpenLinesStore = defineStore('open-lines', () => {
  const connection = useConnectionStore()
  const unread = useUnreadStore()
  const refused = shallowRef<ReadonlySet<string>>(new Set())
  /** Whether the app may answer and skip for the person. Asked at the first refusal; null until the portal has told. */
  const canAnswer = ref<boolean | null>(null)

  const isWaiting = (conversation: Pick<Conversation, 'dialogId' | 'kind' | 'count'>): boolean => (
    mayBeUnanswered(conversation) && refused.value.has(conversation.dialogId)
  )

  async function note(dialogId: string): Promise<void> {
    refused.value = new Set([...refused.value, dialogId])
    if (canAnswer.value !== null || connection.portal === null) return
    const scopes = await connection.portal.scopes()
    if (scopes.ok) canAnswer.value = scopes.value.has('imopenlines')
  }

  /** Somebody may have answered it by now. */
  function forget(dialogId: string): void {
    refused.value = new Set([...refused.value].filter(id => id !== dialogId))
  }

  watch(() => unread.messenger, () => {
    if (refused.value.size === 0) return
    const waiting = unread.counters?.conversations.filter(isWaiting) ?? []
    refused.value = new Set(waiting.map(({ dialogId }) => dialogId))
  })

  return { canAnswer, isWaiting, note, forget }
})
