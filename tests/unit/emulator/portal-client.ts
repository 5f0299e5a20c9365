import { startEmulator, type Emulator, type EmulatorOptions } from '../../../emulator/index.ts'
import type { FrameForm } from '../../../emulator/wire.ts'

interface RestAnswer {
  status: number
  body: Record<string, unknown>
}

export interface PortalClient extends Emulator {
  /** Calls a method as this user's application. */
  call(method: string, params?: object, userId?: number): Promise<RestAnswer>
  token(userId?: number): Promise<string>
  frame(request?: object): Promise<FrameForm>
  bridge(appSid: string, command: string, params?: unknown): Promise<unknown>
  post(path: string, body: unknown): Promise<RestAnswer>
  /** Moves the portal's clock. */
  pass(milliseconds: number): void
}

/** A portal of its own for one test, with a clock that stands still. */
export async function openPortal(options: Partial<EmulatorOptions> = {}): Promise<PortalClient> {
  let now = Date.parse('2026-03-05T10:00:00Z')
  const emulator = await startEmulator({ app: 'http://app.example.com/', scenario: 'fixture', now: () => now, ...options })

  const post = async (path: string, body: unknown) => {
    const response = await fetch(`${emulator.origin}${path}`, { method: 'POST', body: JSON.stringify(body) })
    return { status: response.status, body: await response.json() as Record<string, unknown> }
  }
  const frame = async (request: object = {}) => {
    const answer = await post('/portal/frame', { placement: 'LEFT_MENU', user: 1, language: 'en', device: 'desktop', ...request })
    return answer.body as unknown as FrameForm
  }
  const token = async (user = 1) => (await frame({ user })).fields.AUTH_ID ?? ''
  return {
    ...emulator,
    post,
    frame,
    token,
    call: async (method, params = {}, userId = 1) => post(`/rest/${method}`, { ...params, auth: await token(userId) }),
    bridge: async (appSid, command, params = null) => (await post('/portal/bridge', { appSid, command, params })).body,
    pass: (milliseconds) => {
      now += milliseconds
    },
  }
}
