/** The places in a portal where the app is registered. */
export const managedPlacements = ['LEFT_MENU', 'IM_SIDEBAR', 'IM_NAVIGATION'] as const

export type ManagedPlacement = typeof managedPlacements[number]

/** Places the app can do without: those of the messenger, which not every portal has. */
export const isOptional = (placement: ManagedPlacement): boolean => placement !== 'LEFT_MENU'

/** What placement.bind answers where it does not take a handler in this one place; it may well take it in another. */
const refusals: ReadonlySet<string> = new Set([
  'ERROR_PLACEMENT_NOT_FOUND', 'ERROR_PLACEMENT_MAX_COUNT', 'ERROR_ARGUMENT', 'ERROR_CORE', 'NOT_REGISTERED',
])

/** Whether an installation can go on without a place that was refused with this code. */
export const isDispensable = (placement: ManagedPlacement, code: string): boolean => (
  isOptional(placement) && (refusals.has(code) || /^(?:INVALID|EMPTY)_ERROR_/.test(code))
)

/** One entry of the portal's list of this app's handlers. */
export interface Binding {
  readonly placement: string
  /** The address the portal opens. */
  readonly handler: string
  readonly options: ReadonlyMap<string, string>
  /** By the portal's code of a language. */
  readonly titles: ReadonlyMap<string, string>
}

export interface PlacementBinding extends Binding {
  readonly placement: ManagedPlacement
}

type ManagedBinding = Binding & { readonly placement: ManagedPlacement }

/** What is there, but not as wanted: it is taken away and set anew, since a portal changes none in place. */
export interface Renewal {
  readonly want: PlacementBinding
  /** Every spelling of the wanted address that is bound, one at least. */
  readonly stale: readonly Binding[]
}

/** What one installation has to do, in this order. */
export interface InstallationPlan {
  /** Already as wanted: left alone. */
  readonly keep: readonly PlacementBinding[]
  /** Not there yet. */
  readonly bind: readonly PlacementBinding[]
  /** There, but with another icon, title or spelling of the address. */
  readonly renew: readonly Renewal[]
  /** Of this app, in a place it manages, and too many: at another address, or a second spelling of what is kept. */
  readonly unbind: readonly ManagedBinding[]
}

/** `refused`: the portal does not take the app in this place, and the installation goes on without it. */
export type StepState = 'waiting' | 'working' | 'done' | 'refused' | 'failed'

/** One thing an installation does, as it is told to a person. */
export interface InstallStep {
  readonly action: keyof InstallationPlan
  readonly placement: ManagedPlacement
  readonly state: StepState
  /** Why the portal has refused: the code of REST. */
  readonly code?: string
}

/** Places that an update has brought: where the app is in others already, these have never been offered. */
export function newPlaces(steps: readonly InstallStep[]): readonly ManagedPlacement[] {
  const isElsewhere = steps.some(({ action }) => action === 'keep' || action === 'renew')
  return isElsewhere ? steps.filter(({ action, state }) => action === 'bind' && state === 'waiting').map(({ placement }) => placement) : []
}

/**
 * What separates a portal from the wanted state, which is one entry in each wanted place. Only the places in
 * `managedPlacements` are touched; a portal lists nobody else's handlers, and whatever else this app may have bound
 * some day stays.
 */
export function planInstallation(existing: readonly Binding[], wanted: readonly PlacementBinding[]): InstallationPlan {
  const keep: PlacementBinding[] = []
  const bind: PlacementBinding[] = []
  const renew: Renewal[] = []
  const kept = new Set<Binding>()
  const replaced = new Set<Binding>()
  for (const want of wanted) {
    const stale = existing.filter(binding => isAt(binding, want))
    const right = stale.filter(binding => agrees(binding, want))
    const best = right.find(({ handler }) => handler === want.handler) ?? right[0]
    if (best !== undefined) {
      keep.push(want)
      kept.add(best)
    } else if (stale.length > 0) {
      renew.push({ want, stale })
      for (const binding of stale) replaced.add(binding)
    } else {
      bind.push(want)
    }
  }
  return {
    keep,
    bind,
    renew,
    // Without an address the portal would take away all handlers of the place.
    unbind: existing.filter(isManaged).filter(binding => binding.handler !== '' && !kept.has(binding) && !replaced.has(binding)),
  }
}

/** Whether there is nothing left to do. */
export const isComplete = ({ bind, renew, unbind }: InstallationPlan): boolean => (
  bind.length + renew.length + unbind.length === 0
)

const isManaged = (binding: Binding): binding is ManagedBinding => (
  managedPlacements.some(managed => managed === binding.placement)
)

const isAt = (binding: Binding, want: Binding) => (
  binding.placement === want.placement && normalAddress(binding.handler) === normalAddress(want.handler)
)

/**
 * One spelling for all that lead to the same page: a host in small letters, no default port, a slash after a bare
 * host, escapes only where they are needed (RFC 3986, 6.2.2). What is no address stays as it is.
 */
export function normalAddress(address: string): string {
  if (!URL.canParse(address)) return address
  return new URL(address).href.replace(/%([\da-f]{2})/gi, (escape, code: string) => {
    const character = String.fromCharCode(Number.parseInt(code, 16))
    return /[\w.~-]/.test(character) ? character : escape.toUpperCase()
  })
}

/**
 * The portal listens to the handler's origin as it is spelled: a frame opened by `https://HOST:443/` speaks from
 * `https://host`, and may not be heard.
 */
const isHeard = (address: string) => !URL.canParse(address) || /^[^/]*\/\/[^/?#]*/.exec(address)?.[0] === new URL(address).origin

/** A portal that does not tell an option or a title agrees: what is not known is no reason to begin anew. */
function agrees(binding: Binding, want: Binding): boolean {
  const holds = (told: ReadonlyMap<string, string>, wished: ReadonlyMap<string, string>) => (
    [...wished].every(([key, value]) => (told.get(key) ?? value) === value)
  )
  return isHeard(binding.handler) && holds(binding.options, want.options) && holds(binding.titles, want.titles)
}
