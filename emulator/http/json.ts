import { text } from 'node:stream/consumers'
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'

/** The body as JSON; `undefined` when it is empty or no JSON. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  try {
    return JSON.parse(await text(request))
  } catch {
    return undefined
  }
}

export function sendJson(response: ServerResponse, status: number, body: unknown, headers: OutgoingHttpHeaders = {}): void {
  const json = JSON.stringify(body)
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store', ...headers })
  response.end(json)
}
