import { AjaxError, SdkError } from '@bitrix24/b24jssdk'
import type { Failure, FailureKind } from '../domain/failure.ts'

/**
 * Codes of REST (the system errors of the reference pages, and those of our methods) and of the SDK. Only what is
 * listed here may stop the asking, or make it wait for an administrator.
 */
const kinds: ReadonlyMap<string, FailureKind> = new Map<string, FailureKind>([
  ['QUERY_LIMIT_EXCEEDED', 'limit'],
  ['OPERATION_TIME_LIMIT', 'operating'],
  ['OVERLOAD_LIMIT', 'blocked'],
  ['PORTAL_DELETED', 'closed'],
  ['ACCESS_DENIED', 'plan'],
  ['expired_token', 'session'],
  ['invalid_token', 'session'],
  ['NO_AUTH_FOUND', 'session'],
  ['JSSDK_FRAME_REFRESH_AUTH_TIMEOUT', 'renewal'],
  ['INVALID_CREDENTIALS', 'permission'],
  ['user_access_error', 'permission'],
  ['insufficient_scope', 'permission'],
  ['ACCESS_ERROR', 'permission'],
  ['ERROR_METHOD_NOT_FOUND', 'missing'],
  ['ERROR_MANIFEST_IS_NOT_AVAILABLE', 'missing'],
  ['INVALID_REQUEST', 'rejected'],
  ['ERROR_BATCH_LENGTH_EXCEEDED', 'rejected'],
  ['ERROR_BATCH_METHOD_NOT_ALLOWED', 'rejected'],
  ['DIALOG_ID_EMPTY', 'rejected'],
  ['MESSAGE_EMPTY', 'rejected'],
  ['MESSAGE_ID_ERROR', 'rejected'],
  ['REPLY_ACCESS_ERROR', 'rejected'],
  ['REPLY_FROM_OTHER_CHAT_ERROR', 'rejected'],
  ['NETWORK_ERROR', 'network'],
  ['REQUEST_TIMEOUT', 'timeout'],
])

/** What axios says of a status where the body had no code of REST: a page of a proxy, for one. */
const codesOfAxios: ReadonlySet<string> = new Set(['ERR_BAD_REQUEST', 'ERR_BAD_RESPONSE', 'JSSDK_AXIOS_ERROR'])

const malformed: Failure = { kind: 'malformed', code: 'MALFORMED_ANSWER' }

/**
 * What went wrong with a request, from whatever was thrown on the way. Nothing of the request is kept but its code. A
 * code that is not known, or a status without one, is a passing fault.
 */
export function failureFrom(error: unknown): Failure {
  // The SDK stumbles over an answer that is no REST envelope with a plain TypeError.
  if (!(error instanceof SdkError)) return malformed
  // The SDK 2.2 wraps an error of its own, such as a refresh of the token that got no answer, as an unknown one.
  if (error instanceof AjaxError && error.originalError instanceof SdkError) return failureFrom(error.originalError)
  const { status, code: given }: { readonly status: number, readonly code: unknown } = error
  const code = typeof given === 'string' ? given : ''
  if (codesOfAxios.has(code)) return { kind: 'server', code: `HTTP_${String(status)}` }
  // The SDK 2.2 replaces the code "0" of a command by a name of its own.
  if (code === 'JSSDK_RESPONSE_ERROR') return { kind: 'server', code: '0' }
  const kind = kinds.get(code)
  if (kind === undefined && code.startsWith('JSSDK_')) return malformed
  // Whoever answers chooses the code: prose or a token is none.
  return { kind: kind ?? 'server', code: /^[\w.-]{1,64}$/.test(code) ? code : 'UNKNOWN_ERROR' }
}

/** What went wrong with one command while others may have been answered: the portal's plan is not to blame. */
export function failureOfCommand(error: unknown): Failure {
  const failure = failureFrom(error)
  return failure.kind === 'plan' ? { ...failure, kind: 'permission' } : failure
}
