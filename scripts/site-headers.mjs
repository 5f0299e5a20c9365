import { readFileSync } from 'node:fs'

/** Stands in the policy for the origins of the portals. */
export const portalsMark = '${UNREAD_PORTALS}'

/**
 * The headers that every answer of the app has, whoever serves it: deploy/nginx.conf is their source, and a test holds
 * deploy/Caddyfile to it.
 *
 * @returns {ReadonlyMap<string, string>} values by names in small letters
 */
export function siteHeaders() {
  const config = readFileSync(new URL('../deploy/nginx.conf', import.meta.url), 'utf8')
  const lines = config.matchAll(/^\s*add_header (\S+) (?:"([^"]*)"|([^\s"$]+)) always;/gm)
  return new Map([...lines].map(([, name, quoted, bare]) => [name.toLowerCase(), quoted ?? bare]))
}

/**
 * @param {string} policy a Content-Security-Policy
 * @returns {ReadonlyMap<string, ReadonlySet<string>>} what each directive allows
 */
export function directivesOf(policy) {
  return new Map(policy.split(';').map(part => part.trim()).filter(part => part !== '').map((part) => {
    const [name, ...values] = part.split(/\s+/)
    return [name, new Set(values)]
  }))
}
