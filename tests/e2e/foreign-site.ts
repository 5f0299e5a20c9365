import { createServer } from 'node:http'

export interface ForeignSite {
  /** Never that of the portal. */
  readonly origin: string
  /** What its next pages hold. */
  html: string
  close(): Promise<void>
}

/** Somebody else's site, at another address than the app and the portal. */
export async function startForeignSite(): Promise<ForeignSite> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(site.html)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.2', resolve))
  const address = server.address()
  const site: ForeignSite = {
    origin: `http://127.0.0.2:${typeof address === 'object' && address !== null ? address.port : 0}`,
    html: '',
    close: () => new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
  return site
}
