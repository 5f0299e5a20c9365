import { parseArgs } from 'node:util'
import { nginxConfig } from './nginx-config.mjs'

/*
 * Prints the configuration of nginx for these portals:
 *   npm run --silent nginx -- --portal https://example.bitrix24.com --root /srv/unread > /etc/nginx/conf.d/unread.conf
 */
const { values } = parseArgs({
  options: {
    portal: { type: 'string', multiple: true, default: [] },
    root: { type: 'string', default: '/srv/unread' },
    listen: { type: 'string', default: '8080' },
  },
})

try {
  process.stdout.write(nginxConfig({ listen: values.listen, root: values.root, portals: values.portal.join(' ') }))
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
