/** Times are in milliseconds since the epoch. */

export interface User {
  id: number
  firstName: string
  lastName: string
  position: string
  /** `''` or a path on the portal */
  avatar: string
  color: string
  gender: 'M' | 'F'
  admin: boolean
  active: boolean
  extranet: boolean
  bot: boolean
  timeZone: string
  status: 'online' | 'away' | 'dnd'
  lastActivityAt: number | null
}

export type FileType = 'file' | 'image' | 'video' | 'audio'

export interface ChatFile {
  type: FileType
  name: string
  /** In bytes */
  size: number
}

/** What a message may have beside its text */
export interface MessageExtras {
  file?: ChatFile | undefined
  sticker?: boolean | undefined
  /** A block of rich content made by an app */
  attach?: boolean | undefined
  /** Its text and its files are gone, its place is kept */
  deleted?: boolean | undefined
  replyTo?: number | undefined
  /** What has happened, of a message of the system, such as CHAT_JOIN */
  code?: string | undefined
}

export interface Message extends MessageExtras {
  readonly id: number
  /** 0 = the system */
  readonly authorId: number
  readonly at: number
  /** BBCode */
  readonly text: string
  /** Who likes it */
  likes?: Set<number>
}

/** The counter a chat's messages go to; `type` of im.dialog.get is a wider, open set. */
export type ChatSection = 'private' | 'chat' | 'copilot' | 'collab' | 'lines' | 'task' | 'comment'

type Level = 'member' | 'manager' | 'owner' | 'none'

export interface ChatPermissions {
  manageUsersAdd: Level
  manageUsersDelete: Level
  manageUi: Level
  manageSettings: Level
  manageMessages: Level
  canPost: Level
}

export interface ChatRestrictions {
  avatar: boolean
  rename: boolean
  extend: boolean
  call: boolean
  mute: boolean
  leave: boolean
  leaveOwner: boolean
  send: boolean
  userList: boolean
}

interface ChatEntity {
  type: string
  id: string
  data: [string, string, string]
  link: { type: string, url: string, id: string } | null
}

interface ReadMark {
  messageId: number
  at: number
}

export interface Chat {
  id: number
  section: ChatSection
  type: string
  messageType: string
  name: string
  description: string
  avatar: string
  color: string
  ownerId: number
  managers: number[]
  members: Set<number>
  /** People who are no members may look inside */
  openToAll: boolean
  extranet: boolean
  createdAt: number
  entity: ChatEntity
  publicLink: { code: string, link: string } | null
  parent: { chatId: number, messageId: number } | null
  /** An open line that no operator has taken yet */
  unanswered: boolean
  permissions: ChatPermissions
  restrictions: ChatRestrictions
  textFieldEnabled: boolean
  diskFolderId: number
  messages: Message[]
  reads: Map<number, ReadMark>
  mutedBy: Set<number>
  /** User → the message marked as unread by hand; the order of insertion is the order of marking */
  marks: Map<number, ReadMark>
  pinnedBy: Set<number>
}

export interface Task {
  id: number
  title: string
  responsibleId: number
  originatorId: number
  accomplices: number[]
  auditors: number[]
  /** 0 = in no group */
  groupId: number
  overdue: boolean
  /** Left out: none, or yesterday where the task is overdue */
  deadline?: number
  /** The task's chat on portals whose tasks have chats */
  chatId: number | null
  unreadComments: Map<number, number>
}

export interface Group {
  id: number
  name: string
  members: Set<number>
  /** Anyone on the portal may see it */
  visible: boolean
  chatId: number | null
}

export interface PlacementBinding {
  placement: string
  handler: string
  title: string
  description: string
  options: Record<string, unknown>
  languages: Record<string, { TITLE: string, DESCRIPTION: string }>
}

/** How far a portal counts: unread messages in one chat or notification, and unread chats, the newest */
export interface CounterCaps {
  messages: number
  chats: number
}

/** What reading does, which is not the same on every portal */
export interface ReadingRules {
  /** im.dialog.read.all clears notifications as well */
  allClearsNotifications: boolean
  /** im.dialog.read.all reads muted chats as well */
  allReadsMuted: boolean
  /** im.recent.unread with N marks the chat as read, instead of only removing the mark */
  unmarkReads: boolean
}

/** Which generation of im.counters.get the portal speaks */
export type PortalShape = 'newest' | 'documented' | 'older'
