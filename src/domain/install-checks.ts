import { isOptional, managedPlacements, type ManagedPlacement } from './installation.ts'

/** What the app asks a portal for. Without `task` it still works, but counts no tasks. */
const neededScopes = ['im', 'task', 'placement'] as const

/** What brings more, and is not missed: `imopenlines` lets the app answer and skip waiting visitors. */
const optionalScopes = ['imopenlines'] as const

type Scope = typeof neededScopes[number] | typeof optionalScopes[number]

/**
 * Something an installation rests on.
 *
 * - `passed`
 * - `warning`: goes on, with less
 * - `failed`: would end in an error of the portal
 * - `unknown`: the portal did not tell; the installation itself will
 */
export type CheckState = 'passed' | 'warning' | 'failed' | 'unknown'

export type CheckName = 'admin' | 'https' | 'handler' | 'compression' | 'http2' | `scope-${Scope}` | `place-${ManagedPlacement}`

/** The place a check is about; null for any other. */
export const placeOf = (name: CheckName): ManagedPlacement | null => (
  managedPlacements.find(placement => name === `place-${placement}`) ?? null
)

export interface Check {
  readonly name: CheckName
  readonly state: CheckState
}

export interface Ground {
  readonly isAdmin: boolean
  /** What the app was granted; null where the portal did not tell. */
  readonly scopes: ReadonlySet<string> | null
  /** The placements this portal has for the app; null where it did not tell. */
  readonly offered: ReadonlySet<string> | null
  /** Where the app is opened from. */
  readonly address: string
  /** The portal's origin. */
  readonly portal: string
  /** How the app's own files came. */
  readonly delivery: Delivery
}

/** What a browser tells of how the server sends the app's files; null where it does not tell. */
interface Delivery {
  readonly isCompressed: boolean | null
  readonly isHttp2: boolean | null
}

/** Whether an installation can work, before anything is changed. */
export function checkGround({ isAdmin, scopes, offered, address, portal, delivery }: Ground): readonly Check[] {
  return [
    { name: 'admin', state: isAdmin ? 'passed' : 'failed' },
    { name: 'https', state: httpsState(address, portal) },
    { name: 'handler', state: isPublicHost(address) ? 'passed' : 'failed' },
    ...deliveryChecks(address, delivery),
    ...[...neededScopes, ...optionalScopes].map((scope): Check => ({ name: `scope-${scope}`, state: scopeState(scope, scopes) })),
    ...placesNotOffered(offered).map((placement): Check => ({ name: `place-${placement}`, state: 'warning' })),
  ]
}

/** Only what is known. Browsers speak HTTP/2 over https alone. */
function deliveryChecks(address: string, { isCompressed, isHttp2 }: Delivery): readonly Check[] {
  const check = (name: CheckName, isGood: boolean | null): readonly Check[] => (
    isGood === null ? [] : [{ name, state: isGood ? 'passed' : 'warning' }]
  )
  return [...check('compression', isCompressed), ...check('http2', address.startsWith('https://') ? isHttp2 : null)]
}

/** Places the app would like to be in, and this portal does not have. The app can do without them. */
export const placesNotOffered = (offered: ReadonlySet<string> | null): readonly ManagedPlacement[] => (
  offered === null ? [] : managedPlacements.filter(placement => isOptional(placement) && !offered.has(placement))
)

export const mayInstall = (checks: readonly Check[]): boolean => checks.every(({ state }) => state !== 'failed')

function scopeState(scope: Scope, granted: ReadonlySet<string> | null): CheckState {
  if (granted === null) return 'unknown'
  if (granted.has(scope)) return 'passed'
  return scope === 'task' || scope === 'imopenlines' ? 'warning' : 'failed'
}

/** A browser shows no http page inside an https one. A portal of one's own may be http itself. */
function httpsState(address: string, portal: string): CheckState {
  if (address.startsWith('https://')) return 'passed'
  return portal.startsWith('https://') ? 'failed' : 'warning'
}

/** placement.bind refuses a host without a dot, such as localhost, with ERROR_WRONG_HANDLER_URL. */
function isPublicHost(address: string): boolean {
  return URL.canParse(address) && new URL(address).hostname.includes('.')
}
