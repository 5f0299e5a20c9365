import type { PlacementBinding } from '../../state/model'
import { RestError } from '../errors'
import type { MethodCall, Methods } from '../method'
import { isRecord, param, textParam } from '../params'
import { phpArray } from '../php'
import { checkHandler } from './placement-handler'
import { placementOptions } from './placement-options'

/** Known placements and the scope without which a portal does not show them. */
const PLACEMENT_SCOPES: Record<string, string> = {
  LEFT_MENU: 'placement',
  IM_SIDEBAR: 'im',
  IM_NAVIGATION: 'im',
  IM_TEXTAREA: 'im',
  IM_CONTEXT_MENU: 'im',
}

export const placementMethods: Methods = {
  'placement.bind': { scope: 'placement', run: call => ({ result: bind(call) }) },
  'placement.get': { scope: 'placement', run: call => ({ result: list(call) }) },
  'placement.unbind': { scope: 'placement', run: call => ({ result: unbind(call) }) },
}

function bind(call: MethodCall): boolean {
  requireApplication(call)
  requireAdmin(call)
  const { portal, params } = call
  const placement = textParam(params, 'PLACEMENT').toUpperCase()
  const scope = PLACEMENT_SCOPES[placement]
  if (!scope || !portal.scopes.has(scope)) {
    throw new RestError('ERROR_PLACEMENT_NOT_FOUND', 'Placement not found', 400)
  }
  const handler = textParam(params, 'HANDLER')
  checkHandler(handler)
  const options = placementOptions(placement, param(params, 'OPTIONS'))
  if (portal.placements.some(bound => bound.placement === placement && bound.handler === handler)) {
    throw new RestError('ERROR_CORE', 'Unable to set placement handler: Handler already binded', 400)
  }
  portal.placements.push({ placement, handler, options, ...texts(call) })
  return true
}

/** TITLE counts only where LANG_ALL is not given. */
function texts({ portal, params }: MethodCall): Pick<PlacementBinding, 'title' | 'description' | 'languages'> {
  const given = param(params, 'LANG_ALL')
  const languages = Object.fromEntries(Object.entries(isRecord(given) ? given : {}).flatMap(([language, text]) => {
    return isRecord(text) ? [[language, { TITLE: textParam(text, 'TITLE'), DESCRIPTION: textParam(text, 'DESCRIPTION') }]] : []
  }))
  const own = languages[portal.language] ?? Object.values(languages)[0]
  return own
    ? { languages, title: own.TITLE, description: own.DESCRIPTION }
    : { languages, title: textParam(params, 'TITLE'), description: textParam(params, 'DESCRIPTION') }
}

function list(call: MethodCall): unknown[] {
  requireApplication(call)
  return call.portal.placements.map(bound => ({
    placement: bound.placement,
    userId: 0,
    handler: bound.handler,
    options: phpArray(Object.entries(bound.options)),
    title: bound.title,
    description: bound.description,
    langAll: phpArray(Object.entries(bound.languages)),
  }))
}

function unbind(call: MethodCall): { count: number } {
  requireApplication(call)
  requireAdmin(call)
  const { portal, params } = call
  const placement = textParam(params, 'PLACEMENT').toUpperCase()
  const handler = textParam(params, 'HANDLER')
  const kept = portal.placements.filter(bound => bound.placement !== placement || (handler !== '' && bound.handler !== handler))
  const count = portal.placements.length - kept.length
  portal.placements = kept
  return { count }
}

function requireApplication({ auth }: MethodCall): void {
  if (auth.kind !== 'application') {
    throw new RestError('WRONG_AUTH_TYPE', 'Application context required')
  }
}

function requireAdmin({ portal, auth }: MethodCall): void {
  if (!portal.users.get(auth.userId)?.admin) {
    throw new RestError('ACCESS_DENIED', 'Access denied!')
  }
}
