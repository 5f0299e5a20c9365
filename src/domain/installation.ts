/** The places in a portal where the app is registered. */
export const managedPlacements = ['LEFT_MENU', 'IM_SIDEBAR'] as const

export type ManagedPlacement = typeof managedPlacements[number]

/** One entry of the portal's list of this app's handlers. */
export interface Binding {
  readonly placement: string
  /** The address the portal opens. */
  readonly handler: string
  readonly options: ReadonlyMap<string, string>
  /** By the portal's code of a language. */
  readonly titles: ReadonlyMap<string, string>
}

export interface WantedBinding extends Binding {
  readonly placement: ManagedPlacement
}

/** What one installation has to do, in this order. */
export interface InstallationPlan {
  /** Already as wanted: left alone. */
  readonly keep: readonly WantedBinding[]
  /** Not there yet. */
  readonly bind: readonly WantedBinding[]
  /** There, but with another icon or title: taken away and set anew, since a portal changes none in place. */
  readonly renew: readonly WantedBinding[]
  /** Of this app, in a place it manages, but at another address: left over from an earlier one. */
  readonly unbind: readonly (Binding & { readonly placement: ManagedPlacement })[]
}

export type StepState = 'waiting' | 'working' | 'done' | 'failed'

/** One thing an installation does, as it is told to a person. */
export interface InstallStep {
  readonly action: keyof InstallationPlan
  readonly placement: ManagedPlacement
  readonly state: StepState
}

/**
 * What separates a portal from the wanted state. Only the places in `managedPlacements` are touched; a portal lists
 * nobody else's handlers, and whatever else this app may have bound some day stays.
 */
export function planInstallation(existing: readonly Binding[], wanted: readonly WantedBinding[]): InstallationPlan {
  const found = (want: WantedBinding) => existing.find(binding => isAt(binding, want))
  return {
    keep: wanted.filter((want) => {
      const binding = found(want)
      return binding !== undefined && agrees(binding, want)
    }),
    bind: wanted.filter(want => found(want) === undefined),
    renew: wanted.filter((want) => {
      const binding = found(want)
      return binding !== undefined && !agrees(binding, want)
    }),
    // Without an address the portal would take away all handlers of the place.
    unbind: existing.filter(isManaged).filter(binding => (
      binding.handler !== '' && !wanted.some(want => isAt(binding, want))
    )),
  }
}

/** Whether there is nothing left to do. */
export const isComplete = ({ bind, renew, unbind }: InstallationPlan): boolean => (
  bind.length + renew.length + unbind.length === 0
)

const isManaged = (binding: Binding): binding is Binding & { placement: ManagedPlacement } => (
  managedPlacements.some(managed => managed === binding.placement)
)

const isAt = (binding: Binding, want: Binding) => (
  binding.placement === want.placement && sameAddress(binding.handler, want.handler)
)

/** `https://host` and `https://host/` are one address. */
function sameAddress(one: string, other: string): boolean {
  return one === other || (URL.canParse(one) && URL.canParse(other) && new URL(one).href === new URL(other).href)
}

/** A portal that does not tell an option or a title agrees: what is not known is no reason to begin anew. */
function agrees(binding: Binding, want: Binding): boolean {
  const holds = (told: ReadonlyMap<string, string>, wished: ReadonlyMap<string, string>) => (
    [...wished].every(([key, value]) => (told.get(key) ?? value) === value)
  )
  return holds(binding.options, want.options) && holds(binding.titles, want.titles)
}
