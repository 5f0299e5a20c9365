import { useTimeout } from '@vueuse/core'
import { computed, type ComputedRef, ref, watch } from 'vue'
import { afterPaint } from '../../browser/after-paint.ts'
import { useRowsStore } from '../../stores/rows.ts'
import { useSettingsStore } from '../../stores/settings.ts'

/** How long rows wait for what they are sorted by, in ms. */
const longestHold = 5_000

/** Rows whose order depends on what is not known yet would jump: whether they are to wait for it. */
export function useHeldRows(): ComputedRef<boolean> {
  const preferences = useSettingsStore()
  const rows = useRowsStore()
  const isLate = useTimeout(longestHold)
  const isSorted = ref(rows.isSettled)
  watch(() => rows.isSettled, async () => {
    await afterPaint()
    isSorted.value = true
  })
  return computed(() => preferences.settings.sort !== 'weight' && !isSorted.value && !isLate.value)
}
