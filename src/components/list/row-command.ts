import type { ChatCommand } from '../../domain/chat-command.ts'

/** What one may do with a row, by the hook of its button. */
export type RowCommand = ChatCommand | 'open-chat' | 'open-entity' | 'details' | 'snooze' | 'unsnooze' | 'select'
