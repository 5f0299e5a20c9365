import type { Tokens } from '../tokens.ts'
import { RestError } from './errors.ts'
import type { Authorization } from './method.ts'
import { textParam, type Params } from './params.ts'

export interface RestPath {
  method: string
  webhook: { userId: number, code: string } | null
}

/** `/rest/METHOD`, or `/rest/USER/CODE/METHOD` for an incoming webhook. */
export function parseRestPath(pathname: string): RestPath | undefined {
  const [, userId, code, name] = /^\/rest\/(?:(\d+)\/(\w+)\/)?([^/]+?)(?:\.json)?\/?$/.exec(pathname) ?? []
  if (name === undefined) {
    return undefined
  }
  const method = decodeURIComponent(name)
  return { method, webhook: userId === undefined || code === undefined ? null : { userId: Number(userId), code } }
}

export interface Doorkeeper {
  tokens: Tokens
  webhookCode: string
}

/** @throws RestError */
export function authorize(path: RestPath, params: Params, { tokens, webhookCode }: Doorkeeper): Authorization {
  if (path.webhook) {
    if (path.webhook.code !== webhookCode) {
      throw new RestError('INVALID_CREDENTIALS')
    }
    return { userId: path.webhook.userId, kind: 'webhook' }
  }
  const token = textParam(params, 'auth')
  if (token === '') {
    throw new RestError('NO_AUTH_FOUND')
  }
  const check = tokens.check(token)
  switch (check.status) {
    case 'expired': throw new RestError('expired_token')
    case 'unknown': throw new RestError('invalid_token')
    case 'live': return { userId: check.userId, kind: 'application' }
  }
}
