import { type B24Frame, initializeB24Frame, SdkError } from '@bitrix24/b24jssdk'
import { portalOf } from './b24-portal.ts'
import type { Portal } from './portal.ts'

export type Connection =
  | { readonly status: 'connected', readonly portal: Portal }
  /** There is no portal around the app: it was opened by its address. */
  | { readonly status: 'outside' }
  /** The parent window has not answered in time. A late answer may still come. */
  | { readonly status: 'silent', readonly late: Promise<Connection> | null }

/** How long a portal may take to answer, in ms. The SDK itself would wait for ever. */
export const handshakeLimit = 10_000

/**
 * The app decides itself when to ask (see polling/), so that the SDK's retries and its own limiter, which would
 * repeat a refused request three times, stand aside. A refreshed token still repeats a call once.
 * The limiter of the SDK 2.2 takes tokens away when the computer's clock is set back, `drainRate` for each second of
 * it: with many tokens and next to no drain, it never waits.
 */
export const restrictionParams = {
  maxRetries: 1,
  retryOnNetworkError: false,
  rateLimit: { burstLimit: 1e9, drainRate: 1e-3, adaptiveEnabled: false },
  operatingLimit: { windowMs: 600_000, limitMs: Number.MAX_SAFE_INTEGER, heavyPercent: 100 },
  adaptiveConfig: { enabled: false, thresholdPercent: 100, coefficient: 0, maxDelay: 0 },
}

/** Shakes hands with the parent window. Never rejects. @param limit how long to wait for it, in ms */
export async function connect(limit = handshakeLimit): Promise<Connection> {
  const answer = initializeB24Frame({ restrictionParams }).then(connected, outside)
  let timer: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<Connection>((resolve) => {
    timer = setTimeout(() => resolve({ status: 'silent', late: answer }), limit)
  })
  return Promise.race([answer, silence]).finally(() => clearTimeout(timer))
}

const connected = (b24: B24Frame): Connection => ({ status: 'connected', portal: portalOf(b24) })

function outside(error: unknown): Connection {
  if (error instanceof SdkError && error.code === 'JSSDK_CLIENT_SIDE_WARNING') return { status: 'outside' }
  // A parent that answers nonsense is as good as one that does not answer.
  return { status: 'silent', late: null }
}
