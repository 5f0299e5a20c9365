import type { Portal } from '../state/portal.ts'
import { TOKEN_LIFE_SECONDS, type Tokens } from '../tokens.ts'
import type { FrameForm, FrameRequest, PlacementCode } from '../wire.ts'
import type { Frames } from './frames.ts'

export interface FormParts {
  portal: Portal
  tokens: Tokens
  frames: Frames
  memberId: string
  applicationToken: string
  /** The app's own address: its DEFAULT page, and every placement until it binds one elsewhere */
  app: string
  /** The portal hosts the app itself, as an archive of files */
  isStatic: boolean
  /** What the portal itself speaks */
  isHttps: boolean
}

/** Opens a frame for the app: what to post, where to, and the name the frame must have. */
export function frameForm(parts: FormParts, request: FrameRequest, domain: string): FrameForm {
  const { portal, tokens, frames } = parts
  const placement = portal.installed && !request.slider ? request.placement : 'DEFAULT'
  const options = request.slider ? { ...request.slider, IFRAME: 'Y', IFRAME_TYPE: 'SIDE_SLIDER' } : placementOptions(placement, request.dialogId)
  const { appSid } = frames.open({
    userId: request.user,
    placement,
    options,
    slider: request.slider !== undefined,
    language: request.language,
    device: request.device,
    domain,
  })
  const handler = new URL(portal.placements.find(bound => bound.placement === placement)?.handler ?? parts.app)
  const protocol = parts.isHttps ? '1' : '0'
  const query = new URLSearchParams({ DOMAIN: domain, PROTOCOL: protocol, LANG: request.language, APP_SID: appSid })
  handler.search += `${handler.search ? '&' : '?'}${query}`
  const token = tokens.issue(request.user)
  return {
    appSid,
    method: parts.isStatic ? 'get' : 'post',
    name: `${domain}|${protocol}|${appSid}`,
    action: handler.href,
    origin: handler.origin,
    fields: {
      AUTH_ID: token.accessToken,
      AUTH_EXPIRES: String(TOKEN_LIFE_SECONDS),
      REFRESH_ID: token.refreshToken,
      SERVER_ENDPOINT: `${parts.isHttps ? 'https' : 'http'}://${domain}/rest/`,
      APPLICATION_TOKEN: parts.applicationToken,
      APPLICATION_SCOPE: [...portal.scopes].join(','),
      member_id: parts.memberId,
      status: 'L',
      PLACEMENT: placement,
      PLACEMENT_OPTIONS: JSON.stringify(Object.keys(options).length > 0 ? options : []),
    },
  }
}

function placementOptions(placement: PlacementCode, dialogId: string | undefined): Record<string, unknown> {
  switch (placement) {
    case 'LEFT_MENU': return { URI: '/crm/lead/list/' }
    case 'IM_NAVIGATION': return { URI: '/online/' }
    case 'IM_SIDEBAR': return { ...dialogId && { dialogId }, URI: '/online/' }
    case 'DEFAULT': return {}
  }
}
