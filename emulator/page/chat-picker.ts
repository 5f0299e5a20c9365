import type { Recent, RecentItem } from '../wire.ts'
import { element } from './dom.ts'

export interface ChatPicker {
  field: HTMLSelectElement
  show(recent: Recent): void
  choose(dialogId: string): void
}

type Entry = Pick<RecentItem, 'dialogId' | 'name' | 'counter'> & { muted?: boolean }

/** A list of the chats, by kind, with names and what is unread in them. The one that is chosen stays chosen. */
export function createChatPicker(testId: string): ChatPicker {
  const field = element('select', { 'data-testid': testId })
  let shown = ''

  return {
    field,
    show({ items, comments }) {
      const groups = groupsOf(items, comments)
      const next = JSON.stringify(groups)
      // An open list would close under the person's pointer
      if (next === shown || document.activeElement === field) {
        return
      }
      shown = next
      const chosen = field.value
      field.replaceChildren(...groups.map(([label, entries]) => element('optgroup', { label }, ...entries.map(option))))
      field.value = chosen
      if (field.selectedIndex === -1) {
        field.selectedIndex = 0
      }
    },
    choose(dialogId) {
      field.value = dialogId
      if (field.value !== dialogId) {
        field.append(element('option', { value: dialogId, selected: true }, dialogId))
      }
    },
  }
}

function groupsOf(items: RecentItem[], comments: Entry[]): [label: string, entries: Entry[]][] {
  const of = (suits: (item: RecentItem) => boolean) => items.filter(suits).map(({ dialogId, name, counter, muted }) => ({ dialogId, name, counter, muted }))
  const groups: [string, Entry[]][] = [
    ['Private chats', of(({ kind }) => kind === 'private')],
    ['Group chats', of(({ section, kind }) => section === 'chats' && kind !== 'private')],
    ['Collabs', of(({ section }) => section === 'collabs')],
    ['CoPilot', of(({ section }) => section === 'copilot')],
    ['Task chats', of(({ section }) => section === 'tasks')],
    ['Open Channels', of(({ section }) => section === 'lines')],
    ['Comments on channels', comments],
  ]
  return groups.filter(([, entries]) => entries.length > 0)
}

function option({ dialogId, name, counter, muted = false }: Entry): HTMLOptionElement {
  const details = [...counter > 0 ? [`${counter} unread`] : [], ...muted ? ['muted'] : []]
  return element('option', { value: dialogId }, details.length > 0 ? `${name} (${details.join(', ')})` : name)
}
