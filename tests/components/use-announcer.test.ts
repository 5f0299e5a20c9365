import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, nextTick, shallowRef } from 'vue'
import { useAnnouncer } from '../../src/composables/use-announcer.ts'
import type { News } from '../../src/domain/news.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('what is new is spoken although the computer\'s clock is set back', async () => {
  const news = shallowRef<readonly News[]>([])
  const scope = effectScope()
  const announcement = scope.run(() => useAnnouncer(() => news.value, all => String(all.length)))
  const comes = async (dialogId: string) => {
    news.value = [{ dialogId, added: 1 }]
    await nextTick()
    await vi.advanceTimersByTimeAsync(11_000)
  }
  await comes('chat1')
  expect(announcement?.value).toBe('1')
  if (announcement) announcement.value = ''
  vi.setSystemTime(Date.now() - 60 * 60_000)
  await comes('chat2')
  expect(announcement?.value).toBe('1')
  scope.stop()
})
