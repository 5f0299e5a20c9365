const label = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?'
const top = '[a-z](?:[a-z0-9-]*[a-z0-9])?'
const port = '(?::[0-9]{1,5})?'
const host = `https?://(?:${label}\\.)*${label}${port}`
// With less than this behind the star, it would stand for a public suffix such as co.uk.
const zone = `https://\\*\\.(?:(?:${label}\\.)+${label}|[a-z0-9][a-z0-9-]{2,}[a-z0-9])\\.${top}${port}`
const portalOrigins = new RegExp(`^(?:${host}|${zone})(?: (?:${host}|${zone}))*$`)

/**
 * Checks the origins that get into the headers. docs/deploy.md has the rule, deploy/require-portals.sh has it for a
 * container.
 *
 * @param {string} portals origins separated by single spaces, such as
 *   `https://example.bitrix24.com https://portal.example.org:8443`; `https://*.bitrix24.com` stands for every cloud
 *   portal of that zone
 * @throws {Error} for a value that lets in more than portals, or would end up as other directives
 */
export function requirePortals(portals) {
  if (portals === '') throw new Error('Name at least one portal.')
  if (!portalOrigins.test(portals)) throw new Error(`Not the origins of portals: ${portals}`)
}

/**
 * @param {string} root
 * @throws {Error} for what is no folder, or would end up as other directives
 */
export function requireFolder(root) {
  if (!/^\/[\w./-]*$/.test(root)) throw new Error(`Not an absolute folder without special characters: ${root}`)
}
