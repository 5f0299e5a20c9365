import type { Act } from './controls.ts'
import { field, labelled, row, section } from './control-fields.ts'
import { button } from './dom.ts'

export interface ChatControls {
  sections: HTMLElement[]
  choose(dialogId: string): void
}

/** What colleagues do. */
export function chatControls(act: Act): ChatControls {
  const dialog = field('', { 'placeholder': 'chat1435 or 547', 'data-testid': 'control-dialog' })
  const text = field('', { placeholder: 'any text' })
  const inChat = (label: string, action: string, body: object = {}) => button(label, () => act(action, { dialogId: dialog.value, ...body }))
  const write = (label: string, count: number) => button(label, () => {
    act('message', { dialogId: dialog.value, count, ...text.value && { text: text.value } })
  })
  return {
    choose: (dialogId) => {
      dialog.value = dialogId
    },
    sections: [
      section('Chat',
        row(labelled('Dialog', dialog), labelled('Text', text)),
        row(
          write('Message', 1),
          write('5 messages', 5),
          inChat('Read', 'read'),
          inChat('Mute', 'mute', { mute: true }),
          inChat('Unmute', 'mute', { mute: false }),
          inChat('Mark unread', 'mark', { unread: true }),
          inChat('Unmark', 'mark', { unread: false }),
          inChat('Deny access', 'access', { allowed: false }),
          inChat('Allow', 'access', { allowed: true }),
        ),
      ),
      section('Tasks and notifications',
        row(
          button('Notification', () => act('notify')),
          button('Task overdue', () => act('task-overdue')),
          button('Task comment', () => act('task-comment')),
        ),
      ),
    ],
  }
}
