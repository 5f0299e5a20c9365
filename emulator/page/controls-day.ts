import type { OfficeDayState } from '../wire.ts'
import type { Act } from './controls.ts'
import { hint, section } from './control-fields.ts'
import { button, element } from './dom.ts'
import type { PortalClock } from './portal-clock.ts'

export interface DayControls {
  sections: HTMLElement[]
  /** Shines while the day is on, and stays in sight when the controls are folded */
  light: HTMLElement
  show(state: OfficeDayState): void
}

/** Things that happen by themselves. */
export function dayControls(act: Act, clock: PortalClock): DayControls {
  let on = false
  let shown = ''
  const news = element('ol', { 'class': 'controls-news', 'data-testid': 'office-news', 'aria-label': 'What has happened' })
  const start = button('Start an office day', () => act(on ? 'Office day stopped' : 'Office day started', 'office-day', { on: !on }), {
    'class': 'controls-main',
    'data-testid': 'control-office-day',
    'aria-pressed': 'false',
  })
  const light = element('span', { class: 'controls-light', role: 'img', hidden: true, title: 'An office day is on', 'aria-label': 'An office day is on' })
  return {
    light,
    sections: [section('An office day',
      hint('Colleagues write, a visitor asks, you read on your phone: something every few seconds, until you stop it.'),
      start,
      news,
    )],
    show(state) {
      const next = JSON.stringify(state)
      if (next === shown) {
        return
      }
      shown = next
      on = state.on
      start.textContent = on ? 'Stop the office day' : 'Start an office day'
      start.setAttribute('aria-pressed', String(on))
      light.hidden = !on
      news.replaceChildren(...state.news.map(({ at, text }) => element('li', {}, element('time', {}, clock.time(at)), element('span', {}, text))))
    },
  }
}
