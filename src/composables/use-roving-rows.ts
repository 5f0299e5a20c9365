import { computed, nextTick, type Ref, ref, type ShallowRef, watch } from 'vue'
import type { Shortcut } from './use-shortcuts.ts'

export interface RovingRowsOptions {
  readonly list: Readonly<ShallowRef<HTMLElement | null>>
  /** Every row, on screen or not. */
  readonly keys: Readonly<Ref<readonly string[]>>
  readonly scrollTo: (index: number) => void
  /** The key a row goes by now. @default the one it had */
  readonly renamed?: (key: string) => string
}

/**
 * One row of the list is reachable with the Tab key; the focus moves on from it. When the row with the focus goes away,
 * the focus goes to the one that takes its place. The row in question must always be rendered, on screen or not:
 * otherwise a browser drops the focus.
 */
export function useRovingRows({ list, keys, scrollTo, renamed = key => key }: RovingRowsOptions) {
  const wanted = ref<string | null>(null)
  const activeIndex = computed(() => Math.max(0, wanted.value === null ? 0 : keys.value.indexOf(wanted.value)))
  const activeKey = computed(() => keys.value[activeIndex.value] ?? null)

  const hasFocus = (): boolean => list.value?.contains(document.activeElement) === true

  async function focusActive(): Promise<void> {
    const key = activeKey.value
    if (key === null) return
    scrollTo(activeIndex.value)
    await nextTick()
    list.value?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"] [data-roving]`)?.focus({ preventScroll: true })
  }

  async function focusAt(index: number): Promise<void> {
    wanted.value = keys.value[Math.max(0, Math.min(index, keys.value.length - 1))] ?? null
    await focusActive()
  }

  /** Where a key leads from the row with the focus; null for a key that does not move. */
  function indexAfter(shortcut: Shortcut): number | null {
    switch (shortcut) {
      case 'next': return hasFocus() ? activeIndex.value + 1 : activeIndex.value
      case 'previous': return activeIndex.value - 1
      case 'first': return 0
      case 'last': return keys.value.length - 1
      default: return null
    }
  }

  watch(keys, (now, before) => {
    const index = wanted.value === null ? -1 : before.indexOf(wanted.value)
    if (index < 0 || now.includes(wanted.value ?? '')) return
    const left = new Set(now)
    wanted.value = [renamed(before[index] ?? ''), ...before.slice(index)].find(key => left.has(key)) ?? before.slice(0, index).findLast(key => left.has(key)) ?? null
    if (hasFocus()) void nextTick(focusActive)
  })

  return {
    activeIndex,
    activeKey,
    hasFocus,
    focusActive,
    focusAt,
    /** Moves the focus, where a key asks for that. @returns whether it does */
    move(shortcut: Shortcut): boolean {
      const index = indexAfter(shortcut)
      if (index !== null) void focusAt(index)
      return index !== null
    },
    /** A row that got the focus by other means than the keyboard. */
    follow: (key: string) => { wanted.value = key },
  }
}
