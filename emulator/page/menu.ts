import type { PagePerson } from '../wire.ts'
import { avatar, button, element, icon } from './dom.ts'

export type MenuKey = 'unread' | 'messenger' | 'default'

export interface MenuParts {
  user: PagePerson
  /** The app's title in the menu, if it is bound there */
  appTitle: string | undefined
  open(key: MenuKey): void
}

export interface Menu {
  root: HTMLElement
  select(key: MenuKey | null): void
  showUnread(count: number): void
}

const ICONS = {
  messenger: 'M4 5h16v11H9l-5 4z',
  unread: 'M12 3a6 6 0 0 0-6 6v4l-2 4h16l-2-4V9a6 6 0 0 0-6-6zM10 19h4a2 2 0 0 1-4 0z',
  feed: 'M4 5h16v3H4zM4 10.5h16v3H4zM4 16h10v3H4z',
  calendar: 'M5 6h14v13H5zM5 10h14M9 4v4M15 4v4',
  tasks: 'M5 12l4 4L19 6',
  crm: 'M5 6h14l-5 6v7l-4-2v-5z',
  drive: 'M6 4h8l4 4v12H6zM13 4v5h5',
  mail: 'M4 6h16v12H4zM4 7l8 6 8-6',
  groups: 'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM16 11a3 3 0 1 0 0-6M3 19c0-3 2-5 5-5s5 2 5 5M15 14c3 0 5 2 5 5',
  apps: 'M5 5h5v5H5zM14 5h5v5h-5zM5 14h5v5H5zM14 14h5v5h-5z',
}

/** The portal's left menu; only what concerns the app can be opened. Apps stand in a group of their own. */
export function createMenu({ user, appTitle, open }: MenuParts): Menu {
  const badge = element('span', { class: 'menu-badge', hidden: true })
  const openable = new Map<MenuKey, HTMLElement>()
  const item = (key: MenuKey, label: string, path: string) => {
    const made = button('', () => open(key), { 'class': 'menu-item', 'data-testid': `menu-${key}`, 'title': label })
    made.append(icon(path), element('span', { class: 'menu-label' }, label))
    openable.set(key, made)
    return made
  }
  const still = (label: string, path: string) => {
    const made = element('div', { 'class': 'menu-item menu-item-still', 'aria-disabled': 'true' },
      icon(path), element('span', { class: 'menu-label' }, label))
    return made
  }
  const messenger = item('messenger', 'Messenger', ICONS.messenger)
  messenger.append(badge)
  const root = element('nav', { 'class': 'menu', 'aria-label': 'Portal' },
    element('div', { class: 'logo' }, element('span', {}, 'Northwind', element('b', {}, '24')), element('small', {}, 'an emulated Bitrix24')),
    messenger,
    still('Feed', ICONS.feed),
    still('Calendar', ICONS.calendar),
    still('Tasks and projects', ICONS.tasks),
    still('CRM', ICONS.crm),
    still('Drive', ICONS.drive),
    still('Webmail', ICONS.mail),
    still('Employees', ICONS.groups),
    element('div', { 'class': 'menu-group', 'role': 'group', 'aria-label': 'Applications' },
      element('div', { 'class': 'menu-heading', 'aria-hidden': 'true' }, 'Applications'),
      ...appTitle === undefined ? [] : [item('unread', appTitle, ICONS.unread)],
      item('default', 'My applications', ICONS.apps),
    ),
    element('div', { class: 'menu-space' }),
    element('div', { class: 'menu-user' }, avatar(user, 'avatar avatar-small'),
      element('span', { class: 'menu-label' }, user.name, element('small', {}, user.admin ? 'administrator' : 'employee'))),
  )
  return {
    root,
    select(key) {
      openable.forEach((made, own) => made.toggleAttribute('data-current', own === key))
    },
    showUnread(count) {
      badge.hidden = count === 0
      badge.textContent = count > 99 ? '99+' : String(count)
    },
  }
}
