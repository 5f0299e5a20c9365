import type { Failure } from './failure.ts'

export interface SupportContext {
  /** Of the app. */
  readonly version: string
  /** When it happened, in ms since the epoch. */
  readonly at: number
}

/** What somebody who is asked for help needs to know: no names, no addresses, no tokens. */
export function supportDetails({ code, method }: Pick<Failure, 'code' | 'method'>, { version, at }: SupportContext): string {
  return [
    `Unread ${version}`,
    `Code: ${code}`,
    ...(method === undefined ? [] : [`Method: ${method}`]),
    `Time: ${new Date(at).toISOString()}`,
  ].join('\n')
}
