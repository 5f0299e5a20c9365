import type { IncomingMessage, ServerResponse } from 'node:http'
import type { BridgeServer } from '../bridge/bridge-server.ts'
import { frameForm, type FormParts } from '../bridge/frame-form.ts'
import { Fields } from '../control/fields.ts'
import { isRecord } from '../rest/params.ts'
import type { FrameRequest } from '../wire.ts'
import { readJson, sendJson } from './json.ts'
import type { PageData } from './page-data.ts'

export interface PortalServerParts {
  bridge: BridgeServer
  pageData: PageData
  form: FormParts
}

const PLACEMENTS = ['LEFT_MENU', 'IM_SIDEBAR', 'IM_NAVIGATION', 'DEFAULT'] as const
const DEVICES = ['desktop', 'phone'] as const

/** Answers `/portal/*`: what the portal's own page asks for. */
export class PortalServer {
  readonly #parts: PortalServerParts

  constructor(parts: PortalServerParts) {
    this.#parts = parts
  }

  async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const { pageData, bridge, form } = this.#parts
    const userId = Number(url.searchParams.get('user')) || form.portal.currentUserId
    switch (url.pathname) {
      case '/portal/session':
        sendJson(response, 200, pageData.session(userId, request.socket.remoteAddress ?? ''))
        break
      case '/portal/recent':
        sendJson(response, 200, pageData.recent(userId))
        break
      case '/portal/dialog':
        sendJson(response, 200, pageData.dialog(url.searchParams.get('dialog') ?? '', userId))
        break
      case '/portal/frame': {
        const domain = request.headers.host ?? url.host
        sendJson(response, 200, frameForm(form, frameRequest(await readJson(request)), domain))
        break
      }
      case '/portal/bridge': {
        const fields = new Fields(await readJson(request))
        sendJson(response, 200, bridge.decide(fields.text('appSid'), fields.text('command'), fields.raw('params')))
        break
      }
      default:
        sendJson(response, 404, { message: 'Not found' })
    }
  }
}

function frameRequest(body: unknown): FrameRequest {
  const fields = new Fields(body)
  const dialogId = fields.optional('dialogId', fields.text)
  const slider = fields.raw('slider')
  return {
    placement: fields.oneOf('placement', PLACEMENTS),
    user: fields.number('user'),
    language: fields.text('language'),
    device: fields.oneOf('device', DEVICES),
    ...dialogId !== undefined && { dialogId },
    ...isRecord(slider) && { slider },
  }
}
