import { expect, it } from 'vitest'
import { nginxConfig } from '../../../scripts/nginx-config.mjs'

const values = { listen: '8080', root: '/srv/unread', portals: ['https://example.bitrix24.com'] }

it('fills in all its values', () => {
  const config = nginxConfig({ ...values, portals: ['https://*.bitrix24.com', 'https://portal.example.org:8443'] })
  expect(config).toContain('frame-ancestors https://*.bitrix24.com https://portal.example.org:8443;')
  expect(config.split('\n').filter(line => line.includes('${') && !line.startsWith('#'))).toEqual([])
})

it.each([
  ['no portal', { portals: [] }],
  ['everybody', { portals: ['*'] }],
  ['a scheme for everybody', { portals: ['https:'] }],
  ['a host without a scheme', { portals: ['example.bitrix24.com'] }],
  ['a portal that ends the header', { portals: ['https://x" always; add_header X-Evil "1'] }],
  ['a portal that adds a directive', { portals: ['https://x.example; script-src *'] }],
  ['a portal with a path', { portals: ['https://x.example/path'] }],
  ['a folder that ends the line', { root: '/srv;autoindex on' }],
  ['a relative folder', { root: 'dist' }],
  ['an address that ends the line', { listen: '80; root /' }],
])('refuses %s', (_, wrong) => {
  expect(() => nginxConfig({ ...values, ...wrong })).toThrow()
})
