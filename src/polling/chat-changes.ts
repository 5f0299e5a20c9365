import type { ChatDetails } from '../domain/source.ts'
import type { Counters } from '../domain/counters.ts'

/**
 * How long a chat's details are left alone while the counters do not say that it has changed, in ms. Their answer names
 * everybody in the chat, thousands perhaps, and all users of the app share the time that it takes the portal. The counters
 * do not tell everything: who else has read, messages that the messenger reads as they come, a name that was changed, more
 * messages in a chat that is counted up to 100. All of that is something to look up, not to wait for: it may be some minutes
 * old, and says so, and a person who cannot wait has the button.
 */
export const chatRest = 3 * 60_000

/** What the counters say of a chat, in a text that is another one once its messages have come or been read, or it was muted. */
export function countedOf({ conversations }: Counters, dialogId: string, details: ChatDetails | null): string {
  // A private chat goes by its person's id, and by its own when it is muted.
  const ids = [dialogId, ...(details === null ? [] : [`chat${String(details.chat.chatId)}`, String(details.chat.personId ?? '')])]
  return conversations.flatMap((conversation) => {
    const { count, comments, muted, commentChats = [] } = conversation
    if (ids.includes(conversation.dialogId)) return `${count - comments}${muted ? ' muted' : ''}`
    return commentChats.some(id => ids.includes(id)) ? `${comments} comments` : []
  }).join(', ')
}
