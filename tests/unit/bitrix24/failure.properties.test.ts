import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AjaxError, type B24Frame, SdkError } from '@bitrix24/b24jssdk'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runs } from '../runs.ts'
import { failureFrom, failureOfCommand } from '../../../src/bitrix24/failure.ts'
import { askSources } from '../../../src/bitrix24/poll.ts'
import type { Failure } from '../../../src/domain/failure.ts'
import { idle, next } from '../../../src/polling/schedule.ts'
import { afterReport, dueAt, freshSource } from '../../../src/polling/sources.ts'
import { sdkAgainst } from './sdk.ts'

/** The only codes that may stop the asking until a person acts. */
const final = ['OVERLOAD_LIMIT', 'PORTAL_DELETED', 'ACCESS_DENIED', 'expired_token', 'invalid_token', 'NO_AUTH_FOUND']
/** The only codes that somebody has to do something about first. */
const lasting = [
  ...final, 'INVALID_CREDENTIALS', 'user_access_error', 'insufficient_scope', 'ACCESS_ERROR', 'INVALID_REQUEST',
  'ERROR_BATCH_LENGTH_EXCEEDED', 'ERROR_BATCH_METHOD_NOT_ALLOWED', 'ERROR_METHOD_NOT_FOUND', 'ERROR_MANIFEST_IS_NOT_AVAILABLE',
]
/** The portal's own rules say how long these last. */
const limits = ['QUERY_LIMIT_EXCEEDED', 'OPERATION_TIME_LIMIT']
const others = ['INTERNAL_SERVER_ERROR', 'ERROR_UNEXPECTED_ANSWER', 'ERROR_ENTITY_NOT_FOUND', 'NETWORK_ERROR', 'REQUEST_TIMEOUT', 'ERR_BAD_REQUEST', 'JSSDK_UNKNOWN_ERROR', '0', '']

const minute = 60_000
const now = 1_800_000_000_000

/** However often it comes, and whatever is drawn: what stops and what waits long is a code that is documented. */
function expectMild(failure: Failure, of: 'request' | 'source', times: number, drawn: number): void {
  const random = () => drawn
  if (of === 'request') {
    let schedule = next(idle, { type: 'start', shown: true, online: true }, now, random)
    for (let time = 0; time < times; time += 1) schedule = next(schedule, { type: 'failed', kind: failure.kind }, now, random)
    if (!final.includes(failure.code)) expect(schedule.stopped, failure.code).toBe(false)
    if (lasting.includes(failure.code) || limits.includes(failure.code)) return
    expect(schedule.plan.at - now, failure.code).toBeLessThanOrEqual(5 * minute)
  } else {
    if (lasting.includes(failure.code) || limits.includes(failure.code)) return
    let source = freshSource
    for (let time = 0; time < times; time += 1) source = afterReport(source, { failure, operating: null }, now, random)
    expect(dueAt(source) - now, failure.code).toBeLessThanOrEqual(5 * minute)
  }
}

const repeated = fc.nat(30)
const drawn = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const status = fc.oneof(fc.constantFrom(200, 400, 401, 403, 404, 405, 408, 418, 429, 500, 502, 503, 504), fc.integer({ min: 200, max: 599 }))
const code = fc.oneof(fc.constantFrom(...lasting, ...limits, ...others), fc.string(), fc.string({ unit: 'grapheme', maxLength: 200 }))
const error = fc.oneof(
  fc.record({ error: code, error_description: fc.string() }, { requiredKeys: ['error'] }),
  fc.record({ error: fc.record({ code: fc.oneof(code, fc.jsonValue()), message: fc.jsonValue() }, { requiredKeys: ['code'] }) }),
)
const perCommand = <T>(value: fc.Arbitrary<T>) => fc.oneof(fc.constant([]), fc.record({ messenger: value, tasks: value }, { requiredKeys: [] }), fc.jsonValue())
const batch = fc.record({
  result: fc.record({ result: perCommand(fc.jsonValue()), result_error: perCommand(fc.oneof(error, code, fc.jsonValue())), result_total: perCommand(fc.nat()), result_next: perCommand(fc.nat()), result_time: perCommand(fc.jsonValue()) }, { requiredKeys: [] }),
  time: fc.jsonValue(),
}, { requiredKeys: ['result'] })
const body = fc.oneof(
  error.map(value => JSON.stringify(value)),
  batch.map(value => JSON.stringify(value)),
  fc.json(),
  fc.constantFrom('', '<!doctype html><h1>403 Forbidden</h1>', '{"error":', '\u0000', 'null', '[]'),
  fc.string({ maxLength: 300 }),
)
const type = fc.constantFrom('application/json', 'application/json; charset=utf-8', 'text/html', 'text/plain', 'application/octet-stream')

let server: Server
let b24: B24Frame
let answer = { status: 200, type: '', body: '' }

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(answer.status, { 'Content-Type': answer.type }).end(answer.body))
  })
  await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve))
  b24 = sdkAgainst(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`)
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

it('whatever a server answers, nothing but a documented code stops the asking or makes it wait for long', { timeout: 60_000 }, async () => {
  await fc.assert(fc.asyncProperty(status, type, body, repeated, drawn, async (...given) => {
    const [statusGiven, typeGiven, bodyGiven, times, draw] = given
    answer = { status: statusGiven, type: typeGiven, body: bodyGiven }
    const outcome = await askSources(b24, ['messenger', 'tasks'])
    if (!outcome.ok) expectMild(outcome.failure, 'request', times, draw)
    const parts = outcome.ok ? outcome.value.answers : []
    for (const { outcome: part } of parts) if (!part.ok) expectMild(part.failure, 'source', times, draw)
  }), { numRuns: runs(400) })
})

it('without a code of REST, a refusal is a passing fault of the server', { timeout: 60_000 }, async () => {
  const page = fc.constantFrom('', '<h1>Forbidden</h1>', '{}', '[]', '{"message":"Unauthorized"}', '{"error":""}', 'null')
  await fc.assert(fc.asyncProperty(fc.integer({ min: 400, max: 599 }), type, page, async (statusGiven, typeGiven, bodyGiven) => {
    answer = { status: statusGiven, type: typeGiven, body: bodyGiven }
    const outcome = await askSources(b24, ['messenger'])
    expect(outcome).toEqual({ ok: false, failure: { kind: 'server', code: `HTTP_${String(statusGiven)}`, method: 'batch' } })
  }), { numRuns: runs(100) })
})

it('whatever the SDK throws, nothing but a documented code stops the asking, and a code is no prose', () => {
  const thrown = fc.oneof(
    fc.record({ code, status: fc.integer({ min: 0, max: 599 }), description: fc.string() }).map(details => new AjaxError(details)),
    fc.record({ code, status: fc.integer({ min: 0, max: 599 }), description: fc.string() }).map(details => new SdkError(details)),
    fc.record({ code, status: fc.constant(0), description: fc.string() })
      .map(details => new AjaxError({ ...details, code: 'JSSDK_UNKNOWN_ERROR', originalError: new SdkError(details) })),
    fc.anything(),
  )
  fc.assert(fc.property(thrown, repeated, drawn, (value, times, draw) => {
    const failure = failureFrom(value)
    expect(failure.code).toMatch(/^[\w.-]{1,64}$/)
    expectMild(failure, 'request', times, draw)
    expectMild(failureOfCommand(value), 'source', times, draw)
  }), { numRuns: runs(2_000) })
})
