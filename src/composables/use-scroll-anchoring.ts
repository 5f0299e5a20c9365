import { useEventListener, useTimeoutFn } from '@vueuse/core'
import { type Ref, ref, type ShallowRef, toValue, type MaybeRefOrGetter, watch } from 'vue'

export interface ScrollAnchoringOptions {
  readonly list: Readonly<ShallowRef<HTMLElement | null>>
  readonly keys: Readonly<Ref<readonly string[]>>
  /** In px; every row has the same. */
  readonly rowHeight: number
  /** What the list is narrowed to. */
  readonly scope: MaybeRefOrGetter<string>
  /** The row with the focus. */
  readonly anchor: () => string | null
}

/**
 * Rows that come and go above do not move the row a person is at: the one with the focus, the one under the pointer,
 * or the first one they see after scrolling. Where nobody is at a row, rows glide to their new places.
 */
export function useScrollAnchoring({ list, keys, rowHeight, scope, anchor }: ScrollAnchoringOptions) {
  let hovered: string | null = null
  useEventListener(list, 'pointermove', (event: PointerEvent) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-key]') : null
    hovered = row?.dataset.key ?? null
  }, { passive: true })
  useEventListener(list, 'pointerleave', () => { hovered = null })

  const isAnimating = ref(false)
  const glide = useTimeoutFn(() => { isAnimating.value = false }, 350, { immediate: false })

  function firstSeen(before: readonly string[]): string | null {
    const above = -(list.value?.getBoundingClientRect().top ?? 0)
    return above > 0 ? before[Math.ceil(above / rowHeight)] ?? null : null
  }

  let place: { key: string, index: number } | null = null
  watch([keys, () => toValue(scope)] as const, ([now, scopeNow], [before, scopeBefore]) => {
    if (scopeNow !== scopeBefore) {
      place = null
      const top = list.value?.getBoundingClientRect().top ?? 0
      if (top < 0) window.scrollBy(0, top)
      return
    }
    const key = anchor() ?? hovered ?? firstSeen(before)
    place = key !== null && now.includes(key) ? { key, index: before.indexOf(key) } : null
    if (key === null && now.length !== before.length) {
      isAnimating.value = true
      glide.start()
    }
  })
  watch(keys, (now) => {
    if (place === null) return
    const moved = now.indexOf(place.key) - place.index
    place = null
    if (moved !== 0) window.scrollBy(0, moved * rowHeight)
  }, { flush: 'post' })

  return { isAnimating }
}
