/** Dialog ids of selected rows, and the row from which a range goes on. */
export interface Selection {
  readonly dialogIds: ReadonlySet<string>
  readonly anchor: string | null
}

export const nothingSelected: Selection = { dialogIds: new Set(), anchor: null }

/** A row is selected, or no longer. */
export function toggle({ dialogIds }: Selection, dialogId: string): Selection {
  const next = new Set(dialogIds)
  if (!next.delete(dialogId)) next.add(dialogId)
  return { dialogIds: next, anchor: dialogId }
}

/** All rows from the anchor to this one are selected as well. @param order the rows, as they stand on screen */
export function extendTo({ dialogIds, anchor }: Selection, dialogId: string, order: readonly string[]): Selection {
  const to = order.indexOf(dialogId)
  const from = anchor === null ? to : order.indexOf(anchor)
  const range = from < 0 ? [dialogId] : order.slice(Math.min(from, to), Math.max(from, to) + 1)
  return { dialogIds: new Set([...dialogIds, ...range]), anchor: from < 0 ? dialogId : anchor ?? dialogId }
}

/** All of these are selected as well; where they are already, none of them. */
export function toggleAll({ dialogIds, anchor }: Selection, group: readonly string[]): Selection {
  const next = new Set(dialogIds)
  const isSelected = group.every(id => next.has(id))
  for (const id of group) if (isSelected) next.delete(id); else next.add(id)
  return { dialogIds: next, anchor }
}
