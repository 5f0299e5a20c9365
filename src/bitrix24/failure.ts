import { AjaxError, SdkError } from '@bitrix24/b24jssdk'
import { ValiError } from 'valibot'
import type { Failure, FailureKind } from '../domain/failure.ts'

/** Codes of REST (the system errors of the reference pages, and those of our methods) and of the SDK. */
const kinds: ReadonlyMap<string, FailureKind> = new Map<string, FailureKind>([
  ['QUERY_LIMIT_EXCEEDED', 'limit'],
  ['OPERATION_TIME_LIMIT', 'operating'],
  ['OVERLOAD_LIMIT', 'blocked'],
  ['PORTAL_DELETED', 'closed'],
  ['ACCESS_DENIED', 'plan'],
  ['expired_token', 'session'],
  ['invalid_token', 'session'],
  ['NO_AUTH_FOUND', 'session'],
  ['JSSDK_FRAME_REFRESH_AUTH_TIMEOUT', 'session'],
  ['INVALID_CREDENTIALS', 'permission'],
  ['user_access_error', 'permission'],
  ['insufficient_scope', 'permission'],
  ['ACCESS_ERROR', 'permission'],
  ['ERROR_METHOD_NOT_FOUND', 'missing'],
  ['ERROR_MANIFEST_IS_NOT_AVAILABLE', 'missing'],
  ['INTERNAL_SERVER_ERROR', 'server'],
  ['ERROR_UNEXPECTED_ANSWER', 'server'],
  ['NETWORK_ERROR', 'network'],
  ['REQUEST_TIMEOUT', 'timeout'],
])

/** What went wrong with a question, from whatever was thrown on the way. Nothing of a request is kept but its code. */
export function failureFrom(error: unknown): Failure {
  if (error instanceof ValiError) return { kind: 'malformed', code: 'MALFORMED_ANSWER' }
  if (error instanceof AjaxError || error instanceof SdkError) {
    // The SDK 2.2 wraps an error of its own, such as a refresh of the token that got no answer, as an unknown one.
    if (error.code === 'JSSDK_UNKNOWN_ERROR' && error.originalError instanceof SdkError) return failureFrom(error.originalError)
    return { kind: kinds.get(error.code) ?? kindOfStatus(error.status), code: error.code }
  }
  // The SDK stumbles over an answer that is no REST envelope with a plain TypeError.
  return { kind: 'malformed', code: 'MALFORMED_ANSWER' }
}

function kindOfStatus(status: number): FailureKind {
  if (status === 401) return 'session'
  if (status === 403) return 'permission'
  if (status === 404) return 'missing'
  if (status === 429 || status === 503) return 'limit'
  if (status >= 400 && status < 500) return 'rejected'
  return status === 0 ? 'malformed' : 'server'
}
