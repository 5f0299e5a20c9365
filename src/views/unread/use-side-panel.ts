import { computed, onBeforeUnmount, watch } from 'vue'
import { usualDialogId } from '../../domain/private-chats.ts'
import { useChatStore } from '../../stores/chat.ts'
import { usePeekStore } from '../../stores/peek.ts'
import { usePrivateChatsStore } from '../../stores/private-chats.ts'
import { useRepliesStore } from '../../stores/replies.ts'

/** The one conversation that is looked at beside the list: its messages, or its details. */
export function useSidePanel() {
  const chat = useChatStore()
  const peek = usePeekStore()
  const replies = useRepliesStore()
  const people = usePrivateChatsStore()

  // Whose private chat it is may be found out while it is looked at.
  watch(() => (chat.dialogId === null ? null : usualDialogId(chat.dialogId, people.privateChats)), chat.lookAt)
  watch(() => (peek.dialogId === null ? null : usualDialogId(peek.dialogId, people.privateChats)), (dialogId) => {
    // Here `peek.dialogId` is the id it goes by no longer, if it has got another one.
    if (peek.dialogId !== null && dialogId !== null) replies.rename(peek.dialogId, dialogId)
    peek.lookAt(dialogId)
  })
  onBeforeUnmount(lookAway)

  const lookedAt = computed(() => peek.dialogId ?? chat.dialogId)

  function lookAway(): void {
    chat.lookAt(null)
    peek.lookAt(null)
  }
  function openPeek(dialogId: string): void {
    chat.lookAt(null)
    peek.lookAt(dialogId)
  }
  function openDetails(dialogId: string): void {
    peek.lookAt(null)
    chat.lookAt(dialogId)
  }

  return { lookedAt, lookAway, openPeek, openDetails }
}
