import { textParam } from '../rest/params.ts'
import type { Chat, PlacementBinding } from '../state/model.ts'
import type { Portal } from '../state/portal.ts'

/** The app's titles in the places where the portal's page shows it to this person. */
export function titlesFor(portal: Portal, userId: number): Record<string, string> {
  return Object.fromEntries(shown(portal, userId).map(({ placement, title }) => [placement, title]))
}

/**
 * Whether the messenger offers the app in this chat's sidebar: the binding's context decides, and CoPilot chats have a
 * sidebar without a block of apps (S).
 */
export function offersSidebar(portal: Portal, chat: Chat, userId: number): boolean {
  return chat.section !== 'copilot' && shown(portal, userId).some(({ placement, options }) => {
    return placement === 'IM_SIDEBAR' && fitsContext((textParam(options, 'context') || 'ALL').split(';'), chat)
  })
}

function fitsContext(contexts: string[], chat: Chat): boolean {
  const isCrm = chat.entity.type === 'CRM'
  return contexts.includes('ALL')
    || (contexts.includes('USER') && chat.section === 'private')
    || (contexts.includes('LINES') && chat.section === 'lines')
    || (contexts.includes('CRM') && isCrm)
    || (contexts.includes('CHAT') && !isCrm && !['private', 'lines'].includes(chat.section))
}

/** A placement of the messenger may be bound without the scope `im`: it is of no use then. */
function shown(portal: Portal, userId: number): PlacementBinding[] {
  const user = portal.users.get(userId)
  return portal.placements.filter(({ placement, options }) => {
    if (!portal.installed || !placement.startsWith('IM_')) {
      return portal.installed
    }
    return portal.scopes.has('im') && (options.role !== 'ADMIN' || user?.admin === true) && (options.extranet === 'Y' || user?.extranet !== true)
  })
}
