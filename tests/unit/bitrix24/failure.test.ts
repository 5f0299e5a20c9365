import { AjaxError, SdkError } from '@bitrix24/b24jssdk'
import { expect, it } from 'vitest'
import { failureFrom, failureOfCommand } from '../../../src/bitrix24/failure.ts'

const ajax = (code: string, status: number) => new AjaxError({
  code, status, description: 'secret prose', requestInfo: { method: 'batch', params: { auth: 'a-token' }, requestId: 'r' },
})

it.each([
  ['QUERY_LIMIT_EXCEEDED', 503, 'limit'],
  ['OVERLOAD_LIMIT', 503, 'blocked'],
  ['OPERATION_TIME_LIMIT', 429, 'operating'],
  ['expired_token', 401, 'session'],
  ['invalid_token', 401, 'session'],
  ['NO_AUTH_FOUND', 401, 'session'],
  ['ACCESS_DENIED', 403, 'plan'],
  ['INVALID_CREDENTIALS', 403, 'permission'],
  ['user_access_error', 403, 'permission'],
  ['insufficient_scope', 403, 'permission'],
  ['ACCESS_ERROR', 400, 'permission'],
  ['ACCESS_ERROR', 403, 'permission'],
  ['INVALID_REQUEST', 400, 'rejected'],
  ['ERROR_BATCH_LENGTH_EXCEEDED', 400, 'rejected'],
  ['ERROR_BATCH_METHOD_NOT_ALLOWED', 405, 'rejected'],
  ['ERROR_METHOD_NOT_FOUND', 404, 'missing'],
  ['ERROR_MANIFEST_IS_NOT_AVAILABLE', 404, 'missing'],
  ['INTERNAL_SERVER_ERROR', 500, 'server'],
  ['ERROR_UNEXPECTED_ANSWER', 500, 'server'],
  ['PORTAL_DELETED', 500, 'closed'],
  ['A_CODE_OF_TOMORROW', 500, 'server'],
  ['A_CODE_OF_TOMORROW', 418, 'server'],
  ['A_CODE_OF_TOMORROW', 401, 'server'],
  ['A_CODE_OF_TOMORROW', 403, 'server'],
  ['A_CODE_OF_TOMORROW', 503, 'server'],
  ['NETWORK_ERROR', 0, 'network'],
  ['REQUEST_TIMEOUT', 408, 'timeout'],
] as const)('%s with status %i is of the kind %s, and keeps nothing but its code', (code, status, kind) => {
  expect(failureFrom(ajax(code, status))).toEqual({ kind, code })
})

it('knows a refresh of the token that got no answer, which may get one the next time', () => {
  const error = new SdkError({ code: 'JSSDK_FRAME_REFRESH_AUTH_TIMEOUT', status: 408, description: '' })
  const wrapped = new AjaxError({ code: 'JSSDK_UNKNOWN_ERROR', status: 0, description: '', originalError: error })
  for (const each of [error, wrapped]) {
    expect(failureFrom(each)).toEqual({ kind: 'renewal', code: 'JSSDK_FRAME_REFRESH_AUTH_TIMEOUT' })
  }
})

it.each(['ERR_BAD_REQUEST', 'ERR_BAD_RESPONSE', 'JSSDK_AXIOS_ERROR'])('takes a status without a code of REST (%s) for a fault of the server', (code) => {
  for (const status of [401, 403, 404, 429, 502, 503]) {
    expect(failureFrom(ajax(code, status))).toEqual({ kind: 'server', code: `HTTP_${String(status)}` })
  }
})

it('keeps no prose that somebody sent as a code', () => {
  expect(failureFrom(ajax('Your token a-token is wrong', 401))).toEqual({ kind: 'server', code: 'UNKNOWN_ERROR' })
})

it('takes the refusal of one command for that method\'s, not for the portal\'s plan', () => {
  expect(failureFrom(ajax('ACCESS_DENIED', 403))).toEqual({ kind: 'plan', code: 'ACCESS_DENIED' })
  expect(failureOfCommand(ajax('ACCESS_DENIED', 200))).toEqual({ kind: 'permission', code: 'ACCESS_DENIED' })
})

it('takes what the SDK stumbles over for an answer that is none', () => {
  expect(failureFrom(new TypeError('Cannot read properties of undefined'))).toEqual({ kind: 'malformed', code: 'MALFORMED_ANSWER' })
})
