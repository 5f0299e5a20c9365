import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick, ref } from 'vue'
import { arrival, longAbsence, useReturn } from '../../src/composables/use-return.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function openFrame(shown = true) {
  const isShown = ref(shown)
  const onBack = vi.fn()
  const returning = useReturn(isShown, onBack)
  const show = async (value: boolean) => {
    isShown.value = value
    await nextTick()
  }
  return { ...returning, onBack, show }
}

describe('a person', () => {
  it('who opens the frame has not come back', () => {
    const { onBack, isArriving } = openFrame()
    expect(onBack).not.toHaveBeenCalled()
    expect(isArriving()).toBe(false)
  })

  it.each([0, 5_000, longAbsence - 1])('who was away for %i ms goes on reading', async (absence) => {
    const { onBack, isArriving, show } = openFrame()
    await show(false)
    vi.advanceTimersByTime(absence)
    await show(true)
    expect(onBack).not.toHaveBeenCalled()
    expect(isArriving()).toBe(false)
  })

  it.each([longAbsence + 1, 24 * 60 * 60_000])('who was away for %i ms comes back, each time', async (absence) => {
    const { onBack, show } = openFrame()
    for (let times = 1; times <= 2; times += 1) {
      await show(false)
      vi.advanceTimersByTime(absence)
      await show(true)
      expect(onBack).toHaveBeenCalledTimes(times)
    }
  })

  it('comes to a frame that was opened out of sight', async () => {
    const { onBack, show } = openFrame(false)
    vi.advanceTimersByTime(longAbsence + 1)
    await show(true)
    expect(onBack).toHaveBeenCalledOnce()
  })

  it('arrives for a moment, or until they do something', async () => {
    const { isArriving, begin, show } = openFrame()
    await show(false)
    vi.advanceTimersByTime(longAbsence + 1)
    await show(true)
    vi.advanceTimersByTime(arrival - 1)
    expect(isArriving()).toBe(true)
    vi.advanceTimersByTime(2)
    expect(isArriving()).toBe(false)
    await show(false)
    vi.advanceTimersByTime(longAbsence + 1)
    await show(true)
    begin()
    expect(isArriving()).toBe(false)
  })
})
