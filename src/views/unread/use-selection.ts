import { computed, type Ref, shallowRef } from 'vue'
import type { Conversation } from '../../domain/conversation.ts'
import { extendTo, nothingSelected, toggle, toggleAll } from '../../domain/selection.ts'

/** The rows that are selected, as long as they are shown. @param rows in the order on screen */
export function useSelection(rows: Readonly<Ref<readonly Conversation[]>>) {
  const selection = shallowRef(nothingSelected)
  const selected = computed(() => selection.value.dialogIds.size === 0 ? [] : rows.value.filter(({ dialogId }) => selection.value.dialogIds.has(dialogId)))
  const selectedIds = computed(() => new Set(selected.value.map(({ dialogId }) => dialogId)))
  const present = () => ({ ...selection.value, dialogIds: selectedIds.value })

  /** @param isRange whether all rows between this one and the one before are meant */
  function select(dialogId: string, isRange: boolean): void {
    selection.value = isRange ? extendTo(present(), dialogId, rows.value.map(one => one.dialogId)) : toggle(present(), dialogId)
  }
  function selectAll(dialogIds: readonly string[]): void {
    selection.value = toggleAll(present(), dialogIds)
  }
  function selectNone(): void {
    selection.value = nothingSelected
  }

  return { selected, selectedIds, select, selectAll, selectNone }
}
