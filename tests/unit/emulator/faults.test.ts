import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openPortal, type PortalClient } from './portal-client.ts'

let portal: PortalClient

beforeEach(async () => {
  portal = await openPortal()
})

afterEach(() => portal.close())

const inBatch = async (command: string) => (await portal.call('batch', { cmd: { command } })).body.result

describe('a failure on purpose', () => {
  it('hits one method, alone or in a batch, as often as asked', async () => {
    portal.control.fail({ method: 'profile', code: 'INTERNAL_SERVER_ERROR', times: 2 })
    expect(await portal.call('profile')).toMatchObject({ status: 500, body: { error: 'INTERNAL_SERVER_ERROR' } })
    expect(await inBatch('profile')).toMatchObject({ result_error: { command: { error: 'INTERNAL_SERVER_ERROR' } } })
    expect((await portal.call('profile')).status).toBe(200)
  })

  it.each([
    ['QUERY_LIMIT_EXCEEDED', 503], ['OPERATION_TIME_LIMIT', 429], ['NO_AUTH_FOUND', 401], ['user_access_error', 403],
    ['ERROR_MANIFEST_IS_NOT_AVAILABLE', 404], ['PORTAL_DELETED', 500],
  ])('answers %s with HTTP %i', async (code, status) => {
    portal.control.fail({ code })
    expect(await portal.call('batch', { cmd: ['profile'] })).toMatchObject({ status, body: { error: code } })
    portal.control.fail({ code: null })
    expect((await portal.call('profile')).status).toBe(200)
  })

  it('can hit the batch and leave single calls alone', async () => {
    portal.control.fail({ method: 'batch', code: 'OVERLOAD_LIMIT' })
    expect((await portal.call('batch', { cmd: ['profile'] })).status).toBe(503)
    expect((await portal.call('profile')).status).toBe(200)
  })
})

it('answers by a page of something in front of it, as often as asked', async () => {
  portal.control.page({ status: 503, times: 1 })
  const auth = await portal.token()
  const ask = () => fetch(`${portal.origin}/rest/profile`, { method: 'POST', body: JSON.stringify({ auth }) })
  const page = await ask()
  expect([page.status, page.headers.get('Content-Type'), await page.text()]).toEqual([503, 'text/html; charset=utf-8', expect.stringContaining('<h1>') as string])
  expect((await ask()).status).toBe(200)
  portal.control.page({ status: 404 })
  portal.control.page(null)
  expect((await ask()).status).toBe(200)
})

it('blocks a method whose operating time is used up', async () => {
  portal.control.operating({ method: 'im.counters.get', seconds: 481 })
  expect(await portal.call('im.counters.get')).toMatchObject({ status: 429, body: { error: 'OPERATION_TIME_LIMIT' } })
  portal.pass(600_000)
  expect((await portal.call('im.counters.get')).status).toBe(200)
})

it('counts operating time by rules of its own, for all users together', async () => {
  await portal.post('/control/operating-rules', { limit: 420, cost: 210 })
  expect((await portal.call('im.counters.get', {}, 1)).body.time).toMatchObject({ operating: 210 })
  expect((await portal.call('im.counters.get', {}, 503)).body.time).toMatchObject({ operating: 420 })
  expect(await portal.call('im.counters.get', {}, 1)).toMatchObject({ status: 429, body: { error: 'OPERATION_TIME_LIMIT' } })
  await portal.post('/control/operating-rules', { limit: null })
  expect((await portal.call('im.counters.get')).status).toBe(200)
})

it('serves a literal answer, for given parameters if there are any', async () => {
  portal.control.answer({ method: 'im.dialog.get', params: { DIALOG_ID: 'chat1' }, result: 'garbage' })
  expect((await portal.call('im.dialog.get', { DIALOG_ID: 'chat1' })).body.result).toBe('garbage')
  expect(await inBatch('im.dialog.get?DIALOG_ID=chat1')).toMatchObject({ result: { command: 'garbage' } })
  expect((await portal.call('im.dialog.get', { DIALOG_ID: 'chat1435' })).body.result).toMatchObject({ id: 1435 })
  portal.control.forgetAnswer({ method: 'im.dialog.get' })
  expect((await portal.call('im.dialog.get', { DIALOG_ID: 'chat1' })).status).toBe(403)
})

it('drops as many connections as asked', async () => {
  portal.control.drop({ times: 1 })
  await expect(portal.call('profile')).rejects.toThrow()
  expect((await portal.call('profile')).status).toBe(200)
})

it('logs the requests with the commands of a batch', async () => {
  await portal.call('batch', { cmd: { a: 'profile?', b: 'im.counters.get?x=1' } })
  expect(portal.requests).toEqual([{ at: expect.any(Number) as number, method: 'batch', commands: ['profile', 'im.counters.get'], status: 200, userId: 1 }])
})

it('is driven over HTTP, and says what is wrong with a request', async () => {
  expect(await portal.post('/control/message', { dialogId: 'chat1435', count: 2 })).toMatchObject({ status: 200, body: { ok: true } })
  expect(await portal.post('/control/mute', { dialogId: 'chat1435' })).toEqual({ status: 400, body: { ok: false, message: 'mute must be true or false' } })
  expect(await portal.post('/control/read', { dialogId: 'chat99' })).toEqual({ status: 400, body: { ok: false, message: 'No chat chat99' } })
  expect((await portal.post('/control/nonsense', {})).status).toBe(404)
})
