import type { Chat } from '../../state/model.ts'
import { findChat } from '../../state/dialog-id.ts'
import { RestError } from '../errors.ts'
import type { MethodCall } from '../method.ts'
import { textParam } from '../params.ts'

export interface DialogParam {
  dialogId: string
  chat: Chat
}

/** The chat named by DIALOG_ID, if the caller may look at it. */
export function dialogParam({ portal, params, auth }: MethodCall): DialogParam {
  const dialogId = textParam(params, 'DIALOG_ID')
  if (dialogId === '' || dialogId === '0') {
    throw new RestError('DIALOG_ID_EMPTY', 'Dialog ID can\'t be empty', 400)
  }
  const chat = findChat(portal, dialogId, auth.userId)
  if (!chat || !portal.mayOpen(chat, auth.userId)) {
    throw new RestError('ACCESS_ERROR')
  }
  return { dialogId, chat }
}
