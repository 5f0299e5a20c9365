import { type B24Frame, SdkError } from '@bitrix24/b24jssdk'
import { portalOf } from './b24-portal.ts'
import type { Portal } from './portal.ts'

export type Connection =
  | { readonly status: 'connected', readonly portal: Portal }
  /** There is no portal around the app: it was opened by its address. */
  | { readonly status: 'outside' }
  /** The parent window has not answered in time. A late answer may still come. */
  | { readonly status: 'silent', readonly late: Promise<Connection> | null }

/** How long a portal may take to answer, in ms. The SDK itself would wait for ever. */
const handshakeLimit = 10_000

/**
 * Waits for the parent window, for `handshakeLimit` at most. Never rejects.
 * @param handshake the SDK's, as `handshake.ts` begins it
 */
export async function connect(handshake: Promise<B24Frame>): Promise<Connection> {
  const answer = handshake.then(connected, outside)
  let timer: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<Connection>((resolve) => {
    timer = setTimeout(() => resolve({ status: 'silent', late: answer }), handshakeLimit)
  })
  return Promise.race([answer, silence]).finally(() => clearTimeout(timer))
}

const connected = (b24: B24Frame): Connection => ({ status: 'connected', portal: portalOf(b24) })

function outside(error: unknown): Connection {
  if (error instanceof SdkError && error.code === 'JSSDK_CLIENT_SIDE_WARNING') return { status: 'outside' }
  // A parent that answers nonsense is as good as one that does not answer.
  return { status: 'silent', late: null }
}
