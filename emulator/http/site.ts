import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Asset } from './assets.ts'
import { avatarSvg } from './avatar.ts'
import { sendJson } from './json.ts'

interface Section {
  handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void>
}

/** Both as PEM */
export interface Certificate {
  cert: string
  key: string
}

export interface SiteParts {
  /** By the first part of the path, such as `rest` */
  sections: Record<string, Section>
  assets: ReadonlyMap<string, Asset>
  /** Makes it https */
  tls?: Certificate | undefined
}

/** One server for everything a portal answers. */
export function createSite(parts: SiteParts): Server {
  const listener: RequestListener = (request, response) => {
    answer(parts, request, response).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error)
      if (!response.headersSent) {
        sendJson(response, 500, { error: 'INTERNAL_SERVER_ERROR', error_description: message })
      }
    })
  }
  return parts.tls ? createTlsServer(parts.tls, listener) : createServer(listener)
}

async function answer({ sections, assets }: SiteParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://portal')
  const [, name = ''] = url.pathname.split('/')
  const section = Object.hasOwn(sections, name) ? sections[name] : undefined
  if (section) {
    await section.handle(request, response, url)
    return
  }
  const asset = assets.get(url.pathname) ?? avatar(url.pathname)
  if (asset) {
    response.writeHead(200, { 'Content-Type': `${asset.type}; charset=utf-8`, 'Cache-Control': 'no-cache' }).end(asset.body)
    return
  }
  response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found')
}

function avatar(pathname: string): Asset | undefined {
  const [, seed] = /^\/upload\/avatar\/(\d+)\.svg$/.exec(pathname) ?? []
  return seed === undefined ? undefined : { type: 'image/svg+xml', body: avatarSvg(Number(seed)) }
}
