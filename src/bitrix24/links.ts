/**
 * A link that came from the portal or from people, as an absolute address that is safe to open or to load;
 * null when it is anything else than http(s) or a path on the portal.
 *
 * @param origin the portal's origin, such as `https://example.bitrix24.com`
 */
export function safeUrl(link: unknown, origin: string): string | null {
  if (typeof link !== 'string' || !/^(?:https?:\/\/|\/(?![/\\]))/i.test(link)) return null
  if (!URL.canParse(link, origin)) return null
  const url = new URL(link, origin)
  // The URL parser drops tabs and line ends, so that `/\t/host` would lead away from the portal.
  return link.startsWith('/') && url.origin !== origin ? null : url.href
}

/** The same, but only of the portal's own pages. */
export function portalUrl(link: unknown, origin: string): string | null {
  const url = safeUrl(link, origin)
  return url !== null && new URL(url).origin === origin ? url : null
}
