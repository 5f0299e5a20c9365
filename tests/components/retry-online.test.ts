import { afterEach, expect, it, vi } from 'vitest'
import { retryOnline } from '../../src/browser/retry-online.ts'

afterEach(() => void vi.restoreAllMocks())

const setOnline = (isOnline: boolean) => vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(isOnline)

it('a part that could not be loaded without a network is loaded once there is one', async () => {
  setOnline(false)
  const load = vi.fn<() => Promise<string>>().mockRejectedValueOnce(new TypeError('Failed to fetch')).mockResolvedValue('a part')
  const loaded = retryOnline(load)()
  await vi.waitFor(() => expect(load).toHaveBeenCalledOnce())
  setOnline(true)
  window.dispatchEvent(new Event('online'))
  await expect(loaded).resolves.toBe('a part')
  expect(load).toHaveBeenCalledTimes(2)
})

it('a part that is missing although there is a network is not waited for', async () => {
  setOnline(true)
  await expect(retryOnline(() => Promise.reject(new TypeError('Failed to fetch')))()).rejects.toThrow('Failed to fetch')
})
