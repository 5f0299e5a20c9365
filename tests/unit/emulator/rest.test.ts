import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openPortal, type PortalClient } from './portal-client.ts'

let portal: PortalClient

beforeEach(async () => {
  portal = await openPortal()
})

afterEach(() => portal.close())

describe('authorisation', () => {
  it('tells a missing, an unknown and an expired token apart', async () => {
    const auth = await portal.token()
    const error = async (params: object) => {
      const { status, body } = await portal.post('/rest/profile', params)
      return [status, body.error]
    }
    expect(await error({})).toEqual([401, 'NO_AUTH_FOUND'])
    expect(await error({ auth: 'nonsense' })).toEqual([401, 'invalid_token'])
    expect(await error({ auth })).toEqual([200, undefined])
    portal.pass(3_600_000)
    expect(await error({ auth })).toEqual([401, 'expired_token'])
  })

  it('expires every token on request, and refreshes through the bridge', async () => {
    const { appSid, fields } = await portal.frame()
    portal.control.expireToken()
    expect((await portal.post('/rest/profile', { auth: fields.AUTH_ID })).status).toBe(401)
    const verdict = await portal.bridge(appSid, 'refreshAuth') as { result: { AUTH_ID: string } }
    expect((await portal.post('/rest/profile', { auth: verdict.result.AUTH_ID })).status).toBe(200)
  })

  it('wants the scope of the method', async () => {
    portal.control.scopes({ scopes: ['task'] })
    expect(await portal.call('im.counters.get')).toMatchObject({ status: 403, body: { error: 'insufficient_scope' } })
    expect((await portal.call('profile')).status).toBe(200)
  })
})

describe('an answer', () => {
  it('carries the time of the method', async () => {
    const { body } = await portal.call('profile')
    expect(body).toMatchObject({
      result: { ID: '1', ADMIN: true },
      time: { duration: 0, operating: 0.05, date_start: '2026-03-05T11:00:00+01:00', operating_reset_at: Date.parse('2026-03-05T10:10:00Z') / 1000 },
    })
  })

  it('may be read by any origin', async () => {
    const response = await fetch(`${portal.origin}/rest/profile`, { method: 'OPTIONS' })
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
    expect(response.headers.get('Access-Control-Allow-Headers')).toContain('content-type')
  })

  it('is 404 for an unknown method', async () => {
    expect(await portal.call('im.nothing')).toMatchObject({ status: 404, body: { error: 'ERROR_METHOD_NOT_FOUND' } })
  })
})

describe('batch', () => {
  const cmd = {
    counters: 'im.counters.get?',
    group: 'tasks.task.counters.get?groupId=4',
    closed: 'im.dialog.get?DIALOG_ID=chat999',
    users: 'im.user.list.get?ID%5B0%5D=547',
  }

  it('answers 200 and gives each failed command an error of its own', async () => {
    const { status, body } = await portal.call('batch', { halt: 0, cmd })
    expect(status).toBe(200)
    expect(body.result).toMatchObject({
      result: { counters: { TYPE: { ALL: 42 } }, users: { 547: { name: 'Peter Johnson' } } },
      result_error: { group: { error: '0' }, closed: { error: 'ACCESS_ERROR' } },
      result_total: [],
      result_next: [],
    })
  })

  it('stops at the first error when told to halt', async () => {
    const { body } = await portal.call('batch', { halt: 1, cmd })
    const { result, result_error } = body.result as Record<string, object>
    expect(Object.keys(result ?? {})).toEqual(['counters'])
    expect(Object.keys(result_error ?? {})).toEqual(['group'])
  })

  it('has empty lists for empty maps, and a list for a list', async () => {
    const { body } = await portal.call('batch', { cmd: ['profile'] })
    expect(body.result).toMatchObject({ result: [{ ID: '1' }], result_error: [], result_total: [], result_next: [] })
  })

  it('fails each command past the 50th, and no other', async () => {
    const many = Object.fromEntries(Array.from({ length: 52 }, (_, index) => [`c${index}`, 'profile']))
    const { status, body } = await portal.call('batch', { cmd: many })
    const { result, result_error } = body.result as Record<string, Record<string, unknown>>
    expect(status).toBe(200)
    expect(Object.keys(result ?? {})).toHaveLength(50)
    expect(result_error).toEqual({
      c50: { error: 'ERROR_BATCH_LENGTH_EXCEEDED', error_description: 'Max batch length exceeded' },
      c51: { error: 'ERROR_BATCH_LENGTH_EXCEEDED', error_description: 'Max batch length exceeded' },
    })
  })

  it('takes no batch among its commands', async () => {
    const { body } = await portal.call('batch', { cmd: { nested: 'batch?' } })
    expect(body).toMatchObject({ result: { result_error: { nested: { error: 'ERROR_BATCH_METHOD_NOT_ALLOWED' } } } })
  })

  it('puts results of earlier commands where a value refers to them', async () => {
    const find = (text: string) => `im.search.user.list?FIND=${encodeURIComponent(text)}`
    const { body } = await portal.call('batch', {
      cmd: { me: 'profile', mine: find('$result[me][NAME]'), mixed: find('$result[me][NAME] $result[me][LAST_NAME]'), nobody: find('$result[them][NAME]'), typed: find('$result') },
    })
    expect(body.result).toMatchObject({
      result: { mine: { 1: { id: 1 } }, mixed: { 1: { id: 1 } }, typed: [] },
      result_error: { nobody: { error: 'FIND_SHORT' } },
    })
  })

  it('counts once in the bucket', async () => {
    portal.control.bucket({ x: 2, y: 0 })
    const statuses = [await portal.call('batch', { cmd }), await portal.call('batch', { cmd }), await portal.call('batch', { cmd })].map(({ status }) => status)
    expect(statuses).toEqual([200, 200, 503])
  })

  it('counts in the bucket where it is refused, if the portal is told so', async () => {
    const statuses = async (...commands: string[]) => Promise.all(commands.map(async command => (await portal.call(command)).status))
    await portal.post('/control/bucket', { x: 1, y: 1, refusals: 'endless' })
    expect(await statuses('profile', 'profile', 'profile')).toEqual([200, 503, 503])
    portal.pass(2_000)
    expect(await statuses('profile')).toEqual([503])
    expect((await portal.post('/control/bucket', { refusals: 'never' })).status).toBe(400)
  })
})

describe('options', () => {
  it('are kept by name, for each user and for the app; an empty map is a list', async () => {
    const ask = async (method: string, params = {}, user = 547) => (await portal.call(method, params, user)).body.result
    expect(await ask('user.option.get')).toEqual([])
    expect(await ask('user.option.set', { options: { a: '1', b: '2' } })).toBe(true)
    expect(await ask('user.option.set', { options: { b: '3' } })).toBe(true)
    expect(await ask('user.option.get')).toEqual({ a: '1', b: '3' })
    expect(await ask('user.option.get', { option: 'b' })).toBe('3')
    expect(await ask('user.option.get', {}, 1)).toEqual([])
    expect(await ask('app.option.set', { options: { c: '4' } }, 1)).toBe(true)
    expect(await ask('app.option.get')).toEqual({ c: '4' })
  })

  it('of the app are for administrators to set', async () => {
    expect(await portal.call('app.option.set', { options: { c: '4' } }, 547)).toMatchObject({ status: 403, body: { error: 'ACCESS_DENIED' } })
    expect(await portal.call('user.option.set')).toMatchObject({ status: 400, body: { error: 'ERROR_ARGUMENT' } })
  })
})
