import { onScopeDispose, type Ref, shallowReactive, watch } from 'vue'
import { dequeueIdle, queueIdle } from '../browser/idle-queue.ts'

/** More rows at once than this take a while to draw. */
const few = 2

/**
 * Which rows are placeholders: those that came in while rows went by faster than anybody reads, and those that have
 * taken the place of others in the middle of the list. A list that is scrolled fast makes hundreds of rows a second, of
 * which a few stay; these are drawn in full once they go by slowly or stand still, when the browser is idle.
 *
 * @param keys of the rows on screen, or near it
 * @param isFastScrolling whether rows go by that fast just now
 * @param isInMiddle whether the top of the list is out of sight
 */
export function useRowPlaceholders(
  keys: Readonly<Ref<readonly string[]>>,
  isFastScrolling: () => boolean,
  isInMiddle: () => boolean,
): ReadonlySet<string> {
  const placeholders = shallowReactive(new Set<string>())

  function drawOne(): boolean {
    const [first] = placeholders
    if (isFastScrolling() || first === undefined) return false
    placeholders.delete(first)
    return placeholders.size > 0
  }

  watch([keys, isFastScrolling], ([now, isFast], [before]) => {
    for (const key of placeholders) if (!now.includes(key)) placeholders.delete(key)
    const coming = now.filter(key => !before.includes(key))
    if (isFast || (coming.length > few && isInMiddle())) for (const key of coming) placeholders.add(key)
    if (!isFast && placeholders.size > 0) queueIdle(drawOne)
  }, { flush: 'sync' })
  onScopeDispose(() => dequeueIdle(drawOne))

  return placeholders
}
