import type { Recent } from '../wire'
import { createChatPane } from './chat-pane'
import { createRecentList } from './recent-list'
import { button, element } from './dom'
import { server } from './server'

export interface MessengerParts {
  user: number
  /** Opens the app in the sidebar of a chat */
  openSidebar(container: HTMLElement, dialogId: string): void
  closeSidebar(): void
  /** A chat was opened */
  onOpen(dialogId: string): void
  onClose(): void
}

export interface Messenger {
  root: HTMLElement
  /** `over`: above a page that stays where it is, so without the app's sidebar */
  show(dialogId: string | null, mode: 'page' | 'over'): Promise<void>
  hide(): void
  refresh(): Promise<Recent>
}

export function createMessenger({ user, openSidebar, closeSidebar, onOpen, onClose }: MessengerParts): Messenger {
  let openDialog: string | null = null
  let mode: 'page' | 'over' = 'page'
  const list = createRecentList(dialogId => void open(dialogId))
  const pane = createChatPane(text => send(text))
  const sidebar = element('aside', { 'class': 'chat-sidebar', 'aria-label': 'Chat sidebar', 'hidden': true })
  const close = button('✕', onClose, { 'class': 'messenger-close', 'data-testid': 'messenger-close', 'aria-label': 'Close messenger' })
  const root = element('section', { 'class': 'messenger', 'data-testid': 'messenger', 'aria-label': 'Messenger', 'hidden': true },
    list.root, pane.root, sidebar, close)

  async function open(dialogId: string): Promise<void> {
    const isOther = dialogId !== openDialog
    openDialog = dialogId
    root.dataset.openDialog = dialogId
    list.select(dialogId)
    onOpen(dialogId)
    sidebar.hidden = mode === 'over'
    if (mode === 'page' && (isOther || sidebar.childElementCount === 0)) {
      openSidebar(sidebar, dialogId)
    }
    pane.show(await server.dialog(dialogId, user))
  }

  async function send(text: string): Promise<void> {
    if (openDialog) {
      await server.control('message', { dialogId: openDialog, userId: user, from: user, text })
      await refresh()
    }
  }

  async function refresh(): Promise<Recent> {
    const recent = await server.recent(user)
    list.show(recent.items)
    if (openDialog && !root.hidden) {
      pane.show(await server.dialog(openDialog, user))
    }
    return recent
  }

  return {
    root,
    refresh,
    async show(dialogId, wanted) {
      mode = wanted
      root.hidden = false
      root.dataset.mode = mode
      close.hidden = mode === 'page'
      const { items } = await server.recent(user)
      list.show(items)
      const chosen = dialogId ?? openDialog ?? items[0]?.dialogId
      if (chosen) {
        await open(chosen)
      }
    },
    hide() {
      root.hidden = true
      openDialog = null
      delete root.dataset.openDialog
      closeSidebar()
      sidebar.replaceChildren()
    },
  }
}
