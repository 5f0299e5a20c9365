import { expect, it } from 'vitest'
import { nginxConfig } from '../../../scripts/nginx-config.mjs'

const values = { listen: '8080', root: '/srv/unread', portals: 'https://example.bitrix24.com' }

it('fills in all its values', () => {
  const config = nginxConfig(values)
  expect(config).toContain('listen 8080;')
  expect(config).toContain('root /srv/unread;')
  expect(config.split('\n').filter(line => line.includes('${') && !line.startsWith('#'))).toEqual([])
})

it.each([
  ['a folder that ends the line', { root: '/srv;autoindex on' }],
  ['a relative folder', { root: 'dist' }],
  ['an address that ends the line', { listen: '80; root /' }],
])('refuses %s', (_, wrong) => {
  expect(() => nginxConfig({ ...values, ...wrong })).toThrow()
})
