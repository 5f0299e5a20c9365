import type { Chat, CounterCaps, Group, PlacementBinding, PortalShape, ReadingRules, Task, User } from './model.ts'
import { createChat, type ChatSeed } from './chat.ts'
import { Notifications } from './notifications.ts'

const DEFAULT_SCOPES = ['im', 'task', 'placement', 'user_brief']

/** How old a chat is of which nothing else is known, in ms. */
const USUAL_AGE = 30 * 86_400_000

/** Seen in the code of portals. */
const DEFAULT_CAPS: Readonly<CounterCaps> = { messages: 100, chats: 1000 }

/** Seen in the code of the newest portals; the documentation says otherwise of all but `allReadsMuted`. */
const NEWEST_READING: Readonly<ReadingRules> = { allClearsNotifications: true, allReadsMuted: true, unmarkReads: false }

/** What live portals send although no reference page says so. */
export interface WireQuirks {
  /** Maps of im.counters.get whose numbers arrive as strings */
  numbersAsStrings: string[]
  /** Keys of im.counters.get that nobody has documented yet */
  unknownKeys: Record<string, unknown>
}

/** Everything a portal knows, in memory. Lookups live here; what people do to it lives beside it. */
export class Portal {
  readonly users = new Map<number, User>()
  readonly chats = new Map<number, Chat>()
  readonly tasks = new Map<number, Task>()
  readonly groups = new Map<number, Group>()
  /** Also how many of them are unread */
  readonly unreadNotifications: Notifications
  readonly deniedChats = new Set<number>()
  readonly userOptions = new Map<number, Record<string, unknown>>()

  appOptions: Record<string, unknown> = {}
  placements: PlacementBinding[] = []
  /** Codes of placements this portal has not heard of */
  readonly missingPlacements = new Set<string>()
  scopes = new Set<string>()
  quirks: WireQuirks = { numbersAsStrings: [], unknownKeys: {} }
  shape: PortalShape = 'newest'
  caps: CounterCaps = { ...DEFAULT_CAPS }
  reading: ReadingRules = { ...NEWEST_READING }
  language = 'en'
  currentUserId = 1
  installed = true
  firstRun = false

  readonly now: () => number
  /** Minutes the portal's clock is ahead of UTC */
  readonly utcOffset = 60

  #lastMessageId = 0
  #lastChatId = 0

  constructor(now: () => number) {
    this.now = now
    const somebodyElse = (userId: number) => [...this.users.values()].find(({ id, active, bot }) => id !== userId && active && !bot)?.id ?? 0
    this.unreadNotifications = new Notifications(now, () => this.takeMessageId(), somebodyElse)
    this.clear()
  }

  clear(): void {
    for (const store of [this.users, this.chats, this.tasks, this.groups, this.unreadNotifications, this.userOptions]) {
      store.clear()
    }
    this.deniedChats.clear()
    this.appOptions = {}
    this.placements = []
    this.missingPlacements.clear()
    this.scopes = new Set(DEFAULT_SCOPES)
    this.quirks = { numbersAsStrings: [], unknownKeys: {} }
    this.shape = 'newest'
    this.caps = { ...DEFAULT_CAPS }
    this.reading = { ...NEWEST_READING }
    this.language = 'en'
    this.currentUserId = 1
    this.installed = true
    this.firstRun = false
    this.#lastMessageId = 0
    this.#lastChatId = 0
  }

  addChat(seed: Omit<ChatSeed, 'id' | 'createdAt'> & { id?: number, createdAt?: number }): Chat {
    const chat = createChat({ createdAt: this.now() - USUAL_AGE, ...seed, id: seed.id ?? this.#lastChatId + 1 })
    this.#lastChatId = Math.max(this.#lastChatId, chat.id)
    this.chats.set(chat.id, chat)
    return chat
  }

  /** Message ids grow over the whole portal, not per chat. */
  takeMessageId(wanted?: number): number {
    const id = wanted ?? this.#lastMessageId + 1
    this.#lastMessageId = Math.max(this.#lastMessageId, id)
    return id
  }

  privateChat(userId: number, otherId: number): Chat | undefined {
    for (const chat of this.chats.values()) {
      if (chat.section === 'private' && chat.members.has(userId) && chat.members.has(otherId)) {
        return chat
      }
    }
    return undefined
  }

  /** Portals make a private chat at the first look at it. */
  openPrivateChat(userId: number, otherId: number): Chat {
    return this.privateChat(userId, otherId)
      ?? this.addChat({ section: 'private', members: [otherId, userId], createdAt: this.now() })
  }

  chatsOf(userId: number): Chat[] {
    return [...this.chats.values()].filter(chat => chat.members.has(userId))
  }

  mayOpen(chat: Chat, userId: number): boolean {
    if (this.deniedChats.has(chat.id)) {
      return false
    }
    const parent = chat.parent && this.chats.get(chat.parent.chatId)
    return chat.members.has(userId) || chat.openToAll || Boolean(parent && this.mayOpen(parent, userId))
  }
}
