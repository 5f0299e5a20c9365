import type { Portal } from '../state/portal.ts'
import type { Params } from './params.ts'

export interface Authorization {
  userId: number
  kind: 'application' | 'webhook'
}

export interface MethodCall {
  portal: Portal
  params: Params
  auth: Authorization
}

export interface MethodAnswer {
  result: unknown
  total?: number
  next?: number
}

interface Method {
  /** null = any application may call it */
  scope: string | null
  /** Seconds of operating time one call takes at least. @default what the rules say of any call */
  seconds?: number
  run(call: MethodCall): MethodAnswer
}

export type Methods = Record<string, Method>
