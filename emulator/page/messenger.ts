import type { Recent, RecentItem, SectionKey } from '../wire.ts'
import { createChatPane } from './chat-pane.ts'
import { createRecentList } from './recent-list.ts'
import { createSectionRow, type RowKey } from './section-row.ts'
import { button, element } from './dom.ts'
import type { PortalClock } from './portal-clock.ts'
import { server } from './server.ts'

export interface MessengerParts {
  user: number
  clock: PortalClock
  /** The app's title among the sections, if it is bound there */
  appTitle: string | undefined
  /** Opens the app in the sidebar of a chat */
  openSidebar(container: HTMLElement, dialogId: string): void
  /** Opens the app across the messenger */
  openSection(container: HTMLElement): void
  closeApp(): void
  /** A chat was opened */
  onOpen(dialogId: string): void
  onClose(): void
}

export interface Messenger {
  root: HTMLElement
  /** `over`: above a page that stays where it is, so without the app's sidebar */
  show(dialogId: string | null, mode: 'page' | 'over'): Promise<void>
  /** The app's own section. */
  showApp(): Promise<void>
  hide(): void
  refresh(): Promise<Recent>
}

export function createMessenger({ user, clock, appTitle, openSidebar, openSection, closeApp, onOpen, onClose }: MessengerParts): Messenger {
  let openDialog: string | null = null
  let mode: 'page' | 'over' = 'page'
  let section: RowKey = 'chats'
  /** What the person has gone to last; whatever else still loads is no longer wanted. */
  let visit = 0
  const row = createSectionRow(appTitle, key => void choose(key))
  const list = createRecentList(clock, dialogId => void open(dialogId))
  const pane = createChatPane(clock, text => send(text))
  const sidebar = element('aside', { 'class': 'chat-sidebar', 'aria-label': 'Chat sidebar', 'hidden': true })
  const chats = element('div', { class: 'messenger-chats' }, list.root, pane.root, sidebar)
  const notifications = element('p', { class: 'messenger-empty', hidden: true })
  const appArea = element('div', { 'class': 'messenger-app', 'data-testid': 'messenger-app', 'hidden': true })
  const close = button('✕', onClose, { 'class': 'messenger-close', 'data-testid': 'messenger-close', 'aria-label': 'Close messenger' })
  const root = element('section', { 'class': 'messenger', 'data-testid': 'messenger', 'aria-label': 'Messenger', 'hidden': true },
    row.root, chats, notifications, appArea, close)

  /** Shows one section; an app that was open in another goes away. */
  function enter(key: RowKey): void {
    if (section === 'app' && key !== 'app') {
      closeApp()
      appArea.replaceChildren()
    }
    section = key
    row.select(key)
    chats.hidden = key === 'app' || key === 'notifications'
    notifications.hidden = key !== 'notifications'
    appArea.hidden = key !== 'app'
  }

  function leaveChat(): void {
    openDialog = null
    delete root.dataset.openDialog
    if (sidebar.childElementCount > 0) {
      closeApp()
      sidebar.replaceChildren()
    }
  }

  async function choose(key: RowKey): Promise<void> {
    if (key === 'app') {
      await showApp()
      return
    }
    enter(key)
    if (key === 'notifications') {
      leaveChat()
    }
    await refresh()
  }

  async function open(dialogId: string): Promise<void> {
    const isOther = dialogId !== openDialog
    openDialog = dialogId
    root.dataset.openDialog = dialogId
    list.select(dialogId)
    onOpen(dialogId)
    const dialog = await server.dialog(dialogId, user)
    if (openDialog !== dialogId) {
      return
    }
    pane.show(dialog)
    sidebar.hidden = mode === 'over' || dialog?.hasAppSidebar !== true
    if (sidebar.hidden && sidebar.childElementCount > 0) {
      closeApp()
      sidebar.replaceChildren()
    } else if (!sidebar.hidden && (isOther || sidebar.childElementCount === 0)) {
      openSidebar(sidebar, dialogId)
    }
  }

  async function send(text: string): Promise<void> {
    if (openDialog) {
      await server.control('message', { dialogId: openDialog, userId: user, from: user, text })
      await refresh()
    }
  }

  function showRecent({ items, sections, now }: Recent): void {
    clock.now = now
    row.show(sections)
    list.show(items.filter(item => standsIn(item, section)))
    const count = sections.find(({ key }) => key === 'notifications')?.count ?? 0
    notifications.textContent = count === 0 ? 'No new notifications.' : `New notifications: ${count}`
  }

  async function refresh(): Promise<Recent> {
    const recent = await server.recent(user)
    showRecent(recent)
    if (openDialog && !root.hidden) {
      pane.show(await server.dialog(openDialog, user))
    }
    return recent
  }

  async function showApp(): Promise<void> {
    visit += 1
    leaveChat()
    mode = 'page'
    reveal()
    enter('app')
    openSection(appArea)
    showRecent(await server.recent(user))
  }

  function reveal(): void {
    root.hidden = false
    root.dataset.mode = mode
    close.hidden = mode === 'page'
  }

  return {
    root,
    refresh,
    showApp,
    async show(dialogId, wanted) {
      visit += 1
      const current = visit
      mode = wanted
      reveal()
      enter('chats')
      const recent = await server.recent(user)
      if (visit !== current) {
        return
      }
      const chosen = dialogId ?? openDialog ?? recent.items.find(item => standsIn(item, 'chats'))?.dialogId
      const home = recent.items.find(item => item.dialogId === chosen)
      if (home && !standsIn(home, 'chats')) {
        enter(home.section)
      }
      showRecent(recent)
      if (chosen) {
        await open(chosen)
      }
    },
    hide() {
      visit += 1
      root.hidden = true
      leaveChat()
      enter('chats')
    },
  }
}

/** CoPilot chats and collabs are among the chats as well; open lines and task chats are not. */
function standsIn({ section }: RecentItem, key: RowKey): boolean {
  const alone: readonly SectionKey[] = ['lines', 'tasks']
  return section === key || (key === 'chats' && !alone.includes(section))
}
