import { onScopeDispose, type Ref, shallowReactive, watch } from 'vue'
import { stopWaiting, whenIdle } from './when-idle.ts'

/**
 * Which rows are sketches: those that came in while rows went by faster than anybody reads. A list that is scrolled
 * makes hundreds of rows a second, of which a few stay; these are drawn in full when the browser is idle.
 *
 * @param keys of the rows on screen, or near it
 * @param isFlying whether rows go by that fast just now
 */
export function useSketches(keys: Readonly<Ref<readonly string[]>>, isFlying: () => boolean): ReadonlySet<string> {
  const sketches = shallowReactive(new Set<string>())

  function drawOne(): boolean {
    const [first] = sketches
    if (first !== undefined) sketches.delete(first)
    return sketches.size > 0
  }

  watch(keys, (now, before) => {
    for (const key of sketches) if (!now.includes(key)) sketches.delete(key)
    if (isFlying()) for (const key of now) if (!before.includes(key)) sketches.add(key)
    if (sketches.size > 0) whenIdle(drawOne)
  }, { flush: 'sync' })
  onScopeDispose(() => stopWaiting(drawOne))

  return sketches
}
