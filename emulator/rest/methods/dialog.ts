import { lastMessage, lastReadId, unreadCount, unreadMessages } from '../../state/conversation.ts'
import type { Chat, ChatPermissions, ChatRestrictions } from '../../state/model.ts'
import type { Portal } from '../../state/portal.ts'
import type { MethodCall, Methods } from '../method.ts'
import { atomDate } from '../php.ts'
import { dialogParam, type DialogParam } from './dialog-param.ts'

const FIRST_VIEWERS = 5

export const dialogMethods: Methods = {
  'im.dialog.get': {
    scope: 'im',
    run: call => ({ result: describe(dialogParam(call), call) }),
  },
}

function describe({ dialogId, chat }: DialogParam, { portal, auth: { userId } }: MethodCall): unknown {
  return {
    ...describeChat(chat, portal, userId),
    readed_list: readers(portal, chat, userId),
    last_message_views: views(portal, chat, userId),
    dialog_id: dialogId,
  }
}

/** A chat without its readers, as lists of chats tell of it. */
export function describeChat(chat: Chat, portal: Portal, userId: number): object {
  const unread = unreadMessages(chat, userId)
  return {
    id: chat.id,
    parent_chat_id: chat.parent?.chatId ?? 0,
    parent_message_id: chat.parent?.messageId ?? 0,
    name: chat.name,
    description: chat.description,
    owner: chat.ownerId,
    extranet: chat.extranet,
    avatar: chat.avatar,
    color: chat.color,
    type: chat.type,
    counter: unreadCount(portal, chat, userId),
    user_counter: chat.members.size,
    message_count: chat.messages.length,
    unread_id: unread[0]?.id ?? 0,
    restrictions: restrictions(chat.restrictions),
    last_message_id: lastMessage(chat)?.id ?? 0,
    last_id: lastReadId(chat, userId),
    marked_id: chat.marks.get(userId)?.messageId ?? 0,
    disk_folder_id: chat.diskFolderId,
    entity_type: chat.entity.type,
    entity_id: chat.entity.id,
    entity_data_1: chat.entity.data[0],
    entity_data_2: chat.entity.data[1],
    entity_data_3: chat.entity.data[2],
    mute_list: chat.mutedBy.has(userId) ? [userId] : [],
    date_create: atomDate(chat.createdAt, portal.utcOffset),
    message_type: chat.messageType,
    public: chat.publicLink ?? '',
    role: role(chat, userId),
    entity_link: chat.entity.link ?? [],
    text_field_enabled: chat.textFieldEnabled,
    background_id: null,
    permissions: permissions(chat.permissions),
    is_new: false,
    manager_list: chat.managers,
  }
}

function role(chat: Chat, userId: number): string {
  if (!chat.members.has(userId)) {
    return 'guest'
  }
  if (chat.section !== 'private' && chat.ownerId === userId) {
    return 'owner'
  }
  return chat.managers.includes(userId) ? 'manager' : 'member'
}

/** Active participants but the one who asks. */
function others(portal: Portal, chat: Chat, userId: number) {
  return [...chat.members].flatMap((id) => {
    const user = portal.users.get(id)
    return user?.active && id !== userId ? [user] : []
  })
}

function readers(portal: Portal, chat: Chat, userId: number): unknown[] {
  return others(portal, chat, userId).map((user) => {
    const read = chat.reads.get(user.id)
    return {
      user_id: user.id,
      user_name: `${user.firstName} ${user.lastName}`,
      message_id: read?.messageId ?? 0,
      date: read ? atomDate(read.at, portal.utcOffset) : null,
    }
  })
}

function views(portal: Portal, chat: Chat, userId: number): unknown {
  const messageId = lastMessage(chat)?.id ?? 0
  const viewers = messageId === 0 ? [] : others(portal, chat, userId).flatMap((user) => {
    const read = chat.reads.get(user.id)
    return read && read.messageId >= messageId ? [{ user, at: read.at }] : []
  })
  return {
    message_id: messageId,
    first_viewers: viewers.slice(0, FIRST_VIEWERS).map(({ user, at }) => ({
      user_id: user.id,
      user_name: `${user.firstName} ${user.lastName}`,
      date: atomDate(at, portal.utcOffset),
    })),
    count_of_viewers: viewers.length,
  }
}

function restrictions({ leaveOwner, userList, ...rest }: ChatRestrictions): unknown {
  return { ...rest, leave_owner: leaveOwner, user_list: userList, path: '', path_title: '' }
}

function permissions(levels: ChatPermissions): unknown {
  return {
    manage_users_add: levels.manageUsersAdd,
    manage_users_delete: levels.manageUsersDelete,
    manage_ui: levels.manageUi,
    manage_settings: levels.manageSettings,
    manage_messages: levels.manageMessages,
    can_post: levels.canPost,
  }
}
