import { describe, expect, it } from 'vitest'
import { checkGround, type Ground, mayInstall } from '../../../src/domain/install-checks.ts'

const ground: Ground = {
  isAdmin: true,
  scopes: new Set(['im', 'task', 'placement', 'imopenlines', 'user_brief']),
  offered: new Set(['LEFT_MENU', 'IM_SIDEBAR', 'IM_NAVIGATION', 'CRM_DEAL_DETAIL_TAB']),
  address: 'https://app.example.com/',
  portal: 'https://example.bitrix24.com',
  delivery: { isCompressed: true, isHttp2: true },
}
const stateOf = (change: Partial<Ground>, name: string) => (
  checkGround({ ...ground, ...change }).find(check => check.name === name)?.state
)

describe('the ground of an installation', () => {
  it('is good where all is there', () => {
    expect(checkGround(ground).map(({ state }) => state)).toEqual(Array(9).fill('passed'))
  })

  it.each([
    ['somebody else than an administrator', { isAdmin: false }, 'admin'],
    ['no messenger', { scopes: new Set(['task', 'placement']) }, 'scope-im'],
    ['no placements', { scopes: new Set(['im', 'task']) }, 'scope-placement'],
    ['http inside an https portal', { address: 'http://app.example.com/' }, 'https'],
    ['a host without a dot', { address: 'https://localhost/' }, 'handler'],
    ['an address without a host', { address: 'about:blank' }, 'handler'],
  ] as const)('is no ground: %s', (_, change, name) => {
    expect(stateOf(change, name)).toBe('failed')
    expect(mayInstall(checkGround({ ...ground, ...change }))).toBe(false)
  })

  it.each([
    ['without open lines', { scopes: new Set(['im', 'task', 'placement']) }, 'scope-imopenlines', 'warning'],
    ['without tasks', { scopes: new Set(['im', 'placement']) }, 'scope-task', 'warning'],
    ['on an http portal', { address: 'http://10.0.0.7/', portal: 'http://portal.local' }, 'https', 'warning'],
    ['from a server that does not compress', { delivery: { isCompressed: false, isHttp2: true } }, 'compression', 'warning'],
    ['from a server without HTTP/2', { delivery: { isCompressed: true, isHttp2: false } }, 'http2', 'warning'],
    ['by http, where no browser speaks HTTP/2', { address: 'http://10.0.0.7/', portal: 'http://portal.local', delivery: { isCompressed: true, isHttp2: false } }, 'http2', undefined],
    ['where the browser does not tell how files came', { delivery: { isCompressed: null, isHttp2: null } }, 'compression', undefined],
    ['where the portal does not tell its scopes', { scopes: null }, 'scope-im', 'unknown'],
    ['where the portal does not tell its places', { offered: null }, 'place-IM_NAVIGATION', undefined],
    ['without a section of the messenger', { offered: new Set(['LEFT_MENU', 'IM_SIDEBAR']) }, 'place-IM_NAVIGATION', 'warning'],
  ] as const)('still does: %s', (_, change, name, state) => {
    expect(stateOf(change, name)).toBe(state)
    expect(mayInstall(checkGround({ ...ground, ...change }))).toBe(true)
  })
})
