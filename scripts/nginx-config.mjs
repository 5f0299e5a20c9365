import { readFileSync } from 'node:fs'

/**
 * deploy/nginx.conf with its values filled in, for nginx's `http` block.
 *
 * @param {{ listen: string, root: string, portals: readonly string[] }} values `portals` are origins, such as
 *   `https://example.bitrix24.com`; `https://*.bitrix24.com` stands for every cloud portal of that zone
 * @returns {string}
 * @throws {Error} for a value that would end up as other directives
 */
export function nginxConfig({ listen, root, portals }) {
  if (portals.length === 0) throw new Error('Name at least one portal.')
  for (const portal of portals) {
    if (!/^https?:\/\/(?:\*\.)?[\w.-]+(?::(?:\d+|\*))?$/.test(portal)) throw new Error(`Not the origin of a portal: ${portal}`)
  }
  if (!/^[\w.:[\]-]+$/.test(listen)) throw new Error(`Not an address to listen on: ${listen}`)
  if (!/^\/[\w./-]*$/.test(root)) throw new Error(`Not an absolute folder without special characters: ${root}`)
  const values = { UNREAD_LISTEN: listen, UNREAD_ROOT: root, UNREAD_PORTALS: portals.join(' ') }
  const template = readFileSync(new URL('../deploy/nginx.conf', import.meta.url), 'utf8')
  return template.replaceAll(/\$\{(UNREAD_\w+)\}/g, (_, name) => values[name])
}
