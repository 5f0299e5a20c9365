import { answerLine, skipLine } from '../../state/conversation.ts'
import type { Chat } from '../../state/model.ts'
import { RestError } from '../errors.ts'
import type { MethodCall, Methods } from '../method.ts'
import { textParam } from '../params.ts'

export const openLineMethods: Methods = {
  'imopenlines.operator.answer': { scope: 'imopenlines', run: call => ({ result: answer(call) }) },
  'imopenlines.operator.skip': { scope: 'imopenlines', run: call => ({ result: skip(call) }) },
}

function answer(call: MethodCall): boolean {
  answerLine(call.portal, lineParam(call), call.auth.userId)
  return true
}

function skip(call: MethodCall): boolean {
  skipLine(lineParam(call), call.auth.userId)
  return true
}

function lineParam({ portal, params, auth }: MethodCall): Chat {
  const chat = portal.chats.get(Number(textParam(params, 'CHAT_ID')))
  if (!chat) {
    throw new RestError('CHAT_ID', 'You don\'t specify the chat\'s ID', 400)
  }
  if (chat.section !== 'lines') {
    throw new RestError('CHAT_TYPE', 'Specified chat is not an open line', 400)
  }
  if (!chat.members.has(auth.userId)) {
    throw new RestError('ACCESS_DENIED', 'You don\'t have access to this chat')
  }
  return chat
}
