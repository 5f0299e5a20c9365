import { parseArgs } from 'node:util'
import { caddyConfig } from './caddy-config.mjs'

/*
 * Prints the configuration of Caddy for these portals:
 *   npm run --silent caddy -- --site unread.example.com --portal https://example.bitrix24.com > /etc/caddy/Caddyfile
 */
const { values } = parseArgs({
  options: {
    site: { type: 'string', default: '' },
    portal: { type: 'string', multiple: true, default: [] },
    root: { type: 'string', default: '/srv/unread' },
  },
})

try {
  process.stdout.write(caddyConfig({ site: values.site, root: values.root, portals: values.portal.join(' ') }))
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
