import { readFileSync } from 'node:fs'
import { requireFolder, requirePortals } from './portal-origins.mjs'

/**
 * @typedef {object} Tls where nginx itself speaks https
 * @property {string} host the name of the app, such as `unread.example.com`
 * @property {string} certificate the file with its certificate and those between it and the authority
 * @property {string} key the file with its private key
 */

/**
 * deploy/nginx.conf with its values filled in, for nginx's `http` block.
 *
 * @param {{ listen: string, root: string, portals: string, tls?: Tls }} values `portals` are origins separated by
 *   single spaces (scripts/portal-origins.mjs); without `tls` it speaks http, behind something that ends TLS
 * @returns {string}
 * @throws {Error} for a value that lets in more than portals, or would end up as other directives
 */
export function nginxConfig({ listen, root, portals, tls }) {
  requirePortals(portals)
  requireFolder(root)
  if (!/^[\w.:[\]-]+$/.test(listen)) throw new Error(`Not an address to listen on: ${listen}`)
  const values = { UNREAD_LISTEN: listen, UNREAD_ROOT: root, UNREAD_PORTALS: portals }
  const template = readFileSync(new URL('../deploy/nginx.conf', import.meta.url), 'utf8')
  const config = template.replaceAll(/\$\{(UNREAD_\w+)\}/g, (_, name) => values[name])
  return tls === undefined ? config : config.replace(`    listen ${listen};\n`, () => tlsLines(listen, tls))
}

function tlsLines(listen, { host, certificate, key }) {
  if (!/^[\w.-]+$/.test(host)) throw new Error(`Not a host name: ${host}`)
  requireFolder(certificate)
  requireFolder(key)
  return `    listen ${listen} ssl http2;
    server_name ${host};
    ssl_certificate ${certificate};
    ssl_certificate_key ${key};
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_session_cache shared:unread:1m;
    ssl_session_tickets off;
`
}
