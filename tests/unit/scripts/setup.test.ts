import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ensureTestTools, testTools, type Tool } from '../../../scripts/setup.mjs'

const names = testTools.map(({ name }) => name)
const install = vi.fn<(packages: readonly string[]) => void>()
const otherwise = vi.fn<(name: string) => void>()
const say = vi.fn<(words: string) => void>()

beforeEach(() => void vi.spyOn(console, 'log').mockImplementation(say))

afterEach(() => {
  vi.restoreAllMocks()
  vi.clearAllMocks()
})

/** A machine that lacks these tools, and has the others. */
const machineWithout = (...lacking: readonly string[]): Tool[] => (
  testTools.map(tool => ({ ...tool, isThere: () => !lacking.includes(tool.name), otherwise: () => otherwise(tool.name) }))
)

it.each(testTools)('installs $name where only that is missing', ({ name, packages }) => {
  ensureTestTools(machineWithout(name), install)
  expect(install.mock.calls).toEqual([[packages]])
  expect(say.mock.calls.join('\n')).toContain(name)
})

it('installs everything at once on a clean machine', () => {
  ensureTestTools(machineWithout(...names), install)
  expect(install.mock.calls).toEqual([[['chromium', 'chromium-headless-shell', 'nginx-light', 'caddy', 'fontconfig', 'fonts-noto-core', 'fonts-noto-color-emoji']]])
})

it('is silent where everything is there', () => {
  ensureTestTools(machineWithout(), install)
  expect([install.mock.calls, say.mock.calls]).toEqual([[], []])
})

it('goes another way for each missing tool where Debian\'s packages cannot be installed', () => {
  ensureTestTools(machineWithout(...names), null)
  expect(otherwise.mock.calls.flat()).toEqual(names)
})
