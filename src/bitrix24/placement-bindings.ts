import type { ManagedPlacement, PlacementBinding } from '../domain/installation.ts'
import { placementTitles } from './placement-titles.ts'

/** Icon names are Font Awesome 4, colours and contexts those of the messenger: see placement.bind, OPTIONS. */
const navigationOptions = { iconName: 'fa-bell-o', role: 'USER', extranet: 'N' }
const sidebarOptions = { ...navigationOptions, color: 'AZURE', context: 'ALL' }

/** How the app is to be registered. @param handler its own address */
export function placementBindings(handler: string): readonly PlacementBinding[] {
  const binding = (placement: ManagedPlacement, options: Record<string, string>): PlacementBinding => ({
    placement,
    handler,
    options: new Map(Object.entries(options)),
    titles: new Map(Object.entries(placementTitles[placement])),
  })
  return [binding('LEFT_MENU', {}), binding('IM_NAVIGATION', navigationOptions), binding('IM_SIDEBAR', sidebarOptions)]
}
