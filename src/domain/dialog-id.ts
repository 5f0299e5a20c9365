/**
 * How the messenger names a conversation: `chatN`, `sgN` (the chat of workgroup N), or the user id of the other person
 * in a private chat.
 */
const pattern = /^(?:chat|sg)?[1-9]\d*$/

export const isDialogId = (value: unknown): value is string => typeof value === 'string' && pattern.test(value)

/** The dialog id of a chat that is known by its chat id. */
export const chatDialogId = (chatId: number | string): string => `chat${String(chatId)}`

/** The user id behind the dialog id of a private chat, else null. */
export const privateUserId = (dialogId: string): number | null => (/^\d+$/.test(dialogId) ? Number(dialogId) : null)

/** The number in a dialog id. */
export const idOf = (dialogId: string): string => dialogId.replace(/^\D+/, '')
