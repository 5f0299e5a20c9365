import type { B24Frame } from '@bitrix24/b24jssdk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Emulator, startEmulator } from '../../../emulator/index.ts'
import { askBatch } from '../../../src/bitrix24/batch.ts'
import { sdkAgainst } from './sdk.ts'

/*
 * What a refusal is once the SDK has read it from the wire. What the app does about each kind: tests/unit/polling.
 */

let emulator: Emulator
let b24: B24Frame

beforeEach(async () => {
  emulator = await startEmulator({ app: 'http://app.example.com/', scenario: 'fixture' })
  b24 = sdkAgainst(emulator.origin)
})
afterEach(() => emulator.close())

const poll = () => askBatch(b24, { messenger: { method: 'im.counters.get' }, tasks: { method: 'tasks.task.counters.get' } })

describe('a request that is refused', () => {
  it.each([
    ['QUERY_LIMIT_EXCEEDED', 'limit'],
    ['OVERLOAD_LIMIT', 'blocked'],
    ['ACCESS_DENIED', 'plan'],
    ['PORTAL_DELETED', 'closed'],
    ['NO_AUTH_FOUND', 'session'],
    ['INVALID_CREDENTIALS', 'permission'],
    ['user_access_error', 'permission'],
    ['insufficient_scope', 'permission'],
    ['INVALID_REQUEST', 'rejected'],
    ['ERROR_BATCH_LENGTH_EXCEEDED', 'rejected'],
    ['ERROR_BATCH_METHOD_NOT_ALLOWED', 'rejected'],
    ['ERROR_METHOD_NOT_FOUND', 'missing'],
    ['ERROR_MANIFEST_IS_NOT_AVAILABLE', 'missing'],
    ['INTERNAL_SERVER_ERROR', 'server'],
    ['ERROR_UNEXPECTED_ANSWER', 'server'],
  ] as const)('with %s is of the kind %s, and is sent once', async (code, kind) => {
    emulator.control.fail({ method: '*', code })
    expect(await poll()).toMatchObject({ ok: false, failure: { kind, code } })
    expect(emulator.requests).toHaveLength(1)
  })

  it.each([401, 403, 404, 429, 503])('by the page of a proxy with status %i is a fault of the server, and nobody\'s permission', async (status) => {
    emulator.control.page({ status })
    expect(await poll()).toMatchObject({ ok: false, failure: { kind: 'server', code: `HTTP_${String(status)}` } })
  })
})

describe('a command that is refused', () => {
  it.each([
    ['0', 'server'],
    ['insufficient_scope', 'permission'],
    ['OPERATION_TIME_LIMIT', 'operating'],
  ] as const)('with %s is of the kind %s, and keeps the others from nothing', async (code, kind) => {
    emulator.control.fail({ method: 'tasks.task.counters.get', code })
    expect(await poll()).toMatchObject({
      ok: true,
      value: { messenger: { outcome: { ok: true } }, tasks: { outcome: { ok: false, failure: { kind, code } } } },
    })
  })
})
