import type { Emulator } from '../emulator/index.ts'
import { journeys } from '../tests/e2e/states/index.ts'
import type { Journey } from '../tests/e2e/states/state.ts'

/** A picture of a state. */
export interface Screen {
  readonly name: string
  /** By its name in tests/e2e/states. */
  readonly state: string
  readonly width: number
  readonly height?: number
  readonly theme?: 'light' | 'dark'
  readonly lang?: string
  /** With the portal's own menus around the app. */
  readonly framed?: boolean
  /** Another place that shows the same. */
  readonly placement?: NonNullable<Parameters<Emulator['pageUrl']>[0]>['placement']
}

/** The journey to a state, which it ends with. */
export function journeyTo(name: string): Journey {
  for (const journey of journeys) {
    const last = journey.states.findIndex(state => state.name === name)
    if (last >= 0) return { ...journey, states: journey.states.slice(0, last + 1) }
  }
  throw new Error(`No state is called "${name}".`)
}

const widths = [320, 420, 1280] as const
const themes = ['light', 'dark'] as const

/** The longest words, another script, and from right to left. */
const languages = [['german', 'de'], ['russian', 'ru'], ['arabic', 'ar']] as const

/** Every view at every width, in both themes. */
const views = widths.flatMap(width => themes.flatMap((theme): Screen[] => [
  { name: `menu-${width}-${theme}`, state: 'left menu', width, theme },
  { name: `chat-${width}-${theme}`, state: 'group chat', width, theme },
  { name: `work-${width}-${theme}`, state: 'action refused', width, height: 1100, theme },
  { name: `install-${width}-${theme}`, state: 'installation', width, theme },
  { name: `settings-${width}-${theme}`, state: 'settings of an administrator', width, theme },
]))

const translated = languages.flatMap(([name, lang]): Screen[] => [
  { name: `menu-${name}`, state: 'left menu', width: 1280, lang },
  { name: `menu-${name}-320`, state: 'left menu', width: 320, lang },
  { name: `work-${name}`, state: 'action refused', width: 420, height: 1400, lang },
  { name: `chat-${name}`, state: 'group chat, rights unfolded', width: 420, height: 1400, lang },
  { name: `install-${name}`, state: 'installation', width: 420, lang },
  { name: `settings-${name}`, state: 'settings of an administrator', width: 420, height: 1300, lang },
])

export const screens: readonly Screen[] = [
  { name: 'portal-menu', state: 'left menu', width: 1280, framed: true },
  { name: 'portal-section', state: 'left menu', width: 1280, framed: true, placement: 'IM_NAVIGATION' },
  { name: 'portal-chat', state: 'group chat', width: 1280, framed: true },
  { name: 'portal-install', state: 'installation', width: 1280, framed: true },
  { name: 'portal-repair', state: 'repair', width: 1280, framed: true },
  ...views,
  ...translated,
  { name: 'menu-1920', state: 'left menu', width: 1920, height: 1080 },
  { name: 'messages-1440', state: 'messages from the list, a reply refused', width: 1440, height: 900 },
  { name: 'messages-420', state: 'messages from the list, a reply refused', width: 420 },
  { name: 'messages-arabic', state: 'messages from the list, a reply refused', width: 1440, height: 900, lang: 'ar' },
  { name: 'details-1440', state: 'chat details from the list', width: 1440, height: 900 },
  { name: 'notifications-1280', state: 'notifications', width: 1280 },
  { name: 'notifications-320', state: 'notifications', width: 320 },
  { name: 'notifications-hindi', state: 'notifications', width: 420, lang: 'in' },
  { name: 'tasks-1280', state: 'list of overdue tasks', width: 1280 },
  { name: 'selected-1280', state: 'chats selected', width: 1280 },
  { name: 'later-420', state: 'until when a chat is put aside', width: 420 },
  { name: 'search-1280', state: 'search with a match', width: 1280 },
  { name: 'total-1280', state: 'total explained', width: 1280 },
  { name: 'menu-keys', state: 'list of keys', width: 1280 },
  { name: 'menu-read-all', state: 'question before all is read', width: 420 },
  { name: 'menu-filter', state: 'filter pressed', width: 1280 },
  { name: 'menu-empty', state: 'left menu, nothing unread', width: 1280 },
  { name: 'menu-huge', state: 'left menu, 5,000 chats', width: 1280 },
  { name: 'menu-loading', state: 'left menu, loading', width: 1280 },
  { name: 'menu-no-tasks', state: 'left menu, no task scope', width: 420 },
  { name: 'menu-no-messenger', state: 'left menu, no messenger scope', width: 420 },
  { name: 'menu-stale', state: 'left menu, stale', width: 420 },
  { name: 'chat-private', state: 'private chat', width: 420 },
  { name: 'chat-rights', state: 'group chat, rights unfolded', width: 420, height: 1400 },
  { name: 'chat-no-access', state: 'chat without access', width: 420 },
  { name: 'install-checks-failed', state: 'installation, something missing', width: 420, height: 1100 },
  { name: 'install-failed', state: 'installation, failed', width: 420, height: 1000 },
  { name: 'install-finishing', state: 'installation, finishing', width: 420, height: 900 },
  { name: 'install-repair', state: 'repair', width: 420 },
  { name: 'fatal-outside', state: 'outside a portal', width: 1280 },
  { name: 'fatal-silent', state: 'a silent portal', width: 420 },
  { name: 'fatal-session', state: 'no session', width: 420 },
  { name: 'fatal-placement', state: 'no chat to show', width: 420 },
  ...themes.map((theme): Screen => ({ name: `crash-${theme}`, state: 'a crash', width: 420, theme })),
]
