import type { PageDialog, PageMessage } from '../wire.ts'
import { avatar, element } from './dom.ts'
import type { PortalClock } from './portal-clock.ts'

export interface ChatPane {
  root: HTMLElement
  show(dialog: PageDialog | null): void
}

/** A chat as the person sees it. Looking at it here does not read it: that is what the controls are for. */
export function createChatPane(clock: PortalClock, send: (text: string) => Promise<void>): ChatPane {
  const head = element('header', { class: 'chat-head' })
  const messages = element('div', { class: 'chat-messages' })
  const input = element('input', { 'class': 'chat-input', 'placeholder': 'Enter message', 'aria-label': 'Message' })
  const form = element('form', { class: 'chat-form' }, input)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (input.value) {
      void send(input.value)
      input.value = ''
    }
  })
  const root = element('div', { class: 'chat-pane' }, head, messages, form)
  let shown = ''

  return {
    root,
    show(dialog) {
      const next = JSON.stringify(dialog)
      if (next === shown) {
        return
      }
      shown = next
      head.replaceChildren(...dialog ? header(dialog) : ['No such chat'])
      messages.replaceChildren(...dialog ? bubbles(dialog.messages, clock) : [])
      messages.scrollTop = messages.scrollHeight
    },
  }
}

function header(dialog: PageDialog): HTMLElement[] {
  const people = dialog.kind === 'private' ? 'Private chat' : `${dialog.members} participants`
  return [
    avatar(dialog),
    element('div', {}, element('h2', {}, dialog.name), element('small', {}, dialog.muted ? `${people} · muted` : people)),
  ]
}

function bubbles(messages: PageMessage[], clock: PortalClock): HTMLElement[] {
  const firstUnread = messages.findIndex(message => message.unread)
  return messages.flatMap((message, index) => {
    const made = bubble(message, clock)
    return index === firstUnread ? [element('div', { class: 'chat-divider' }, 'Unread messages'), made] : [made]
  })
}

function bubble({ author, own, text, at }: PageMessage, clock: PortalClock): HTMLElement {
  if (!author) {
    return element('div', { class: 'bubble-system' }, text)
  }
  return element('div', { class: own ? 'bubble bubble-own' : 'bubble' },
    ...own ? [] : [avatar(author, 'avatar avatar-small')],
    element('div', { class: 'bubble-body' },
      ...own ? [] : [element('b', {}, author.name)],
      element('p', {}, text),
      element('time', {}, clock.short(at)),
    ),
  )
}
