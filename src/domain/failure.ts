/**
 * Why an answer could not be had, as far as it changes what the app does next or what it tells the person:
 *
 * - `limit`: too many requests from this office (the whole address shares one bucket)
 * - `operating`: this method has used up its time on the portal
 * - `session`: the authorisation is gone; only a reload brings it back
 * - `renewal`: the page around the app did not renew the authorisation in time; it may the next time
 * - `permission`: the app or the person may not; an admin can grant it
 * - `plan`: the portal's plan has no REST
 * - `blocked`: Bitrix24 blocked REST by hand
 * - `closed`: the portal is gone
 * - `missing`: this portal has no such method or module
 * - `rejected`: the portal found the request itself wrong
 * - `server`, `timeout`, `network`: passing faults; `server` also where a code is not known, or there is none
 * - `malformed`: an answer that cannot be understood
 */
export type FailureKind =
  | 'limit' | 'operating' | 'session' | 'renewal' | 'permission' | 'plan' | 'blocked' | 'closed'
  | 'missing' | 'rejected' | 'server' | 'timeout' | 'network' | 'malformed'

export interface Failure {
  readonly kind: FailureKind
  /** The code as REST or the SDK gave it, such as `insufficient_scope`; `HTTP_502` where it gave none. Never a token, never prose. */
  readonly code: string
  /** The method the portal did not answer, such as `im.counters.get`; left out where none was called. */
  readonly method?: string
}

/** The answer to one question, or why there is none. */
export type Result<T> =
  | { readonly ok: true, readonly value: T }
  | { readonly ok: false, readonly failure: Failure }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })
export const err = (failure: Failure): Result<never> => ({ ok: false, failure })

const passing: ReadonlySet<FailureKind> = new Set(['limit', 'operating', 'renewal', 'server', 'timeout', 'network', 'malformed'])

const doubtful: ReadonlySet<FailureKind> = new Set(['server', 'timeout', 'network', 'malformed'])

/** Whether the portal may have done all the same what it was asked to do. */
export const mayHaveActed = ({ kind }: Failure): boolean => doubtful.has(kind)

/**
 * Whether the portal has refused a whole request, as it would the next: the office has asked for too much. Refusals may count
 * as requests.
 */
export const isRefusedRequest = ({ kind, method = 'batch' }: Failure): boolean => (kind === 'limit' || kind === 'operating') && method === 'batch'

/** Whether asking again later may well help. */
export const isPassing = ({ kind }: Failure): boolean => passing.has(kind)
