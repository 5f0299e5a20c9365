import { expect, it, vi } from 'vitest'
import { dequeueIdle, queueIdle } from '../../src/browser/idle-queue.ts'

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
