import { onScopeDispose, ref, type Ref } from 'vue'
import { onIdle } from '../idle.ts'

/* What may come a moment later waits for the browser, one thing at a time: many at once would be felt as a jerk. */

const waiting = new Set<() => void>()

function next(): void {
  for (const callback of waiting) {
    waiting.delete(callback)
    callback()
    break
  }
  if (waiting.size > 0) onIdle(next)
}

function whenIdle(callback: () => void): void {
  waiting.add(callback)
  if (waiting.size === 1) onIdle(next)
}

/**
 * How complete something is: from one stage to the last, one further each time the browser is idle. It may be set
 * ahead by hand. Whatever else is at an earlier stage comes first.
 */
export function useStages(from: number, last: number): Ref<number> {
  const stage = ref(from)
  const advance = () => {
    stage.value = Math.min(stage.value + 1, last)
    if (stage.value < last) whenIdle(advance)
  }
  if (from < last) whenIdle(advance)
  onScopeDispose(() => waiting.delete(advance))
  return stage
}
