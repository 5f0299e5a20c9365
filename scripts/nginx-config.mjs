import { readFileSync } from 'node:fs'

const label = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?'
const top = '[a-z](?:[a-z0-9-]*[a-z0-9])?'
const port = '(?::[0-9]{1,5})?'
const host = `https?://(?:${label}\\.)*${label}${port}`
// With less than this behind the star, it would stand for a public suffix such as co.uk.
const zone = `https://\\*\\.(?:(?:${label}\\.)+${label}|[a-z0-9][a-z0-9-]{2,}[a-z0-9])\\.${top}${port}`
const portalOrigins = new RegExp(`^(?:${host}|${zone})(?: (?:${host}|${zone}))*$`)

/**
 * deploy/nginx.conf with its values filled in, for nginx's `http` block.
 *
 * @param {{ listen: string, root: string, portals: string }} values `portals` are origins separated by single spaces,
 *   such as `https://example.bitrix24.com https://portal.example.org:8443`; `https://*.bitrix24.com` stands for every
 *   cloud portal of that zone (docs/deploy.md has the rule, deploy/require-portals.sh has it for a container)
 * @returns {string}
 * @throws {Error} for a value that lets in more than portals, or would end up as other directives
 */
export function nginxConfig({ listen, root, portals }) {
  if (portals === '') throw new Error('Name at least one portal.')
  if (!portalOrigins.test(portals)) throw new Error(`Not the origins of portals: ${portals}`)
  if (!/^[\w.:[\]-]+$/.test(listen)) throw new Error(`Not an address to listen on: ${listen}`)
  if (!/^\/[\w./-]*$/.test(root)) throw new Error(`Not an absolute folder without special characters: ${root}`)
  const values = { UNREAD_LISTEN: listen, UNREAD_ROOT: root, UNREAD_PORTALS: portals }
  const template = readFileSync(new URL('../deploy/nginx.conf', import.meta.url), 'utf8')
  return template.replaceAll(/\$\{(UNREAD_\w+)\}/g, (_, name) => values[name])
}
