import { nextTick, onScopeDispose, ref, type Ref } from 'vue'
import { onIdle } from './idle.ts'

/* What may come a moment later waits for the browser, a little at a time: much at once would be felt as a jerk. */

/** Does one thing, and says whether there is another. */
type Step = () => boolean

/** How long steps may take, in ms, until the browser has its turn again; one is taken in any case. */
const slice = 5

const waiting = new Set<Step>()
let cancel: (() => void) | undefined

async function next(): Promise<void> {
  cancel = undefined
  const until = performance.now() + slice
  do {
    const [step] = waiting
    if (step !== undefined && !step()) waiting.delete(step)
    // What a step changes is drawn before the next one, or all of it would be drawn at once, however long that takes.
    await nextTick()
  } while (waiting.size > 0 && performance.now() < until)
  if (waiting.size > 0) requestAnimationFrame(schedule)
}

function schedule(): void {
  cancel ??= onIdle(() => void next())
}

/** Takes the steps when the browser is idle. What waits already comes first. */
export function queueIdle(step: Step): void {
  waiting.add(step)
  schedule()
}

export function dequeueIdle(step: Step): void {
  waiting.delete(step)
  if (waiting.size > 0) return
  cancel?.()
  cancel = undefined
}

/** False at first, true once the browser has been idle. May be set ahead by hand. */
export function useIdleReady(): Ref<boolean> {
  const isTime = ref(false)
  const arrive = () => {
    isTime.value = true
    return false
  }
  queueIdle(arrive)
  onScopeDispose(() => dequeueIdle(arrive))
  return isTime
}
