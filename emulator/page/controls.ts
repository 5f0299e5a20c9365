import type { PageSession } from '../wire.ts'
import { button, element } from './dom.ts'
import { chatControls } from './controls-chat.ts'
import { faultControls } from './controls-faults.ts'
import { viewControls } from './controls-view.ts'
import type { PageQuery } from './query.ts'
import { server } from './server.ts'

export type Act = (action: string, body?: object) => void

export interface Controls {
  toggle: HTMLElement
  panel: HTMLElement
  /** The chat the chat controls act on */
  chooseDialog(dialogId: string): void
}

/** The collapsible panel that plays the colleagues, the administrator and bad luck. */
export function createControls(session: PageSession, query: PageQuery, onDone: () => Promise<void>): Controls {
  const outcome = element('output', { class: 'controls-outcome' })
  const act: Act = (action, body = {}) => {
    const request = { userId: session.user.id, ...body }
    server.control(action, request).then(onDone).then(
      () => outcome.replaceChildren(`✓ ${action}`),
      (error: unknown) => outcome.replaceChildren(String(error)),
    )
  }
  const chat = chatControls(act)
  const panel = element('section', { 'class': 'controls', 'data-testid': 'controls', 'aria-label': 'Portal controls', 'hidden': true },
    ...viewControls(session, query, act),
    ...chat.sections,
    ...faultControls(session, act),
    outcome,
  )
  const toggle = button('Portal controls', () => {
    panel.hidden = !panel.hidden
  }, { 'class': 'controls-toggle', 'data-testid': 'controls-toggle' })
  return { toggle, panel, chooseDialog: chat.choose }
}
