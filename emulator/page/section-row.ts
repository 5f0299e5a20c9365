import type { MessengerSection, SectionKey } from '../wire.ts'
import { button, element } from './dom.ts'

/** `app`: the app's own item, bound as IM_NAVIGATION */
export type RowKey = SectionKey | 'app'

export interface SectionRow {
  root: HTMLElement
  show(sections: MessengerSection[]): void
  select(key: RowKey): void
}

const NAMES: Record<SectionKey, string> = {
  chats: 'Chats', copilot: 'CoPilot', collabs: 'Collabs', tasks: 'Task chats', lines: 'Open Channels', notifications: 'Notifications',
}

/** The messenger's own row of sections, each with its number; the app stands last. */
export function createSectionRow(appTitle: string | undefined, open: (key: RowKey) => void): SectionRow {
  const root = element('nav', { 'class': 'sections', 'aria-label': 'Messenger sections' })
  let selected: RowKey = 'chats'
  let shown = ''

  function item(key: RowKey, name: string, count: number | undefined): HTMLElement {
    const made = button(name, () => open(key), {
      'class': 'section-item',
      'data-testid': `section-${key}`,
      ...count !== undefined && { 'data-count': String(count) },
    })
    if (count !== undefined && count > 0) {
      made.append(element('span', { class: 'badge' }, count > 99 ? '99+' : String(count)))
    }
    return made
  }

  function select(key: RowKey): void {
    selected = key
    for (const made of root.querySelectorAll<HTMLElement>('[data-testid]')) {
      made.toggleAttribute('data-current', made.dataset.testid === `section-${key}`)
    }
  }

  return {
    root,
    select,
    show(sections) {
      const next = JSON.stringify(sections)
      if (next === shown) {
        return
      }
      shown = next
      root.replaceChildren(
        ...sections.map(({ key, count }) => item(key, NAMES[key], count)),
        ...appTitle === undefined ? [] : [item('app', appTitle, undefined)],
      )
      select(selected)
    },
  }
}
