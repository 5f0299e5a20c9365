import { disableAutoUnmount, enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, type MockInstance, vi } from 'vitest'

// What one test has mounted must not hear the keys of the next. Files may share a worker, and may ask only once.
disableAutoUnmount()
enableAutoUnmount(afterEach)

/* A warning of Vue or of the messages is a fault: a component that is not found is drawn as nothing. */

let warn: MockInstance<typeof console.warn>

beforeEach(() => {
  warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
})
afterEach(() => {
  const warnings = warn.mock.calls.map(([first]) => String(first))
  warn.mockRestore()
  expect(warnings, 'warnings in the console').toEqual([])
})
