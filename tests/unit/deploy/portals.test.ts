import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { nginxConfig } from '../../../scripts/nginx-config.mjs'

const good: Readonly<Record<string, string>> = {
  'a portal in the cloud': 'https://example.bitrix24.com',
  'a portal of its own, with a port': 'https://portal.example.org:8443',
  'a portal without https': 'http://portal.example.org',
  'a host of an intranet': 'http://portal',
  'an address': 'https://192.168.1.5',
  'a zone of the cloud': 'https://*.bitrix24.com',
  'a zone with a national ending': 'https://*.bitrix24.com.br',
  'a zone in Cyrillic, as it is on the wire': 'https://*.portal.xn--p1ai',
  'several': 'https://example.bitrix24.com https://*.bitrix24.de http://portal:8080',
}

const bad: Readonly<Record<string, string>> = {
  'nothing': '',
  'a blank': ' ',
  'a tab': '\t',
  'everybody': '*',
  'everybody, among others': 'https://example.bitrix24.com *',
  'everybody with https': 'https://*',
  'a scheme': 'https:',
  'a scheme and no host': 'https://',
  'a scheme that is no portal\'s': 'wss://example.bitrix24.com',
  'a host without a scheme': 'example.bitrix24.com',
  'all of a top-level domain': 'https://*.com',
  'all of a public suffix': 'https://*.co.uk',
  'all of another public suffix': 'https://*.com.br',
  'a zone of addresses': 'https://*.168.1.5',
  'a zone without https': 'http://*.bitrix24.com',
  'a star in the middle': 'https://example.*.com',
  'a part of a label': 'https://example*.bitrix24.com',
  'two stars': 'https://*.*.bitrix24.com',
  'every port': 'https://example.bitrix24.com:*',
  'no port': 'https://example.bitrix24.com:',
  'a path': 'https://example.bitrix24.com/path',
  'a slash at the end': 'https://example.bitrix24.com/',
  'a query': 'https://example.bitrix24.com?x',
  'a person': 'https://me@example.bitrix24.com',
  'an empty label': 'https://example..com',
  'a label that begins with a hyphen': 'https://-example.com',
  'a comma between': 'https://example.bitrix24.com,https://other.bitrix24.com',
  'two blanks between': 'https://example.bitrix24.com  https://other.bitrix24.com',
  'a blank at the end': 'https://example.bitrix24.com ',
  'a directive': 'https://example.bitrix24.com; script-src *',
  'the end of the header': 'https://x" always; add_header X-Evil "1',
  'a keyword': '\'self\'',
  'a variable of nginx': 'https://$host',
  'another line': 'https://example.bitrix24.com\nhttps://other.bitrix24.com',
  'a line break at the end': 'https://example.bitrix24.com\n',
  'a comment over two lines': 'https://example.bitrix24.com\n# *',
}

/** What the image of a container does with these portals before it starts. */
const check = (portals?: string) => (
  spawnSync('sh', ['deploy/require-portals.sh'], { env: { ...process.env, UNREAD_PORTALS: portals }, encoding: 'utf8' })
)
const startsWith = (portals: string) => check(portals).status === 0
const configure = (portals: string) => nginxConfig({ listen: '8080', root: '/srv/unread', portals })

describe.each(Object.entries(good))('UNREAD_PORTALS may be %s', (_, portals) => {
  it('in the script that fills in the configuration', () => {
    expect(configure(portals)).toContain(`frame-ancestors ${portals};`)
  })

  it('in a container', () => {
    expect(startsWith(portals)).toBe(true)
  })
})

describe.each(Object.entries(bad))('UNREAD_PORTALS may not be %s', (_, portals) => {
  it('in the script that fills in the configuration', () => {
    expect(() => configure(portals)).toThrow()
  })

  it('in a container', () => {
    expect(startsWith(portals)).toBe(false)
  })
})

it('a container does not start without UNREAD_PORTALS, and says what it needs', () => {
  const { status, stderr } = check()
  expect([status, stderr]).toEqual([1, expect.stringContaining('https://example.bitrix24.com')])
})
