import { onScopeDispose, ref, type Ref } from 'vue'

/* What may come a moment later waits for the browser, one thing at a time: many at once would be felt as a jerk. */

const waiting = new Set<() => void>()
const request: (callback: () => void) => void = globalThis.requestIdleCallback ?? (callback => setTimeout(callback, 16))

function next(): void {
  for (const callback of waiting) {
    waiting.delete(callback)
    callback()
    break
  }
  if (waiting.size > 0) request(next)
}

function whenIdle(callback: () => void): void {
  waiting.add(callback)
  if (waiting.size === 1) request(next)
}

/** Becomes true when the browser has had time since the component was made, or when it is set. */
export function useIdle(): Ref<boolean> {
  const isIdle = ref(false)
  const callback = () => { isIdle.value = true }
  whenIdle(callback)
  onScopeDispose(() => waiting.delete(callback))
  return isIdle
}
