import type { Recent } from '../wire.ts'
import { createChatPicker } from './chat-picker.ts'
import type { Act } from './controls.ts'
import { choice, field, labelled, pairs, row, section, toggle } from './control-fields.ts'
import { button } from './dom.ts'

export interface ChatControls {
  sections: HTMLElement[]
  /** For testers: what may be true of the chosen chat */
  rare: HTMLElement
  show(recent: Recent): void
  choose(dialogId: string): void
}

const ATTACHMENTS = [
  ['', 'nothing'], ['image', 'a picture'], ['file', 'a file'], ['video', 'a video'], ['audio', 'a voice message'], ['sticker', 'a sticker'], ['attachment', 'a block of an app'],
] as const
const NOTIFICATIONS = [['', 'any'], ['2', 'from a person'], ['3', 'from Bitrix24'], ['1', 'to accept or decline']] as const

/** What colleagues do, and what the person does elsewhere. */
export function chatControls(act: Act): ChatControls {
  const picker = createChatPicker('control-dialog')
  const text = field('', { 'placeholder': 'empty: one is made up', 'data-testid': 'control-text' })
  const attachment = choice(ATTACHMENTS, '')
  const type = choice(NOTIFICATIONS, '')
  let mention = false
  const inChat = (label: string, action: string, body: object = {}) => button(label, () => act(label, action, { dialogId: picker.field.value, ...body }))
  const write = (label: string, count: number, testId: string) => button(label, () => {
    act(label, 'message', {
      dialogId: picker.field.value,
      count,
      mention,
      ...text.value && { text: text.value },
      ...attachment.value && { attachment: attachment.value },
    })
    text.value = ''
  }, { 'data-testid': testId, ...count === 1 && { class: 'controls-main' } })
  const simple = (label: string, action: string) => button(label, () => act(label, action))
  return {
    show: picker.show,
    choose: picker.choose,
    rare: section('The chat chosen above',
      pairs(
        inChat('Remove the mark', 'mark', { unread: false }),
        inChat('Deny access', 'access', { allowed: false }),
        inChat('Allow access', 'access', { allowed: true }),
        inChat('Visitor is answered', 'line', { answered: true }),
        inChat('Visitor waits', 'line', { answered: false }),
      ),
    ),
    sections: [
      section('A colleague writes',
        labelled('Chat', picker.field),
        labelled('Text', text),
        row(
          labelled('With', attachment),
          toggle('Mentions you', false, (on) => {
            mention = on
          }),
        ),
        row(write('New message', 1, 'control-message'), write('5 new messages', 5, 'control-messages')),
      ),
      section('You, elsewhere',
        pairs(
          button('Read everything elsewhere', () => act('Everything is read', 'read-all'), { 'class': 'controls-wide', 'data-testid': 'control-read-all' }),
          inChat('Read this chat', 'read'),
          inChat('Mark as unread', 'mark', { unread: true }),
          inChat('Mute', 'mute', { mute: true }),
          inChat('Unmute', 'mute', { mute: false }),
        ),
      ),
      section('Something else happens',
        labelled('Kind of notification', type),
        pairs(
          button('Notification', () => act('Notification', 'notify', type.value === '' ? {} : { type: Number(type.value) }), { 'data-testid': 'control-notify' }),
          simple('A visitor writes', 'visitor'),
          simple('Task comment', 'task-comment'),
          simple('A deadline passes', 'task-overdue'),
        ),
      ),
    ],
  }
}
