import type { PageSession, Recent } from '../wire.ts'
import { button, element } from './dom.ts'
import { chatControls } from './controls-chat.ts'
import { dayControls } from './controls-day.ts'
import { testerControls } from './controls-testers.ts'
import { viewControls } from './controls-view.ts'
import type { PortalClock } from './portal-clock.ts'
import { pageWith, type PageQuery } from './query.ts'
import { server } from './server.ts'

/** Does what a control says, and tells the person so by its label. */
export type Act = (label: string, action: string, body?: object) => void

export interface ControlsParts {
  session: PageSession
  query: PageQuery
  clock: PortalClock
  onDone: () => Promise<void>
}

export interface Controls {
  panel: HTMLElement
  show(recent: Recent): void
  /** The chat the chat controls act on */
  chooseDialog(dialogId: string): void
}

/** Below it the open controls leave the app less than its widest arrangement. */
const ROOM_FOR_BOTH = '(min-width: 1440px)'

/** The panel that plays the colleagues, the administrator and bad luck. It stands beside or below the app, and folds. */
export function createControls({ session, query, clock, onDone }: ControlsParts): Controls {
  const outcome = element('output', { class: 'controls-outcome' })
  const act: Act = (label, action, body = {}) => {
    const request = { userId: session.user.id, ...body }
    server.control(action, request).then(onDone).then(
      () => outcome.replaceChildren(`✓ ${label}`),
      (error: unknown) => outcome.replaceChildren(error instanceof Error ? error.message : String(error)),
    )
  }
  const day = dayControls(act, clock)
  const chat = chatControls(act)
  const body = element('div', { class: 'controls-body', id: 'controls-body' },
    ...day.sections,
    ...chat.sections,
    ...viewControls(session, query),
    testerControls(session, query, act, chat.rare),
  )
  const panel = element('section', { 'class': 'controls', 'data-testid': 'controls', 'aria-label': 'Portal controls' })
  const toggle = button('', () => fold(!panel.hasAttribute('data-folded')), {
    'class': 'controls-toggle',
    'data-testid': 'controls-toggle',
    'aria-controls': 'controls-body',
  })
  toggle.append(element('span', { class: 'controls-title' }, 'Make something happen'), element('span', { 'class': 'controls-arrow', 'aria-hidden': 'true' }))
  panel.append(element('header', { class: 'controls-head' }, toggle, day.light), body, outcome)

  function setFolded(folded: boolean): void {
    panel.toggleAttribute('data-folded', folded)
    toggle.setAttribute('aria-expanded', String(!folded))
  }

  /** Chosen by hand, so it stays: a reload comes back to it. */
  function fold(folded: boolean): void {
    setFolded(folded)
    history.replaceState(null, '', pageWith({ controls: folded ? 'folded' : 'open' }))
  }

  setFolded(query.controls === null ? !matchMedia(ROOM_FOR_BOTH).matches : query.controls === 'folded')
  return {
    panel,
    show(recent) {
      day.show(recent.officeDay)
      chat.show(recent)
    },
    chooseDialog: chat.choose,
  }
}
