import { nextTick, ref, watchEffect } from 'vue'
import { afterEach, expect, it, vi } from 'vitest'
import { dequeueIdle, queueIdle } from '../../src/browser/idle-queue.ts'

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

it('what is taken back is not done, and what comes after it does not wait for it', async () => {
  const takenBack = vi.fn(() => false)
  const done = vi.fn(() => false)
  vi.useFakeTimers()
  queueIdle(takenBack)
  dequeueIdle(takenBack)
  vi.useRealTimers()
  queueIdle(done)
  await vi.waitFor(() => expect(done).toHaveBeenCalledOnce())
  expect(takenBack).not.toHaveBeenCalled()
})

it('what one step changes is drawn before the next, so that many do not take their time at once', async () => {
  let now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  const idle: (() => void)[] = []
  vi.stubGlobal('requestIdleCallback', (callback: () => void) => idle.push(callback))
  const changes = ref(0)
  watchEffect(() => { now += changes.value * 20 }, { flush: 'post' })
  const step = () => {
    changes.value += 1
    return changes.value < 3
  }
  queueIdle(step)
  for (const turn of [1, 2, 3]) {
    await vi.waitFor(() => expect(idle).toHaveLength(1))
    idle.pop()?.()
    await vi.waitFor(() => expect(changes.value).toBe(turn))
    await nextTick()
    expect(changes.value).toBe(turn)
  }
})
