import type { Portal } from '../../state/portal.ts'
import { RestError } from '../errors.ts'
import type { MethodCall, Methods } from '../method.ts'
import { param, textParam } from '../params.ts'
import { phpArray } from '../php.ts'

const SHORTEST = 2

export const searchMethods: Methods = {
  'im.search.chat.list': { scope: 'im', run: call => ({ result: chats(call) }) },
  'im.search.user.list': { scope: 'im', run: call => ({ result: people(call) }) },
}

function chats(call: MethodCall): unknown {
  const { portal, auth: { userId } } = call
  const found = portal.chatsOf(userId).filter(chat => chat.section !== 'private' && fits(chat.name, call))
  return page(found.map(chat => [chat.id, { id: chat.id, title: chat.name, type: chat.type }] as const), call)
}

/** People are found by their position as well. */
function people(call: MethodCall): unknown {
  const found = [...call.portal.users.values()].filter(user => fits(`${nameOf(call.portal, user.id)} ${user.position}`, call))
  return page(found.map(({ id }) => [id, { id, name: nameOf(call.portal, id) }] as const), call)
}

function nameOf(portal: Portal, id: number): string {
  const user = portal.users.get(id)
  return user ? `${user.firstName} ${user.lastName}` : ''
}

function fits(name: string, { params }: MethodCall): boolean {
  const wanted = textParam(params, 'FIND').trim().toLowerCase()
  if (wanted.length < SHORTEST) {
    throw new RestError('FIND_SHORT', 'Too short a search phrase.', 400)
  }
  return name.toLowerCase().includes(wanted)
}

function page(found: (readonly [number, unknown])[], { params }: MethodCall): unknown {
  const limit = Number(param(params, 'LIMIT')) || 10
  return phpArray(found.slice(0, limit))
}
