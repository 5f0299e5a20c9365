import type { FrameRequest, PageSession, PlacementCode } from '../wire.ts'
import { openAppFrame, type AppFrame } from './app-frame.ts'
import { Bridge } from './bridge.ts'
import { createControls } from './controls.ts'
import { element } from './dom.ts'
import { createMenu, type MenuKey } from './menu.ts'
import { createMessenger } from './messenger.ts'
import { createPerformer } from './performer.ts'
import { PortalClock } from './portal-clock.ts'
import { pageWith, type PageQuery } from './query.ts'

const REFRESH_EVERY = 2000
const PAGE_NAME = 'Northwind – portal'

/** The parent window: a menu, the work area, the messenger, and the app in a frame. */
export class PortalPage {
  readonly #query: PageQuery
  readonly #session: PageSession
  readonly #title = element('h1', { 'class': 'page-title', 'data-testid': 'page-title' })
  readonly #time = element('time', { 'class': 'topbar-time', 'data-testid': 'portal-time' })
  readonly #clock: PortalClock
  readonly #work = element('main', { class: 'work' })
  readonly #messenger
  readonly #menu
  readonly #controls
  readonly #bridge: Bridge
  #frame: AppFrame | null = null
  /** How often the app was opened or closed; one that still loads may be unwanted by now. */
  #opening = 0

  constructor(query: PageQuery, session: PageSession) {
    this.#query = query
    this.#session = session
    this.#clock = new PortalClock(session.timeZone)
    this.#bridge = new Bridge(createPerformer({
      openMessenger: dialogId => void this.#showMessengerOver(dialogId),
      openInSlider: (container, options) => this.#openApp(container, { placement: 'DEFAULT', slider: options }, 'slider-frame'),
      setTitle: title => this.#title.replaceChildren(title),
    }))
    this.#messenger = createMessenger({
      user: session.user.id,
      clock: this.#clock,
      appTitle: session.titles.IM_NAVIGATION,
      openSidebar: (container, dialogId) => this.#openApp(container, { placement: 'IM_SIDEBAR', dialogId }),
      openSection: container => this.#openSection(container),
      closeApp: () => this.#forgetFrame(),
      onOpen: dialogId => this.#onChat(dialogId),
      onClose: () => this.#messenger.root.toggleAttribute('hidden', true),
    })
    this.#controls = createControls({ session, query, clock: this.#clock, onDone: () => this.refresh() })
    this.#menu = createMenu({
      user: session.user,
      appTitle: session.titles.LEFT_MENU,
      open: key => this.#open(key),
    })
  }

  async start(): Promise<void> {
    const { placement, dialogId, bare } = this.#query
    const area = element('div', { class: 'area' },
      element('div', { class: 'topbar' },
        this.#title,
        element('div', { class: 'topbar-search' }, 'Find people, documents and more'),
        this.#time,
      ),
      element('div', { class: 'stage' }, this.#work, this.#messenger.root),
    )
    document.body.classList.toggle('bare', bare)
    document.body.replaceChildren(this.#menu.root, area, this.#controls.panel)
    if (bare) {
      this.#showApp(placement ?? 'LEFT_MENU', dialogId)
      return
    }
    if (placement === 'IM_SIDEBAR') {
      await this.#showMessenger(dialogId)
    } else if (placement === 'IM_NAVIGATION' && this.#session.titles.IM_NAVIGATION !== undefined) {
      await this.#showMessengerSection()
    } else {
      this.#showApp(placement ?? (this.#session.titles.LEFT_MENU === undefined ? 'DEFAULT' : 'LEFT_MENU'), null)
    }
    await this.refresh()
    setInterval(() => void this.refresh().catch(() => 'the server is gone'), REFRESH_EVERY)
  }

  async refresh(): Promise<void> {
    const recent = await this.#messenger.refresh()
    const { unread, title } = recent
    this.#controls.show(recent)
    this.#time.replaceChildren(`${this.#clock.time()} ${this.#clock.place}`)
    this.#menu.showUnread(unread)
    document.title = title === 0 ? PAGE_NAME : `(${title > 99 ? '99+' : title}) ${PAGE_NAME}`
  }

  #open(key: MenuKey): void {
    if (key === 'messenger') {
      void this.#showMessenger(null)
    } else {
      this.#showApp(key === 'unread' ? 'LEFT_MENU' : 'DEFAULT', null)
    }
  }

  #showApp(placement: PlacementCode, dialogId: string | null): void {
    this.#messenger.hide()
    this.#menu.select(placement === 'LEFT_MENU' ? 'unread' : 'default')
    this.#title.replaceChildren(this.#session.titles[placement] ?? 'Applications')
    this.#remember(placement, dialogId)
    this.#openApp(this.#work, { placement, ...dialogId !== null && { dialogId } })
  }

  async #showMessenger(dialogId: string | null): Promise<void> {
    this.#enterMessenger()
    await this.#messenger.show(dialogId, 'page')
  }

  async #showMessengerSection(): Promise<void> {
    this.#enterMessenger()
    await this.#messenger.showApp()
  }

  #enterMessenger(): void {
    this.#forgetFrame()
    this.#work.replaceChildren()
    this.#menu.select('messenger')
    this.#title.replaceChildren('Messenger')
  }

  /** The page underneath, if there is one, gives way: the app is open in the messenger from now on. */
  #openSection(container: HTMLElement): void {
    this.#enterMessenger()
    this.#remember('IM_NAVIGATION', null)
    this.#openApp(container, { placement: 'IM_NAVIGATION' })
  }

  /** Over the app, as portals do: its frame lives on underneath. */
  async #showMessengerOver(dialogId: string | null): Promise<void> {
    const isPage = this.#messenger.root.dataset.mode === 'page' && !this.#messenger.root.hidden
    await this.#messenger.show(dialogId, isPage ? 'page' : 'over')
  }

  #onChat(dialogId: string): void {
    if (this.#messenger.root.dataset.mode === 'page') {
      this.#remember('IM_SIDEBAR', dialogId)
    }
    this.#controls.chooseDialog(dialogId)
  }

  #openApp(container: HTMLElement, request: Pick<FrameRequest, 'placement' | 'dialogId' | 'slider'>, testId?: string): void {
    const { user, installed, language } = this.#session
    if (!installed && !user.admin) {
      container.replaceChildren(element('p', { 'class': 'not-installed', 'data-testid': 'not-installed' }, 'The application is not installed yet.'))
      return
    }
    if (!request.slider) {
      this.#forgetFrame()
    }
    const full = { ...request, user: user.id, language: this.#query.language ?? language, device: this.#query.device }
    const opening = this.#opening
    void openAppFrame(container, full, (frame) => {
      if (!request.slider && opening !== this.#opening) {
        return false
      }
      this.#bridge.attach(frame)
      this.#frame = request.slider ? this.#frame : frame
      return true
    }, testId)
  }

  #forgetFrame(): void {
    this.#opening += 1
    if (this.#frame) {
      this.#bridge.detach(this.#frame)
      this.#frame = null
    }
  }

  /** So that reloading the page comes back here. */
  #remember(placement: PlacementCode, dialogId: string | null): void {
    history.replaceState(null, '', pageWith({ placement, dialog: dialogId }))
  }
}
