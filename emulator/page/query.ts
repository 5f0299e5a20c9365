import type { PlacementCode } from '../wire.ts'

export interface PageQuery {
  placement: PlacementCode | null
  dialogId: string | null
  user: number | null
  language: string | null
  theme: 'light' | 'dark'
  device: 'desktop' | 'phone'
  bare: boolean
  /** Whether the controls are open; null: where there is room for them */
  controls: 'open' | 'folded' | null
}

const PLACEMENTS: readonly PlacementCode[] = ['LEFT_MENU', 'IM_SIDEBAR', 'IM_NAVIGATION', 'DEFAULT']

const CONTROLS = ['open', 'folded'] as const

export function readQuery(search: string): PageQuery {
  const query = new URLSearchParams(search)
  const placement = PLACEMENTS.find(code => code === query.get('placement'))
  const dialogId = query.get('dialog')
  return {
    placement: placement ?? (dialogId ? 'IM_SIDEBAR' : null),
    dialogId,
    user: Number(query.get('user')) || null,
    language: query.get('lang'),
    theme: query.get('theme') === 'dark' ? 'dark' : 'light',
    device: query.get('device') === 'phone' ? 'phone' : 'desktop',
    bare: query.get('bare') === '1',
    controls: CONTROLS.find(state => state === query.get('controls')) ?? null,
  }
}

/** Goes to the same page with other parameters; `null` takes one away. */
export function pageWith(changes: Record<string, string | null>): string {
  const url = new URL(location.href)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) {
      url.searchParams.delete(name)
    } else {
      url.searchParams.set(name, value)
    }
  }
  return url.href
}
