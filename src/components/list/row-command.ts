/** What one may do with a row, by the hook of its button. */
export type RowCommand =
  | 'open-chat' | 'mark-read' | 'mark-unread' | 'clear-mark' | 'mute' | 'unmute' | 'open-entity' | 'answer' | 'skip' | 'details'
