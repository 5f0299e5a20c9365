import { lastReadId, markChat, muteChat, readChat, unreadMessages } from '../../state/conversation'
import type { MethodCall, Methods } from '../method'
import { flagParam, textParam } from '../params'
import { dialogParam } from './dialog-param'

export const dialogActionMethods: Methods = {
  'im.dialog.read': { scope: 'im', run: call => ({ result: read(call) }) },
  'im.dialog.read.all': { scope: 'im', run: call => ({ result: readAll(call) }) },
  'im.recent.unread': { scope: 'im', run: call => ({ result: mark(call) }) },
  'im.chat.mute': { scope: 'im', run: call => ({ result: mute(call) }) },
}

function read(call: MethodCall): unknown {
  const { portal, params, auth: { userId } } = call
  const { dialogId, chat } = dialogParam(call)
  if (!chat.members.has(userId)) {
    return false
  }
  const upTo = Number(textParam(params, 'MESSAGE_ID'))
  readChat(portal, chat, userId, upTo > 0 ? upTo : undefined)
  return { dialogId, chatId: chat.id, lastId: lastReadId(chat, userId), counter: unreadMessages(chat, userId).length }
}

function readAll({ portal, auth: { userId } }: MethodCall): boolean {
  for (const chat of portal.chatsOf(userId)) {
    readChat(portal, chat, userId)
  }
  return true
}

function mark(call: MethodCall): boolean {
  const { chat } = dialogParam(call)
  markChat(call.portal, chat, call.auth.userId, flagParam(call.params, 'ACTION', true))
  return true
}

function mute(call: MethodCall): boolean {
  const { chat } = dialogParam(call)
  muteChat(chat, call.auth.userId, flagParam(call.params, 'MUTE', true))
  return true
}
