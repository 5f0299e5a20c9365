import type { RecentItem } from '../wire.ts'
import { avatar, button, element } from './dom.ts'
import type { PortalClock } from './portal-clock.ts'

export interface RecentList {
  root: HTMLElement
  show(items: RecentItem[]): void
  select(dialogId: string): void
}

export function createRecentList(clock: PortalClock, onOpen: (dialogId: string) => void): RecentList {
  const rows = element('div', { class: 'recent-rows' })
  const root = element('div', { class: 'recent' }, element('div', { class: 'recent-search' }, 'Find employee or chat'), rows)
  let selected: string | null = null
  let shown = ''

  function select(dialogId: string | null): void {
    selected = dialogId
    for (const row of rows.querySelectorAll<HTMLElement>('[data-dialog-id]')) {
      row.toggleAttribute('data-current', row.dataset.dialogId === selected)
    }
  }

  return {
    root,
    select,
    show(items) {
      const next = JSON.stringify(items)
      if (next !== shown) {
        shown = next
        rows.replaceChildren(...items.map(item => row(item, clock, onOpen)))
        select(selected)
      }
    },
  }
}

function row(item: RecentItem, clock: PortalClock, onOpen: (dialogId: string) => void): HTMLElement {
  const made = button('', () => onOpen(item.dialogId), {
    'class': 'recent-row',
    'data-testid': 'chat-item',
    'data-dialog-id': item.dialogId,
    'data-kind': item.kind,
    'data-count': String(item.counter),
    'data-muted': String(item.muted),
    'data-marked': String(item.marked),
  })
  made.append(
    avatar(item),
    element('span', { class: 'recent-text' },
      element('span', { class: 'recent-name' }, item.name),
      element('span', { class: 'recent-last' }, item.lastText)),
    element('span', { class: 'recent-side' }, element('time', {}, clock.short(item.lastAt)), badge(item)),
  )
  return made
}

function badge({ counter, muted, marked }: RecentItem): HTMLElement | string {
  if (counter === 0 && !marked) {
    return ''
  }
  return element('span', { class: muted ? 'badge badge-muted' : 'badge' }, counter > 99 ? '99+' : counter > 0 ? String(counter) : '•')
}
