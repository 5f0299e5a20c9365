import type { PlacementBinding } from '../../state/model.ts'
import type { Portal } from '../../state/portal.ts'
import { RestError } from '../errors.ts'
import type { MethodCall, Methods } from '../method.ts'
import { isRecord, param, textParam } from '../params.ts'
import { phpArray } from '../php.ts'
import { checkHandler } from './placement-handler.ts'
import { placementOptions } from './placement-options.ts'

/** What the app is called where it gives no title of its own */
const APP_NAME = 'Unread'
const PLACEMENTS = ['LEFT_MENU', 'IM_SIDEBAR', 'IM_NAVIGATION', 'IM_TEXTAREA', 'IM_CONTEXT_MENU']

export const placementMethods: Methods = {
  'placement.list': { scope: 'placement', run: call => ({ result: offered(call) }) },
  'placement.bind': { scope: 'placement', run: call => ({ result: bind(call) }) },
  'placement.get': { scope: 'placement', run: call => ({ result: list(call) }) },
  'placement.unbind': { scope: 'placement', run: call => ({ result: unbind(call) }) },
}

function offered(call: MethodCall): string[] {
  requireApplication(call)
  return PLACEMENTS.filter(placement => isKnown(call.portal, placement))
}

/** A placement of the messenger is bound without the scope `im` as well; the page then does not show it. */
function bind(call: MethodCall): boolean {
  requireApplication(call)
  requireAdmin(call)
  const { portal, params } = call
  const placement = requiredText(call, 'PLACEMENT').toUpperCase()
  const handler = requiredText(call, 'HANDLER')
  checkHandler(handler)
  if (!isKnown(portal, placement)) {
    throw new RestError('ERROR_PLACEMENT_NOT_FOUND', 'Placement not found', 400)
  }
  const options = placementOptions(placement, param(params, 'OPTIONS'))
  if (portal.placements.some(bound => bound.placement === placement && bound.handler === handler)) {
    throw new RestError('ERROR_CORE', 'Unable to set placement handler: Handler already binded', 400)
  }
  portal.placements.push({ placement, handler, options, ...texts(call) })
  return true
}

/** TITLE counts only where LANG_ALL is not given; the app's name where neither is. */
function texts({ portal, params }: MethodCall): Pick<PlacementBinding, 'title' | 'description' | 'languages'> {
  const given = param(params, 'LANG_ALL')
  const languages = Object.fromEntries(Object.entries(isRecord(given) ? given : {}).flatMap(([language, text]) => {
    return isRecord(text) ? [[language, { TITLE: textParam(text, 'TITLE').trim(), DESCRIPTION: textParam(text, 'DESCRIPTION').trim() }]] : []
  }))
  const own = languages[portal.language] ?? Object.values(languages)[0]
  if (own) {
    return { languages, title: own.TITLE, description: own.DESCRIPTION }
  }
  const text = { TITLE: textParam(params, 'TITLE').trim() || APP_NAME, DESCRIPTION: textParam(params, 'DESCRIPTION').trim() }
  return { languages: { [portal.language]: text }, title: text.TITLE, description: text.DESCRIPTION }
}

/** Older portals tell neither options nor titles by language. */
function list(call: MethodCall): unknown[] {
  requireApplication(call)
  requireAdmin(call)
  const { portal } = call
  return portal.placements.map(({ placement, handler, title, description, options, languages }) => {
    const told = { placement, handler, title, description }
    return portal.shape === 'older'
      ? told
      : {
          ...told,
          userId: 0,
          options: phpArray(Object.entries(options)),
          langAll: phpArray(Object.entries(languages).map(([language, text]) => [language, { ...text, GROUP_NAME: '' }] as const)),
        }
  })
}

/** `count` grows by one for each handler that was found, and by one more when it is gone. */
function unbind(call: MethodCall): { count: number } {
  requireApplication(call)
  requireAdmin(call)
  const { portal, params } = call
  const placement = requiredText(call, 'PLACEMENT').toUpperCase()
  const handler = textParam(params, 'HANDLER')
  const kept = portal.placements.filter(bound => bound.placement !== placement || (handler !== '' && bound.handler !== handler))
  const count = 2 * (portal.placements.length - kept.length)
  portal.placements = kept
  return { count }
}

function isKnown(portal: Portal, placement: string): boolean {
  return PLACEMENTS.includes(placement) && !portal.missingPlacements.has(placement)
}

function requiredText({ params }: MethodCall, name: string): string {
  const value = textParam(params, name)
  if (value === '') {
    throw new RestError('ERROR_ARGUMENT', `Argument '${name}' is null or empty`, 400)
  }
  return value
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
