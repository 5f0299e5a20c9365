import * as v from 'valibot'
import { type Chat, type ChatCard, levels, type Reader, type ReadState, roles } from '../domain/chat.ts'
import { chatDialogId, privateUserId } from '../domain/dialog-id.ts'
import type { ConversationKind } from '../domain/conversation.ts'
import { safeUrl } from './links.ts'
import { parseRows, type Rows } from './rows.ts'
import { anything, color, count, date, decoration, flag, objectOf, optional, optionalCount, rowsOf, text } from './wire.ts'

/** One of these words, in capitals or not. */
const wordOf = <T extends string>(words: readonly T[]) => v.pipe(v.string(), v.toLowerCase(), v.picklist(words))

const permissionNames = [
  'can_post', 'manage_messages', 'manage_ui', 'manage_settings', 'manage_users_add', 'manage_users_delete',
] as const
const restrictionNames = [
  'send', 'call', 'extend', 'user_list', 'mute', 'leave', 'leave_owner', 'rename', 'avatar',
] as const

const whenPresent = <T extends string, S extends v.GenericSchema>(names: readonly T[], schema: S) =>
  Object.fromEntries(names.map(name => [name, decoration(schema)])) as Record<T, ReturnType<typeof decoration<S>>>

const reader = v.object({ user_id: count, user_name: decoration(text), message_id: decoration(count), date })
type WireReader = v.InferOutput<typeof reader>
const readersIn = (rows: readonly unknown[] | undefined): Rows<WireReader> => parseRows(rows ?? [], row => v.parse(reader, row))

/** What a chat is linked to, as every answer about a chat tells it. */
export const entityLink = decoration(objectOf({ type: decoration(text), url: anything }))

/** What a list needs of an answer of im.dialog.get. */
const cardSchema = v.object({
  name: decoration(text),
  type: optional(v.string()),
  avatar: anything,
  color,
  entity_link: entityLink,
})

/** A private chat has no name of its own; its one participant beside the current user is the other person. */
const participantsSchema = v.object({ readed_list: rowsOf })

const chatIdSchema = v.object({ id: count })

/** What im.dialog.get answers. Everything but the id may be missing on some portal, and what is odd there costs only itself. */
const chatSchema = v.object({
  ...cardSchema.entries,
  id: count,
  description: decoration(text),
  owner: decoration(count),
  extranet: decoration(flag),
  counter: optionalCount,
  user_counter: decoration(count),
  message_count: decoration(count),
  last_message_id: decoration(count),
  mute_list: anything,
  date_create: date,
  public: decoration(objectOf({ link: anything })),
  role: decoration(wordOf(roles)),
  text_field_enabled: decoration(flag),
  readed_list: optional(rowsOf),
  manager_list: decoration(rowsOf),
  last_message_views: decoration(objectOf({ count_of_viewers: decoration(count), first_viewers: decoration(rowsOf) })),
  permissions: decoration(objectOf(whenPresent(permissionNames, wordOf(levels)))),
  restrictions: decoration(objectOf(whenPresent(restrictionNames, flag))),
})

/** Where answers come from, for what the portal leaves to the reader: which chat was asked for, and whose paths. */
export interface ChatContext {
  readonly dialogId: string
  /** The portal's origin. */
  readonly origin: string
}

/** A chat's row from an answer of im.dialog.get. @throws ValiError when the answer is none */
export function parseChatCard(answer: unknown, context: ChatContext): ChatCard {
  const card = cardOf(v.parse(cardSchema, answer), context)
  const people = v.safeParse(participantsSchema, answer)
  return withPerson(card, readersIn(people.success ? people.output.readed_list : []))
}

/** A private chat that goes by its chat id, as a muted one does, with its person. */
function withPerson<T extends ChatCard>(card: T, { rows: [other, ...more], dropped }: Rows<WireReader>): T {
  if (card.kind !== 'dialog' || privateUserId(card.dialogId) !== null || other === undefined || more.length + dropped > 0) return card
  return { ...card, name: card.name || (other.user_name ?? ''), personId: other.user_id }
}

/** The chat id in an answer of im.dialog.get, as a dialog id. @throws ValiError when the answer is none */
export function parseChatDialogId(answer: unknown): string {
  return chatDialogId(v.parse(chatIdSchema, answer).id)
}

/** Everything about a chat from an answer of im.dialog.get. @throws ValiError when the answer is none */
export function parseChat(answer: unknown, context: ChatContext): Chat {
  const wire = v.parse(chatSchema, answer)
  const views = wire.last_message_views
  const readers = readersIn(wire.readed_list)
  return withPerson<Chat>({
    ...cardOf(wire, context),
    chatId: wire.id,
    type: wire.type ?? 'chat',
    description: wire.description ?? '',
    isExtranet: wire.extranet ?? false,
    muted: isMuted(wire.mute_list),
    role: wire.role ?? null,
    unread: wire.counter ?? null,
    participants: wire.user_counter ?? null,
    messages: wire.message_count ?? null,
    ownerId: wire.owner === undefined || wire.owner === 0 ? null : wire.owner,
    managerIds: parseRows(wire.manager_list ?? [], id => v.parse(count, id)).rows,
    createdAt: wire.date_create,
    publicUrl: safeUrl(wire.public?.link, context.origin),
    readers: readers.rows.map(entry => readerOf(entry, wire.last_message_id)),
    listsAllReaders: wire.readed_list !== undefined && readers.dropped === 0,
    views: views?.count_of_viewers === undefined ? null : {
      count: views.count_of_viewers,
      first: readersIn(views.first_viewers).rows.map(({ user_id, user_name, date: at }) => (
        { userId: user_id, name: user_name ?? '', at }
      )),
    },
    permissions: permissionNames.flatMap((name) => {
      const least = wire.permissions?.[name]
      return least === undefined ? [] : [{ name, level: least }]
    }),
    restrictions: restrictionNames.flatMap((name) => {
      const allowed = wire.restrictions?.[name]
      return allowed === undefined ? [] : [{ name, allowed }]
    }),
    canWrite: wire.text_field_enabled ?? true,
  }, readers)
}

function cardOf(wire: v.InferOutput<typeof cardSchema>, { dialogId, origin }: ChatContext): ChatCard {
  return {
    dialogId,
    name: wire.name ?? '',
    kind: kindOf(wire.type),
    avatar: safeUrl(wire.avatar, origin),
    color: wire.color,
    entity: entityOf(wire.entity_link, origin),
  }
}

export function entityOf(link: v.InferOutput<typeof entityLink>, origin: string): ChatCard['entity'] {
  const url = safeUrl(link?.url, origin)
  return url === null ? null : { type: link?.type ?? '', url }
}

const kinds: ReadonlyMap<string, ConversationKind> = new Map([
  ['private', 'dialog'],
  ['copilot', 'copilot'],
  ['collab', 'collab'],
  ['lines', 'lines'],
  ['tasksTask', 'tasks-task'],
  ['channel', 'channel-comment'],
  ['openChannel', 'channel-comment'],
  ['generalChannel', 'channel-comment'],
])

export const kindOf = (type = 'chat'): ConversationKind => kinds.get(type) ?? 'chat'

/** A list of those who mute the chat, or a map that says of each whether they do: `{ "1": false }`. */
function isMuted(list: unknown): boolean {
  const entries: readonly unknown[] = typeof list === 'object' && list !== null ? Object.values(list) : [list]
  return entries.some(entry => Boolean(entry) && entry !== '0' && entry !== 'N')
}

function readerOf(wire: WireReader, lastMessageId: number | undefined): Reader {
  return { userId: wire.user_id, name: wire.user_name ?? '', read: readState(wire, lastMessageId), at: wire.date }
}

function readState({ message_id, date: at }: WireReader, lastMessageId: number | undefined): ReadState {
  if (message_id === undefined) return null
  if (message_id === 0 || at === null) return 'none'
  if (lastMessageId === undefined) return null
  return message_id >= lastMessageId ? 'all' : 'some'
}
