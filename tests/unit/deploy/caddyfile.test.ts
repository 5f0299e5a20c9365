import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { caddyConfig } from '../../../scripts/caddy-config.mjs'
import { siteHeaders } from '../../../scripts/site-headers.mjs'

const values = { site: 'unread.example.com', root: '/srv/unread', portals: 'https://example.bitrix24.com' }

it('fills in all its values', () => {
  const config = caddyConfig(values)
  expect(config).toContain('\nunread.example.com {\n')
  expect(config).toContain('root * /srv/unread\n')
  expect(config).toContain('frame-ancestors https://example.bitrix24.com;')
  expect(config.split('\n').filter(line => line.includes('{$') && !line.startsWith('#'))).toEqual([])
})

it.each([
  ['a site that opens a block', { site: 'unread.example.com { abort }' }],
  ['a folder that ends the line', { root: '/srv\nbind 0.0.0.0' }],
  ['no portal', { portals: '' }],
  ['everybody', { portals: '*' }],
])('refuses %s', (_, wrong) => {
  expect(() => caddyConfig({ ...values, ...wrong })).toThrow()
})

it('Caddy sends the very headers that nginx sends', () => {
  const [, block = ''] = /^\theader \{\n([\s\S]*?)^\t\}/m.exec(readFileSync('deploy/Caddyfile', 'utf8')) ?? []
  const lines = [...block.matchAll(/^\t\t([A-Z][\w-]*) (?:"([^"]*)"|(\S+))$/gm)]
  const headers = lines.map(([, name = '', quoted, bare = '']) => [name.toLowerCase(), (quoted ?? bare).replaceAll('{$', '${')])
  expect(siteHeaders().size).toBeGreaterThanOrEqual(4)
  expect(Object.fromEntries(headers)).toEqual(Object.fromEntries(siteHeaders()))
})
