/** What the portal page and its server say to each other. Types only: both sides import them. */

export type PlacementCode = 'LEFT_MENU' | 'IM_SIDEBAR' | 'IM_NAVIGATION' | 'DEFAULT'

/** The messenger's own sections, in their order */
export type SectionKey = 'chats' | 'copilot' | 'collabs' | 'tasks' | 'lines' | 'notifications'

export interface MessengerSection {
  key: SectionKey
  /** What the section shows beside its name */
  count: number
}

export interface PagePerson {
  id: number
  name: string
  position: string
  avatar: string
  color: string
  admin: boolean
}

export interface PageSession {
  user: PagePerson
  users: PagePerson[]
  language: string
  shape: string
  installed: boolean
  /** The app's titles in the placements this person sees it in */
  titles: Partial<Record<PlacementCode, string>>
  silent: boolean
  unreadNotifications: number
  bucket: { x: number, y: number, refusals: string, level: number }
  /** The person's IANA time zone, which the app shows dates in as well */
  timeZone: string
}

export interface RecentItem {
  dialogId: string
  kind: string
  section: Exclude<SectionKey, 'notifications'>
  name: string
  avatar: string
  color: string
  counter: number
  muted: boolean
  marked: boolean
  lastText: string
  lastAt: number
}

/** The comments on a channel: a chat that stands in no list of the messenger */
export type CommentChat = Pick<RecentItem, 'dialogId' | 'name' | 'counter'>

export interface OfficeNews {
  at: number
  text: string
}

/** Whether things happen by themselves, and what has happened lately, the newest first */
export interface OfficeDayState {
  on: boolean
  news: OfficeNews[]
}

export interface Recent {
  items: RecentItem[]
  comments: CommentChat[]
  /** The portal's clock, in milliseconds since the epoch */
  now: number
  officeDay: OfficeDayState
  /** TYPE.MESSENGER: everything in the messenger but notifications */
  unread: number
  sections: MessengerSection[]
  /** What the browser's title shows: notifications, chats and open lines together */
  title: number
}

export interface PageMessage {
  id: number
  author: PagePerson | null
  own: boolean
  text: string
  at: number
  unread: boolean
}

export interface PageDialog {
  dialogId: string
  name: string
  kind: string
  avatar: string
  color: string
  members: number
  muted: boolean
  /** Whether the messenger offers the app in this chat's sidebar */
  hasAppSidebar: boolean
  messages: PageMessage[]
}

export interface FrameRequest {
  placement: PlacementCode
  dialogId?: string
  user: number
  language: string
  device: 'desktop' | 'phone'
  /** Opened in a slider by openApplication, with these options */
  slider?: Record<string, unknown>
}

/** How to open the app: a form to post into a frame of this name. */
export interface FrameForm {
  appSid: string
  /** A static app is opened by GET, and receives no fields */
  method: 'get' | 'post'
  name: string
  action: string
  /** The only origin the bridge listens to */
  origin: string
  fields: Record<string, string>
}

/** What becomes of a command the app has sent to its parent window. */
export type Verdict =
  | { kind: 'silence' }
  | { kind: 'answer', result?: unknown }
  | { kind: 'perform' }
  | { kind: 'alert', text: string }
  | { kind: 'reload' }

/** A command the app's frame has sent to the portal's page. */
export interface BridgeLogEntry {
  command: string
  params: unknown
  appSid: string
}

declare global {
  interface Window {
    /** On the portal's page: every command received, in order */
    bridgeLog: BridgeLogEntry[]
  }
}
