import { readFileSync } from 'node:fs'
import { requireFolder, requirePortals } from './portal-origins.mjs'

/**
 * deploy/Caddyfile with its values filled in.
 *
 * @param {{ site: string, root: string, portals: string }} values `site` is the host name of the app, such as
 *   `unread.example.com`; `portals` are origins separated by single spaces (scripts/portal-origins.mjs)
 * @returns {string}
 * @throws {Error} for a value that lets in more than portals, or would end up as other directives
 */
export function caddyConfig({ site, root, portals }) {
  requirePortals(portals)
  requireFolder(root)
  if (!/^(?:https:\/\/)?[a-z0-9.-]+(?::\d{1,5})?$/.test(site)) throw new Error(`Not a host name: ${site}`)
  const values = { UNREAD_SITE: site, UNREAD_ROOT: root, UNREAD_PORTALS: portals }
  const template = readFileSync(new URL('../deploy/Caddyfile', import.meta.url), 'utf8')
  return template.replaceAll(/^([^#\n]*)$/gm, line => line.replaceAll(/\{\$(UNREAD_\w+)\}/g, (_, name) => values[name]))
}
