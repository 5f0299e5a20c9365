import { parseArgs } from 'node:util'
import { nginxConfig } from './nginx-config.mjs'

/*
 * Prints the configuration of nginx for these portals:
 *   npm run --silent nginx -- --portal https://example.bitrix24.com --root /srv/unread > /etc/nginx/conf.d/unread.conf
 * With --host, --certificate and --key it speaks https by itself, at port 443.
 */
const { values } = parseArgs({
  options: {
    portal: { type: 'string', multiple: true, default: [] },
    root: { type: 'string', default: '/srv/unread' },
    listen: { type: 'string' },
    host: { type: 'string' },
    certificate: { type: 'string' },
    key: { type: 'string' },
  },
})

const { root, host = '', certificate = '', key = '' } = values
const tls = [host, certificate, key].some(value => value !== '') ? { host, certificate, key } : undefined

try {
  const listen = values.listen ?? (tls === undefined ? '8080' : '443')
  process.stdout.write(nginxConfig({ listen, root, portals: values.portal.join(' '), ...(tls !== undefined && { tls }) }))
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
