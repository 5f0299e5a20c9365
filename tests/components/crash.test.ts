import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type * as Crashes from '../../src/browser/crash.ts'

const replace = vi.fn<(address: URL) => void>()
const shown = vi.fn<(code: string) => void>()
let isServing = true
let crashes: typeof Crashes

beforeEach(async () => {
  vi.stubGlobal('location', { href: 'https://unread.example.com/?LANG=de', replace })
  vi.stubGlobal('Image', class extends EventTarget {
    set src(_address: string) {
      queueMicrotask(() => this.dispatchEvent(new Event(isServing ? 'load' : 'error')))
    }
  })
  isServing = true
  vi.resetModules()
  crashes = await import('../../src/browser/crash.ts')
  crashes.catchCrashes()
  crashes.showCrashesWith(shown)
})

afterEach(() => {
  vi.unstubAllGlobals()
  vi.clearAllMocks()
})

/** What Vite does when a part of the app could not be loaded. @returns what whoever asked for it gets */
function missPart(): Error {
  const payload = new TypeError('Failed to fetch dynamically imported module')
  dispatchEvent(Object.assign(new Event('vite:preloadError'), { payload }))
  return payload
}

test('a part that could not be fetched ahead changes nothing', async () => {
  missPart()
  await new Promise(resolve => setTimeout(resolve))
  expect(replace).not.toHaveBeenCalled()
  expect(shown).not.toHaveBeenCalled()
})

test('a part that is needed and gone loads the page anew, once however many are gone', async () => {
  const [first, second] = [missPart(), missPart()]
  crashes.crash(first)
  crashes.crash(second)
  await vi.waitFor(() => expect(replace).toHaveBeenCalled())
  expect(replace.mock.calls.map(([address]) => address.searchParams.get('LANG'))).toEqual(['de'])
  expect(Number(replace.mock.calls[0]?.[0].searchParams.get('reloaded'))).toBeGreaterThan(0)
  expect(shown).not.toHaveBeenCalled()
})

test('where the page was just loaded anew for that, it is shown instead', async () => {
  location.href += `&reloaded=${Date.now() - 60_000}`
  crashes.crash(missPart())
  await vi.waitFor(() => expect(shown.mock.calls).toEqual([['CRASH_TypeError']]))
  expect(replace).not.toHaveBeenCalled()
})

test('where the server is gone too, the page stays', async () => {
  isServing = false
  crashes.crash(missPart())
  await vi.waitFor(() => expect(shown.mock.calls).toEqual([['CRASH_TypeError']]))
  expect(replace).not.toHaveBeenCalled()
})

test('any other fault is shown at once', async () => {
  crashes.crash(new RangeError('secret 4711'))
  await vi.waitFor(() => expect(shown.mock.calls).toEqual([['CRASH_RangeError']]))
  expect(replace).not.toHaveBeenCalled()
})
