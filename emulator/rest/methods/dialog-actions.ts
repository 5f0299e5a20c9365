import { isReadable, lastReadId, markChat, muteChat, readChat, unreadCount } from '../../state/conversation.ts'
import type { MethodCall, Methods } from '../method.ts'
import { flagParam, textParam } from '../params.ts'
import { dialogParam } from './dialog-param.ts'

export const dialogActionMethods: Methods = {
  'im.dialog.read': { scope: 'im', run: call => ({ result: read(call) }) },
  'im.dialog.read.all': { scope: 'im', run: call => ({ result: readAll(call) }) },
  'im.recent.unread': { scope: 'im', run: call => ({ result: mark(call) }) },
  'im.chat.mute': { scope: 'im', run: call => ({ result: mute(call) }) },
}

function read(call: MethodCall): unknown {
  const { portal, params, auth: { userId } } = call
  const { dialogId, chat } = dialogParam(call)
  if (!isReadable(chat, userId)) {
    return false
  }
  const upTo = Number(textParam(params, 'MESSAGE_ID'))
  readChat(portal, chat, userId, upTo > 0 ? upTo : undefined)
  return { dialogId, chatId: chat.id, lastId: lastReadId(chat, userId), counter: unreadCount(portal, chat, userId) }
}

function readAll({ portal, auth: { userId } }: MethodCall): boolean {
  for (const chat of portal.chatsOf(userId)) {
    if (isReadable(chat, userId) && (portal.reading.allReadsMuted || !chat.mutedBy.has(userId))) {
      readChat(portal, chat, userId)
    }
  }
  if (portal.reading.allClearsNotifications) {
    portal.unreadNotifications.set(userId, 0)
  }
  return true
}

function mark(call: MethodCall): boolean {
  const { portal, auth: { userId } } = call
  const { chat } = dialogParam(call)
  const marks = flagParam(call.params, 'ACTION', true)
  // Comments stand in no list of recent chats.
  if (chat.section === 'comment') {
    return false
  }
  markChat(portal, chat, userId, marks)
  if (!marks && portal.reading.unmarkReads && isReadable(chat, userId)) {
    readChat(portal, chat, userId)
  }
  return true
}

function mute(call: MethodCall): boolean {
  const { chat } = dialogParam(call)
  muteChat(chat, call.auth.userId, flagParam(call.params, 'MUTE', true))
  return true
}
