import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { effectScope, ref } from 'vue'
import { useRowPlaceholders } from '../../src/composables/use-row-placeholders.ts'

const rows = (from: number, count = 10) => Array.from({ length: count }, (_, index) => `chat${from + index}`)

function open({ isFast = false, isInMiddle = false } = {}) {
  const keys = ref(rows(1))
  const scope = effectScope()
  onTestFinished(() => scope.stop())
  const speed = ref(isFast)
  const placeholders = scope.run(() => useRowPlaceholders(keys, () => speed.value, () => isInMiddle))
  return { keys, isFast: speed, drawnLater: () => [...placeholders ?? []] }
}

describe('rows are drawn later', () => {
  it('where they go by fast', () => {
    const { keys, drawnLater } = open({ isFast: true })
    keys.value = rows(2)
    expect(drawnLater()).toEqual(['chat11'])
  })

  it('once the list stands still', async () => {
    const frames = () => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    const { keys, isFast, drawnLater } = open({ isFast: true })
    keys.value = rows(3)
    await frames()
    expect(drawnLater()).toEqual(['chat11', 'chat12'])
    isFast.value = false
    await vi.waitFor(() => expect(drawnLater()).toEqual([]))
  })

  it('where many take the place of others in the middle of the list', () => {
    const { keys, drawnLater } = open({ isInMiddle: true })
    keys.value = rows(101)
    expect(drawnLater()).toEqual(rows(101))
  })

  it('but not where a few come in', () => {
    const { keys, drawnLater } = open({ isInMiddle: true })
    keys.value = rows(3)
    expect(drawnLater()).toEqual([])
  })

  it('nor at the top of the list, where somebody waits for them', () => {
    const { keys, drawnLater } = open()
    keys.value = rows(101)
    expect(drawnLater()).toEqual([])
  })
})
