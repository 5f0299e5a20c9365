import type { ManagedPlacement, WantedBinding } from '../domain/installation.ts'
import { placementTitles } from './placement-titles.ts'

/** Icon names are Font Awesome 4, colours and contexts those of the messenger: see placement.bind, IM_SIDEBAR. */
const sidebarOptions = { iconName: 'fa-bell-o', color: 'AZURE', context: 'ALL', role: 'USER', extranet: 'N' }

/** How the app is to be registered. @param handler its own address */
export function wantedBindings(handler: string): readonly WantedBinding[] {
  const binding = (placement: ManagedPlacement, options: Record<string, string>): WantedBinding => ({
    placement,
    handler,
    options: new Map(Object.entries(options)),
    titles: new Map(Object.entries(placementTitles[placement])),
  })
  return [binding('LEFT_MENU', {}), binding('IM_SIDEBAR', sidebarOptions)]
}
