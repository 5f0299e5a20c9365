/** Conversations to be worked through one by one, as they stood in the list when one began. */
export interface CatchUp {
  readonly dialogIds: readonly string[]
  /** The one that is looked at; as many as there are: all have been. */
  readonly index: number
}

export const currentOf = ({ dialogIds, index }: CatchUp): string | null => dialogIds[index] ?? null

/** The next conversation that is still waiting: others may have been read elsewhere meanwhile. */
export function toNext({ dialogIds, index }: CatchUp, isWaiting: (dialogId: string) => boolean): CatchUp {
  const next = dialogIds.findIndex((dialogId, place) => place > index && isWaiting(dialogId))
  return { dialogIds, index: next < 0 ? dialogIds.length : next }
}

/** The one before, whatever has been done with it. */
export const toPrevious = ({ dialogIds, index }: CatchUp): CatchUp => ({ dialogIds, index: Math.max(0, index - 1) })
