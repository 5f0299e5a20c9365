import { counterTotals } from '../rest/counter-shape.ts'
import type { LeakyBucket } from '../rest/leaky-bucket.ts'
import type { OfficeDay } from '../control/office-day.ts'
import type { Faults } from '../faults.ts'
import { lastMessage, lastReadId, unreadCount } from '../state/conversation.ts'
import { unreadCounters } from '../state/counters.ts'
import { dialogIdOf, findChat } from '../state/dialog-id.ts'
import type { Chat, User } from '../state/model.ts'
import type { Portal } from '../state/portal.ts'
import { plainMessage } from '../rest/plain-text.ts'
import { messengerSections, sectionOf, titleCount } from './messenger-sections.ts'
import { offersSidebar, titlesFor } from './shown-placements.ts'
import type { CommentChat, PageDialog, PagePerson, PageSession, Recent } from '../wire.ts'

const RECENT_LIMIT = 100
const MESSAGES_LIMIT = 60

/** What the portal's page shows around the app. */
export class PageData {
  readonly #portal: Portal
  readonly #faults: Faults
  readonly #bucket: LeakyBucket
  readonly #officeDay: OfficeDay

  constructor(portal: Portal, faults: Faults, bucket: LeakyBucket, officeDay: OfficeDay) {
    this.#portal = portal
    this.#faults = faults
    this.#bucket = bucket
    this.#officeDay = officeDay
  }

  session(userId: number, address: string): PageSession {
    const portal = this.#portal
    return {
      user: person(portal.users.get(userId), userId),
      users: [...portal.users.values()].filter(user => user.active && !user.bot).slice(0, 30).map(user => person(user, user.id)),
      language: portal.language,
      shape: portal.shape,
      installed: portal.installed,
      titles: titlesFor(portal, userId),
      silent: this.#faults.silent,
      unreadNotifications: portal.unreadNotifications.get(userId),
      bucket: { ...this.#bucket.limits, level: this.#bucket.level(address) },
      timeZone: portal.users.get(userId)?.timeZone ?? 'UTC',
    }
  }

  recent(userId: number): Recent {
    const all = this.#portal.chatsOf(userId)
    const chats = all.filter(chat => chat.section !== 'comment')
    const newestFirst = chats.sort((one, other) => (lastMessage(other)?.at ?? 0) - (lastMessage(one)?.at ?? 0))
    const items = newestFirst.slice(0, RECENT_LIMIT).map(chat => ({
      ...this.#face(chat, userId),
      counter: unreadCount(this.#portal, chat, userId),
      marked: chat.marks.has(userId),
      lastText: plainMessage(lastMessage(chat)),
      lastAt: lastMessage(chat)?.at ?? chat.createdAt,
    }))
    const counters = unreadCounters(this.#portal, userId)
    const sections = messengerSections(counters, this.#portal.shape)
    return {
      items,
      comments: all.filter(chat => chat.section === 'comment').slice(0, RECENT_LIMIT).map(chat => this.#comments(chat, userId)),
      now: this.#portal.now(),
      officeDay: this.#officeDay.state,
      sections,
      title: titleCount(sections),
      unread: counterTotals(counters, this.#portal.shape).MESSENGER,
    }
  }

  dialog(dialogId: string, userId: number): PageDialog | null {
    const chat = findChat(this.#portal, dialogId, userId)
    if (!chat) {
      return null
    }
    const readUpTo = lastReadId(chat, userId)
    return {
      ...this.#face(chat, userId),
      members: chat.members.size,
      hasAppSidebar: offersSidebar(this.#portal, chat, userId),
      messages: chat.messages.slice(-MESSAGES_LIMIT).map(message => ({
        id: message.id,
        author: message.authorId === 0 ? null : person(this.#portal.users.get(message.authorId), message.authorId),
        own: message.authorId === userId,
        text: plainMessage(message),
        at: message.at,
        unread: message.authorId !== userId && message.id > readUpTo,
      })),
    }
  }

  /** A channel may have several of them; the text of the last one tells them apart. */
  #comments(chat: Chat, userId: number): CommentChat {
    const channel = chat.parent && this.#portal.chats.get(chat.parent.chatId)
    const about = channel ? `${chat.name}, ${channel.name}` : chat.name
    return {
      dialogId: dialogIdOf(chat, userId),
      name: `${about}: ${plainMessage(lastMessage(chat))}`.slice(0, 60),
      counter: unreadCount(this.#portal, chat, userId),
    }
  }

  #face(chat: Chat, userId: number) {
    const dialogId = dialogIdOf(chat, userId)
    const other = chat.section === 'private' ? this.#portal.users.get(Number(dialogId)) : undefined
    return {
      dialogId,
      kind: chat.type,
      section: sectionOf(chat.section),
      name: other ? fullName(other) : chat.name,
      avatar: other?.avatar ?? chat.avatar,
      color: other?.color ?? chat.color,
      muted: chat.mutedBy.has(userId),
    }
  }
}

function person(user: User | undefined, id: number): PagePerson {
  return {
    id,
    name: user ? fullName(user) : `#${id}`,
    position: user?.position ?? '',
    avatar: user?.avatar ?? '',
    color: user?.color ?? '',
    admin: user?.admin ?? false,
  }
}

function fullName(user: User): string {
  return `${user.firstName} ${user.lastName}`
}
