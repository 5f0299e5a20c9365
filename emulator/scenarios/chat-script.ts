import type { ChatSeed } from '../state/chat.ts'
import { sendMessage } from '../state/conversation.ts'
import type { Chat, MessageExtras } from '../state/model.ts'
import type { Portal } from '../state/portal.ts'
import { markUnread } from './chats.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** What a line may have beside its text; a reply names how many lines before it the message stands. */
type LineExtras = Omit<MessageExtras, 'replyTo'> & { likes?: number[], replyTo?: number }

/** Author, how many minutes ago, what was said in BBCode, and what came along. */
type Line = [authorId: number, minutesAgo: number, text: string, extras?: LineExtras]

export interface ChatScript {
  seed: Omit<ChatSeed, 'createdAt'>
  daysOld: number
  lines: Line[]
  /** How many messages the user has not read; more than there are lines for are made up */
  unread?: number
  muted?: boolean
  marked?: boolean
  pinned?: boolean
}

const SMALL_TALK = [
  'Agreed.', 'I will check and come back to you.', 'Sounds good to me.', 'Who takes this one?', 'On it.', 'Added to the list.',
  'Let us talk after lunch.', 'Could someone send me the link?', 'Same here.', 'Thank you!', 'Not sure, asking the client.', 'Updated.',
  'Version 2 is in the folder, [B]please use that one[/B].', 'Five minutes late, sorry.', 'Is this still open?', 'I can do it on Friday.',
  'They have paid.', 'Nice work!',
]

export function playScript(portal: Portal, script: ChatScript, userId: number): Chat {
  const { seed, lines, unread = 0 } = script
  const chat = portal.addChat({ ...seed, createdAt: portal.now() - script.daysOld * DAY })
  const told = withSmallTalk(chat, lines, unread, userId)
  for (const [authorId, minutesAgo, text, { likes, replyTo, ...extras } = {}] of told) {
    const answered = replyTo === undefined ? undefined : chat.messages.at(-replyTo)?.id
    const message = sendMessage(portal, chat, { authorId, text, at: portal.now() - minutesAgo * MINUTE, ...extras, replyTo: answered })
    if (likes) {
      message.likes = new Set(likes)
    }
  }
  const messages = [...chat.messages]
  chat.reads.clear()
  const read = (reader: number, index: number) => {
    const message = messages[Math.max(0, index)]
    if (message) {
      chat.reads.set(reader, { messageId: message.id, at: message.at + 4 * MINUTE })
    }
  }
  for (const [position, reader] of [...chat.members].entries()) {
    // Some are up to date, some are behind, some have never looked
    if (reader !== userId && position % 4 !== 3) {
      read(reader, messages.length - 1 - (position % 3))
    }
  }
  if (unread < messages.length) {
    read(userId, messages.length - 1 - unread)
  }
  const last = messages.at(-1)
  if (last && last.authorId !== userId) {
    chat.reads.set(last.authorId, { messageId: last.id, at: last.at })
  }
  if (script.muted) {
    chat.mutedBy.add(userId)
  }
  if (script.pinned) {
    chat.pinnedBy.add(userId)
  }
  if (script.marked) {
    markUnread(chat, userId, portal.now())
  }
  return chat
}

/** Whoever writes has read: what is made up comes after the user's own last line. */
function withSmallTalk(chat: Chat, lines: Line[], unread: number, userId: number): Line[] {
  const others = [...chat.members].filter(id => id !== userId)
  const answered = lines.findLastIndex(([author]) => author === userId) + 1
  const known = lines.slice(0, answered)
  const fresh = lines.slice(answered)
  const missing = Math.max(0, unread - fresh.length)
  const from = known.at(-1)?.[1] ?? (fresh[0]?.[1] ?? 0) + missing * 6
  const step = (from - (fresh[0]?.[1] ?? 0)) / (missing + 1)
  const madeUp = Array.from({ length: missing }, (_, index): Line => [
    others[index % others.length] ?? 0,
    from - step * (index + 1),
    SMALL_TALK[(index + chat.id) % SMALL_TALK.length] ?? '',
  ])
  return [...known, ...madeUp, ...fresh]
}
