import * as v from 'valibot'

/** Where in the portal the app was opened. */
export type Placement =
  | { readonly kind: 'left-menu' }
  /** A section of the messenger, across all of it. */
  | { readonly kind: 'messenger' }
  | { readonly kind: 'own-page' }
  /** The app is being installed: the portal shows it to administrators only, and no placement. */
  | { readonly kind: 'install' }
  | { readonly kind: 'chat', readonly dialogId: string }
  | { readonly kind: 'unknown', readonly name: string }

/** `chatN`, `sgN` (a workgroup's chat), or the user id of a private chat. */
const dialogIdSchema = v.pipe(
  v.union([v.string(), v.pipe(v.number(), v.transform(String))]),
  v.regex(/^(?:chat|sg)?[1-9]\d*$/),
)
const sidebarOptions = v.object({ dialogId: dialogIdSchema })

/**
 * @param name PLACEMENT as the portal gave it
 * @param options PLACEMENT_OPTIONS; empty ones are `[]` or `''`
 */
export function placementOf(name: string, options: unknown): Placement {
  if (name === 'LEFT_MENU') return { kind: 'left-menu' }
  if (name === 'IM_NAVIGATION') return { kind: 'messenger' }
  if (name === 'DEFAULT') return { kind: 'own-page' }
  if (name === 'IM_SIDEBAR') {
    const parsed = v.safeParse(sidebarOptions, options)
    if (parsed.success) return { kind: 'chat', dialogId: parsed.output.dialogId }
  }
  return { kind: 'unknown', name }
}
