import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, nextTick } from 'vue'
import { useFrameVisibility } from '../../src/composables/use-frame-visibility.ts'

let tell: (isIntersecting: boolean) => void

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('IntersectionObserver', class {
    constructor(callback: (entries: readonly { isIntersecting: boolean }[]) => void) {
      tell = isIntersecting => callback([{ isIntersecting }])
    }

    observe = vi.fn()
    disconnect = vi.fn()
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

async function opened() {
  const scope = effectScope()
  const isShown = scope.run(useFrameVisibility)
  await nextTick()
  if (isShown === undefined) throw new Error('There is nothing to look at.')
  return { isShown, close: () => scope.stop() }
}

it('takes a frame for shown that has just been opened, until it is known better', async () => {
  const { isShown, close } = await opened()
  tell(false)
  expect(isShown.value).toBe(true)
  vi.advanceTimersByTime(10_000)
  expect(isShown.value).toBe(false)
  tell(true)
  expect(isShown.value).toBe(true)
  close()
})

it('believes at once that a frame which has been seen is off the screen', async () => {
  const { isShown, close } = await opened()
  tell(true)
  tell(false)
  expect(isShown.value).toBe(false)
  close()
})

it('takes a frame for shown that somebody acts in', async () => {
  const { isShown, close } = await opened()
  tell(false)
  vi.advanceTimersByTime(10_000)
  window.dispatchEvent(new Event('pointermove'))
  expect(isShown.value).toBe(true)
  close()
})
